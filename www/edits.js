// Every way in which a person's edit changes the state, as functions from one state to the next.
import { filled, resized, sheetOf, withCell } from './sheet.js';

/** @typedef {boolean | number | string} Value */
/** @typedef {import('./sheet.js').Sheet} Sheet */
/**
 * Which panels are open; none of it is undone with the rest.
 * @typedef {{steps: boolean, cost: boolean, code: '' | import('../pkg/attention_playground.js').CodeTarget}} View
 */
/**
 * What a person has chosen and typed: nothing that is computed. Among the inputs may be `upstream`,
 * where the backward pass starts from something else than ones.
 * @typedef {{variant: string, inputs: Record<string, Sheet>, params: Record<string, Value>, digits: number | null, gradients: boolean, compare: import('./compare-edits.js').Compare | null, view: View}} State
 */
/** @typedef {import('../pkg/attention_playground.js').VariantInfo} VariantInfo */
/** @typedef {import('../pkg/attention_playground.js').InputInfo} InputInfo */

/** @type {View} */
const CLOSED = { steps: false, cost: false, code: '' };

/** The variant as it opens. @param {VariantInfo} info @returns {State} */
export function exampleOf(info) {
  /** @type {Record<string, Sheet>} */
  const inputs = {};
  for (const { name, example } of info.inputs) if (example) inputs[name] = sheetOf(example);
  const shown = { digits: null, gradients: false, compare: null, view: CLOSED };
  return { variant: info.id, inputs, params: {}, ...shown };
}

/** How it is shown, as the other state shows it. @param {State} state @param {State} like @returns {State} */
export const shownLike = (state, { digits, gradients, compare, view }) => ({
  ...state,
  digits,
  gradients,
  compare,
  view,
});

/** @param {State} state @param {string} name @param {Sheet} sheet @returns {State} */
export function setSheet(state, name, sheet) {
  return { ...state, inputs: { ...state.inputs, [name]: sheet } };
}

/** @param {State} state @param {string} name @param {number} place @param {string} text */
export function setCell(state, name, place, text) {
  return setSheet(state, name, withCell(state.inputs[name], place, text));
}

/** @param {State} state @param {string} name @param {Value} value @returns {State} */
export function setParam(state, name, value) {
  return { ...state, params: { ...state.params, [name]: value } };
}

/** @param {State} state @param {number | null} digits @returns {State} */
export const setDigits = (state, digits) => ({ ...state, digits });

/** @param {State} state @param {boolean} gradients @returns {State} */
export const setGradients = (state, gradients) => ({ ...state, gradients });

/** Let the backward pass start from a table of its own, of ones at first. @param {State} state @param {number[]} shape */
export const addUpstream = (state, shape) => setSheet(state, 'upstream', filled(shape, '1'));

/**
 * Another variant on the same numbers: if it takes every input by the same names and axes they are
 * carried over, or else it opens with its own example, since parts of two examples fit seldom.
 * @param {State} state @param {VariantInfo} from @param {VariantInfo} to @returns {State}
 */
export function changeVariant(state, from, to) {
  const next = exampleOf(to);
  const carried = misfits(from, to).length === 0;
  for (const input of carried ? to.inputs.filter((input) => isTaken(from, input)) : []) {
    if (state.inputs[input.name]) next.inputs[input.name] = state.inputs[input.name];
    else delete next.inputs[input.name];
  }
  const beside = carried
    ? state.compare?.others.find((column) => isFree(column, to.id))
    : undefined;
  next.params = beside?.params ?? carriedParams(state.params, to);
  return shownLike(next, { ...state, compare: stillCompared(state, to.id, carried) });
}

/** Whether a variant has this input, with the same axes. @param {VariantInfo} from @param {InputInfo} input */
export const isTaken = (from, { name, axes, sizes }) =>
  from.inputs.some(
    (input) =>
      input.name === name &&
      input.axes.join() === axes.join() &&
      input.sizes.join() === sizes.join(),
  );

/** The inputs that one variant needs and the other has not. @param {VariantInfo} from @param {VariantInfo} to */
export const misfits = (from, to) =>
  to.inputs.filter((input) => !input.optional && !isTaken(from, input));

/** The settings that another variant has too. @param {Record<string, Value>} params @param {VariantInfo} to */
export function carriedParams(params, to) {
  /** @type {Record<string, Value>} */
  const carried = {};
  for (const { name, default: start } of to.params) {
    if (typeof params[name] === typeof start) carried[name] = params[name];
  }
  return carried;
}

/** Whether a column is this variant, on the present inputs. @param {import('./compare-edits.js').Column} column @param {string} id */
const isFree = ({ variant, inputs }, id) => variant === id && inputs === null;

/**
 * What stands beside another variant: pinned states, and, on the same inputs, all the others; where
 * that variant stood, the one that it takes the place of.
 * @param {State} state @param {string} id @param {boolean} same
 */
function stillCompared({ compare, variant, params }, id, same) {
  if (!compare) return null;
  const stays = (/** @type {import('./compare-edits.js').Column} */ { inputs }) =>
    same || inputs !== null;
  const kept = compare.others.filter(stays);
  const others = kept.map((column) =>
    isFree(column, id) ? { variant, params, inputs: null } : column,
  );
  const at = compare.others.slice(0, compare.at).filter(stays).length;
  return others.length > 0 ? { others, at } : null;
}

/** How long an axis is, by the first input that has it. @param {State} state @param {VariantInfo} info @param {string} letter */
export function sizeOf(state, info, letter) {
  for (const { name, sizes } of info.inputs) {
    const axis = sizes.indexOf(letter);
    if (axis >= 0 && state.inputs[name]) return state.inputs[name].shape[axis];
  }
  return 0;
}

/**
 * Lengthen or shorten an axis in every input that has it, or in `only` one. New cells are 0, in a
 * mask 1: nothing is hidden that was not.
 * @param {State} state @param {VariantInfo} info @param {string} letter @param {number} size @param {string} [only]
 */
export function resizeAxis(state, info, letter, size, only) {
  let next = state;
  for (const { name, sizes, boolean } of info.inputs) {
    if (!state.inputs[name] || (only !== undefined && only !== name)) continue;
    for (const [axis, own] of sizes.entries()) {
      if (own !== letter) continue;
      const fresh = boolean ? '1' : '0';
      next = setSheet(next, name, resized(next.inputs[name], axis, size, fresh));
    }
  }
  return next;
}

/** Put in an optional input, of 1s in a mask and of 0s elsewhere. @param {State} state @param {VariantInfo} info @param {InputInfo} input */
export function addInput(state, info, { name, sizes, boolean }) {
  const shape = sizes.map((letter) => Math.max(1, sizeOf(state, info, letter)));
  return setSheet(state, name, filled(shape, boolean ? '1' : '0'));
}

/** @param {State} state @param {string} name @returns {State} */
export function removeInput(state, name) {
  const { [name]: _, ...inputs } = state.inputs;
  return { ...state, inputs };
}

/** @param {State} a @param {State} b */
export const sameState = (a, b) => a === b || canonical(a) === canonical(b);

/** @param {State} state */
function canonical({ variant, inputs, params, digits, gradients, compare, view }) {
  const sorted = (/** @type {object} */ record) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = [digits, gradients, compare, sorted(view)];
  return JSON.stringify([variant, sorted(inputs), sorted(params), ...shown]);
}
