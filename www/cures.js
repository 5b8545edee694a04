// What one click can do about an error: put a cell back, or make two inputs agree.
import { resizeAxis, setCell } from './edits.js';
import { plural } from './format.js';

/** @typedef {import('./edits.js').State} State */
/** @typedef {import('./edits.js').VariantInfo} VariantInfo */
/** @typedef {{label: string, next: State}} Remedy */

/**
 * @param {import('./engine.js').PlainError} error @param {State} state @param {VariantInfo} info
 * @param {State | null} good the last state that worked
 * @returns {Remedy[]}
 */
export function remedies(error, state, info, good) {
  const input = info.inputs.find(({ name }) => name === error.field);
  const grid = input && state.inputs[input.name];
  if (!input || !grid) return [];
  if (error.code === 'axis-size') return agree(input.name, state, info);
  const { row, column } = error;
  const before = good?.inputs[input.name];
  if (!row || !column || before?.length !== grid.length || before[0].length !== grid[0].length)
    return [];
  const text = before[row - 1][column - 1];
  if (text === grid[row - 1][column - 1]) return [];
  return [
    { label: `Put ${text} back`, next: setCell(state, input.name, row - 1, column - 1, text) },
  ];
}

/** Fit the input to the others, or the others to it. @param {string} name @param {State} state @param {VariantInfo} info */
function agree(name, state, info) {
  const mine = lengths(name, state, info);
  /** @type {Remedy[]} */
  const found = [];
  for (const other of info.inputs) {
    if (other.name === name || !state.inputs[other.name]) continue;
    for (const theirs of lengths(other.name, state, info)) {
      const own = mine.find(({ letter }) => letter === theirs.letter);
      if (!own || own.size === theirs.size) continue;
      found.push(
        fit(name, own, theirs.size, state, info),
        fit(other.name, theirs, own.size, state, info),
      );
    }
  }
  return found.filter(({ label }, at) => found.findIndex((one) => one.label === label) === at);
}

/** @typedef {{letter: string, what: string, size: number}} Length */

/** @param {string} name @param {State} state @param {VariantInfo} info @returns {Length[]} */
function lengths(name, state, info) {
  const grid = state.inputs[name];
  const axes = info.inputs.find((input) => input.name === name)?.axes ?? [];
  const sizes = [grid.length, grid[0].length];
  return axes.map((letter, at) => ({ letter, what: at === 0 ? 'row' : 'column', size: sizes[at] }));
}

/** @param {string} name @param {Length} length @param {number} size @param {State} state @param {VariantInfo} info @returns {Remedy} */
function fit(name, { letter, what }, size, state, info) {
  const label = `Give ${name} ${plural(size, what)}`;
  return { label, next: resizeAxis(state, info, letter, size, name) };
}
