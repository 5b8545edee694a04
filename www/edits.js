// Every way in which a person's edit changes the state, as functions from one state to the next.
import { filled, resized, sheetOf, spliced, withCell } from './sheet.js';

/** @typedef {boolean | number | string} Value */
/** @typedef {import('./sheet.js').Sheet} Sheet */
/**
 * Which panels are open; none of it is undone with the rest.
 * Of the plots: which curves stand beside the variant's own, and by name the sizes that were chosen.
 * @typedef {object} View
 * @property {boolean} steps
 * @property {boolean} cost
 * @property {boolean} growth
 * @property {boolean} roofline
 * @property {boolean} decoding
 * @property {'' | import('../pkg/attention_playground.js').CodeTarget} code
 * @property {string[]} curves
 * @property {Record<string, number>} at
 */
/**
 * What a person has chosen and typed: nothing that is computed. Among the inputs may be `upstream`,
 * where the backward pass starts from something else than ones. `example` is what it began with.
 * @typedef {{variant: string, example: string, inputs: Record<string, Sheet>, params: Record<string, Value>, digits: number | null, gradients: boolean, view: View}} State
 */
/** @typedef {import('../pkg/attention_playground.js').VariantInfo} VariantInfo */
/** @typedef {import('../pkg/attention_playground.js').InputInfo} InputInfo */
/** @typedef {import('../pkg/attention_playground.js').ExampleInfo} ExampleInfo */

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
  const sheets = Object.entries(inputs).map(([name, cells]) => [name, sheetOf(cells)]);
  return {
    variant: info.id,
    example: id,
    inputs: Object.fromEntries(sheets),
    params: { ...params },
    digits: null,
    gradients,
    view: CLOSED,
  };
}

/** The example that a state began with. @param {State} state @param {VariantInfo} info */
export const originOf = (state, info) =>
  info.examples.find(({ id }) => id === state.example) ?? info.examples[0];

/** How it is shown, as the other state shows it. @param {State} state @param {State} like @returns {State} */
export const shownLike = (state, { digits, gradients, view }) => ({
  ...state,
  digits,
  gradients,
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
  const same = (/** @type {InputInfo} */ { name, axes, sizes }) =>
    from.inputs.some(
      (input) =>
        input.name === name &&
        input.axes.join() === axes.join() &&
        input.sizes.join() === sizes.join(),
    );
  const carried = to.inputs.filter(({ optional }) => !optional).every(same);
  for (const input of carried ? to.inputs.filter(same) : []) {
    if (state.inputs[input.name]) next.inputs[input.name] = state.inputs[input.name];
    else delete next.inputs[input.name];
  }
  for (const { name, default: start } of to.params) {
    const value = state.params[name];
    if (typeof value === typeof start) next.params[name] = value;
  }
  return shownLike(next, state);
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
export const sameState = (a, b) => a === b || canonical(a) === canonical(b);

/** @param {State} state */
function canonical({ variant, inputs, params, digits, gradients, view }) {
  const sorted = (/** @type {object} */ record) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = [digits, gradients, sorted(view)];
  return JSON.stringify([variant, sorted(inputs), sorted(params), ...shown]);
}
