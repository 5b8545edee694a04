// Every way in which a person's edit changes the state, as functions from one state to the next.

/** @typedef {boolean | number | string} Value */
/** @typedef {string[][]} Grid */
/**
 * What a person has chosen and typed: nothing that is computed.
 * @typedef {{variant: string, inputs: Record<string, Grid>, params: Record<string, Value>, digits: number | null}} State
 */
/** @typedef {import('../pkg/attention_playground.js').VariantInfo} VariantInfo */
/** @typedef {import('../pkg/attention_playground.js').InputInfo} InputInfo */

/** The variant as it opens. @param {VariantInfo} info @returns {State} */
export function exampleOf(info) {
  /** @type {Record<string, Grid>} */
  const inputs = {};
  for (const { name, example } of info.inputs) if (example) inputs[name] = example;
  return { variant: info.id, inputs, params: {}, digits: null };
}

/** @param {State} state @param {string} name @param {Grid} grid @returns {State} */
export function setMatrix(state, name, grid) {
  return { ...state, inputs: { ...state.inputs, [name]: grid } };
}

/** @param {State} state @param {string} name @param {number} row @param {number} column @param {string} text */
export function setCell(state, name, row, column, text) {
  const grid = state.inputs[name].map((cells, r) =>
    r === row ? cells.map((cell, c) => (c === column ? text : cell)) : cells,
  );
  return setMatrix(state, name, grid);
}

/** @param {State} state @param {string} name @param {Value} value @returns {State} */
export function setParam(state, name, value) {
  return { ...state, params: { ...state.params, [name]: value } };
}

/** @param {State} state @param {number | null} digits @returns {State} */
export const setDigits = (state, digits) => ({ ...state, digits });

/**
 * Another variant on the same numbers: what both take by the same name and axes is carried over,
 * the rest comes from the new one's example.
 * @param {State} state @param {VariantInfo} from @param {VariantInfo} to @returns {State}
 */
export function changeVariant(state, from, to) {
  const next = exampleOf(to);
  for (const { name, axes } of to.inputs) {
    const same = from.inputs.find((input) => input.name === name);
    if (!same || same.axes.join() !== axes.join()) continue;
    if (state.inputs[name]) next.inputs[name] = state.inputs[name];
    else delete next.inputs[name];
  }
  for (const { name, default: start } of to.params) {
    const value = state.params[name];
    if (typeof value === typeof start) next.params[name] = value;
  }
  return { ...next, digits: state.digits };
}

/**
 * How long an axis is, by the first input that has it.
 * @param {State} state @param {VariantInfo} info @param {string} letter
 */
export function sizeOf(state, info, letter) {
  for (const { name, axes } of info.inputs) {
    const grid = state.inputs[name];
    if (grid && axes[0] === letter) return grid.length;
    if (grid && axes[1] === letter) return grid[0].length;
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
  for (const { name, axes, boolean } of info.inputs) {
    let grid = next.inputs[name];
    if (!grid || (only !== undefined && only !== name)) continue;
    const fresh = boolean ? '1' : '0';
    if (axes[0] === letter) {
      const [{ length }] = grid;
      grid = fit(grid, size, () => Array(length).fill(fresh));
    }
    if (axes[1] === letter) grid = grid.map((row) => fit(row, size, () => fresh));
    if (grid !== next.inputs[name]) next = setMatrix(next, name, grid);
  }
  return next;
}

/** @template T @param {T[]} list @param {number} length @param {() => T} fresh @returns {T[]} */
function fit(list, length, fresh) {
  if (length <= list.length) return list.slice(0, length);
  return [...list, ...Array.from({ length: length - list.length }, fresh)];
}

/** Put in an optional input, filled so that it changes nothing yet. @param {State} state @param {VariantInfo} info @param {InputInfo} input */
export function addInput(state, info, input) {
  const [rows, columns] = input.axes.map((letter) => Math.max(1, sizeOf(state, info, letter)));
  const fresh = input.boolean ? '1' : '0';
  const grid = Array.from({ length: rows }, () => Array(columns).fill(fresh));
  return setMatrix(state, input.name, grid);
}

/** @param {State} state @param {string} name @returns {State} */
export function removeInput(state, name) {
  const { [name]: _, ...inputs } = state.inputs;
  return { ...state, inputs };
}

/** @param {State} a @param {State} b */
export const sameState = (a, b) => JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));

/** @param {State} state */
function canonical({ variant, inputs, params, digits }) {
  const sorted = (/** @type {object} */ record) =>
    Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  return [variant, sorted(inputs), sorted(params), digits];
}
