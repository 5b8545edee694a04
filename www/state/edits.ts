// Every way in which a person's edit changes the state, as functions from one state to the next.
import { filled, resized, sameSheet, sheetOf, spliced, withCell } from './text-tensor.js';

/** @typedef {boolean | number | string} Value */
/** @typedef {import('./text-tensor.js').Sheet} Sheet */
/**
 * Which panels are open: that is not undone with the rest. Of the plots, which curves stand beside the
 * variant's own, and by name the sizes that were chosen, the rule of memory and the machine: that is.
 * @typedef {object} View
 * @property {boolean} steps
 * @property {boolean} cost
 * @property {boolean} growth
 * @property {boolean} roofline
 * @property {boolean} decoding
 * @property {'' | import('../../pkg/attention_playground.js').CodeTarget} code
 * @property {string[]} curves
 * @property {Record<string, number>} at
 */
/**
 * What a person has chosen and typed: nothing that is computed. Among the inputs may be `upstream`,
 * where the backward pass starts from something else than ones. `example` is what it began with.
 * @typedef {{variant: string, example: string, inputs: Record<string, Sheet>, params: Record<string, Value>, digits: number | null, gradients: boolean, compare: import('./compare-edits.js').Compare | null, view: View}} State
 */
/** @typedef {import('../../pkg/attention_playground.js').VariantInfo} VariantInfo */
/** @typedef {import('../../pkg/attention_playground.js').InputInfo} InputInfo */
/** @typedef {import('../../pkg/attention_playground.js').ExampleInfo} ExampleInfo */

/** @type {View} */
const CLOSED = {
  steps: false,
  cost: false,
  growth: false,
  roofline: false,
  decoding: false,
  code: '',
  curves: [],
  at: {},
};

/** A variant with one of its examples, at first the one that it opens with. @param {VariantInfo} info @param {ExampleInfo} [example] @returns {State} */
export function exampleOf(info, example = info.examples[0]) {
  const { id, inputs, params, gradients } = example;
  // In the order in which the variant takes them, which is that of its links.
  const given = info.inputs.filter(({ name }) => name in inputs);
  const sheets = given.map(({ name }) => [name, sheetOf(inputs[name])]);
  return {
    variant: info.id,
    example: id,
    inputs: Object.fromEntries(sheets),
    params: { ...params },
    digits: null,
    gradients,
    compare: null,
    view: CLOSED,
  };
}

/** The example that a state began with. @param {State} state @param {VariantInfo} info */
export const originOf = (state, info) =>
  info.examples.find(({ id }) => id === state.example) ?? info.examples[0];

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

/** @param {State} state @param {Record<string, Sheet>} sheets @returns {State} */
export const setSheets = (state, sheets) => ({ ...state, inputs: { ...state.inputs, ...sheets } });

/** @param {State} state @param {string} name @param {number} place @param {string} text */
export function setCell(state, name, place, text) {
  return setSheet(state, name, withCell(state.inputs[name], place, text));
}

/** @param {State} state @param {string} name @param {Value} value @returns {State} */
export function setParam(state, name, value) {
  return { ...state, params: { ...state.params, [name]: value } };
}

/** @param {State} state @param {Partial<View>} view @returns {State} */
export const setView = (state, view) => ({ ...state, view: { ...state.view, ...view } });

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
const isTaken = (from, { name, axes, sizes }) =>
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
 * Lengthen or shorten an axis in every input that has it, or in `only` one.
 * @param {State} state @param {VariantInfo} info @param {string} letter @param {number} size @param {string} [only]
 */
export const resizeAxis = (state, info, letter, size, only) =>
  alongAxis(state, info, letter, (...of) => resized(of[0], of[1], size, of[2]), only);

/** Put a place in before another one of an axis, in every input that has it. @param {State} state @param {VariantInfo} info @param {string} letter @param {number} at */
export const insertAt = (state, info, letter, at) =>
  alongAxis(state, info, letter, (...of) => spliced(of[0], of[1], at, { added: 1 }, of[2]));

/** Take a place out of an axis, in every input that has it. @param {State} state @param {VariantInfo} info @param {string} letter @param {number} at */
export const removeAt = (state, info, letter, at) =>
  alongAxis(state, info, letter, (...of) => spliced(of[0], of[1], at, { removed: 1 }, of[2]));

/** The names of the inputs that have an axis. @param {State} state @param {VariantInfo} info @param {string} letter */
export const sharing = (state, info, letter) =>
  info.inputs
    .filter(({ name, sizes }) => state.inputs[name] && sizes.includes(letter))
    .map(({ name }) => name);

/**
 * Change an axis wherever it stands, twice in a mask of self-attention. New cells are 0, in a mask
 * 1: nothing is hidden that was not.
 * @param {State} state @param {VariantInfo} info @param {string} letter
 * @param {(sheet: Sheet, axis: number, fresh: string) => Sheet} change @param {string} [only]
 */
function alongAxis(state, info, letter, change, only) {
  let next = state;
  for (const { name, sizes, boolean } of info.inputs) {
    if (!state.inputs[name] || (only !== undefined && only !== name)) continue;
    for (const [axis, own] of sizes.entries()) {
      if (own !== letter) continue;
      next = setSheet(next, name, change(next.inputs[name], axis, boolean ? '1' : '0'));
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

/** Whatever they began with. @param {State} a @param {State} b */
export const sameState = (a, b) =>
  a === b || (sameInputs(a.inputs, b.inputs) && canonical(a) === canonical(b));

/** A large input differs soon, and is not written out for it. @param {State['inputs']} a @param {State['inputs']} b */
function sameInputs(a, b) {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => b[name] && (a[name] === b[name] || sameSheet(a[name], b[name])))
  );
}

/** @param {State} state */
function canonical({ variant, params, digits, gradients, compare, view }) {
  const sorted = (/** @type {object} */ record) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = [digits, gradients, compare, sorted(view)];
  return JSON.stringify([variant, sorted(params), ...shown]);
}
