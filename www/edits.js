// Every way in which a person's edit changes the state, as functions from one state to the next.
import { filled, resized, sameSheet, sheetOf, withCell } from './sheet.js';

/** @typedef {boolean | number | string} Value */
/** @typedef {import('./sheet.js').Sheet} Sheet */
/**
 * Which panels are open; none of it is undone with the rest.
 * @typedef {{steps: boolean, cost: boolean, code: '' | import('../pkg/attention_playground.js').CodeTarget}} View
 */
/**
 * What a person has chosen and typed: nothing that is computed. Among the inputs may be `upstream`,
 * where the backward pass starts from something else than ones.
 * @typedef {{variant: string, inputs: Record<string, Sheet>, params: Record<string, Value>, digits: number | null, gradients: boolean, view: View}} State
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
  return { variant: info.id, inputs, params: {}, digits: null, gradients: false, view: CLOSED };
}

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
function canonical({ variant, params, digits, gradients, view }) {
  const sorted = (/** @type {object} */ record) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = [digits, gradients, sorted(view)];
  return JSON.stringify([variant, sorted(params), ...shown]);
}
