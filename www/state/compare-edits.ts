// Which variants and which states are compared: every edit of that list, from one state to the next.
import { carriedParams, misfits, removeInput, setParam } from './edits.js';

/** @typedef {import('./edits.js').State} State */
/** @typedef {import('./edits.js').Value} Value */
/** @typedef {import('./edits.js').VariantInfo} VariantInfo */
/**
 * A column beside the present state: a variant on the same inputs, or with inputs of its own a
 * state that was pinned.
 * @typedef {{variant: string, params: Record<string, Value>, inputs: Record<string, import('./text-tensor.js').Sheet> | null}} Column
 */
/**
 * `at` is where the present state stands among the columns; the first column is the reference.
 * @typedef {{others: Column[], at: number}} Compare
 */

export const MOST = 4; // columns that the core lays side by side
const TRIO = ['argmax', 'scaled-dot-product', 'linear'];

/** All columns in order, the present state among them. @param {State} state @returns {(Column & {live: boolean})[]} */
export function columnsOf(state) {
  const { others, at } = state.compare ?? { others: [], at: 0 };
  const { variant, params, inputs } = removeInput(state, 'upstream');
  const columns = others.map((column) => ({ ...column, live: false }));
  return columns.toSpliced(at, 0, { variant, params, inputs, live: true });
}

/**
 * A variant beside the present state. What both can set is set alike, also where nobody has chosen it:
 * else the scale that one of them opens with would look like a difference between them.
 * @param {State} state @param {VariantInfo} from @param {VariantInfo} to @returns {Column}
 */
function beside(state, from, to) {
  const opening = Object.fromEntries(from.params.map(({ name, default: start }) => [name, start]));
  const carried = Object.entries(carriedParams({ ...opening, ...state.params }, to));
  const isOwn = (/** @type {[string, Value]} */ [name, value]) =>
    to.params.find((param) => param.name === name)?.default === value;
  const params = Object.fromEntries(carried.filter((setting) => !isOwn(setting)));
  return { variant: to.id, params, inputs: null };
}

/** The present state, as a column that stays as it is. @param {State} state @returns {Column} */
function pinned(state) {
  const { variant, params, inputs } = removeInput(state, 'upstream');
  return { variant, params, inputs };
}

/** @param {State} state @param {Compare} compare @returns {State} */
const withCompare = (state, compare) => ({ ...state, compare });

/**
 * Beside the present variant those of argmax, softmax and linear attention that take its inputs; or,
 * where none does, the state as it is now.
 * @param {State} state @param {VariantInfo[]} variants
 */
export function startCompare(state, variants) {
  const from = variants.find(({ id }) => id === state.variant);
  const found = TRIO.map((id) => variants.find((info) => info.id === id));
  const others = found.flatMap((info) =>
    info && from && info !== from && fits(from, info) ? [beside(state, from, info)] : [],
  );
  if (others.length > 0) return withCompare(state, { others, at: 0 });
  return withCompare(state, { others: [pinned(state)], at: 1 });
}

/** @param {State} state @returns {State} */
export const endCompare = (state) => ({ ...state, compare: null });

/** @param {VariantInfo} from @param {VariantInfo} to */
export const fits = (from, to) => misfits(from, to).length === 0;

/** @param {State} state @param {VariantInfo} from @param {VariantInfo} to */
export function addColumn(state, from, to) {
  const { others, at } = state.compare ?? { others: [], at: 0 };
  return withCompare(state, { others: [...others, beside(state, from, to)], at });
}

/** The state as it is now becomes the reference. @param {State} state */
export function pinColumn(state) {
  const { others, at } = state.compare ?? { others: [], at: 0 };
  return withCompare(state, { others: [pinned(state), ...others], at: at + 1 });
}

/** @param {State} state @param {number} column */
export function removeColumn(state, column) {
  const { others, at } = state.compare ?? { others: [], at: 0 };
  const own = column < at ? column : column - 1;
  return withCompare(state, { others: others.toSpliced(own, 1), at: column < at ? at - 1 : at });
}

/** Measure the others from this one. @param {State} state @param {number} column */
export function makeFirst(state, column) {
  const { others, at } = state.compare ?? { others: [], at: 0 };
  if (column === at) return withCompare(state, { others, at: 0 });
  const own = column < at ? column : column - 1;
  const moved = [others[own], ...others.toSpliced(own, 1)];
  return withCompare(state, { others: moved, at: column < at ? at : at + 1 });
}

/** @param {State} state @param {number} column @param {string} name @param {Value} value */
export function setColumnParam(state, column, name, value) {
  const { others, at } = state.compare ?? { others: [], at: 0 };
  if (column === at) return setParam(state, name, value);
  const own = column < at ? column : column - 1;
  const next = { ...others[own], params: { ...others[own].params, [name]: value } };
  return withCompare(state, { others: others.with(own, next), at });
}
