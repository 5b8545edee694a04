// What one click can do about an error: put a cell back, or make two inputs agree.
import { removeInput, resizeAxis, setCell, setParam } from './edits.js';
import { plural } from './format.js';
import { placeOf } from './sheet.js';

/** @typedef {import('./edits.js').State} State */
/** @typedef {import('./edits.js').VariantInfo} VariantInfo */
/** @typedef {{label: string, next: State}} Remedy */

/**
 * @param {import('./engine.js').PlainError} error @param {State} state @param {VariantInfo} info
 * @param {State | null} good the last state that worked
 * @returns {Remedy[]}
 */
export function remedies(error, state, info, good) {
  const param = info.params.find(({ name }) => name === error.field);
  if (param) {
    const value = good?.params[param.name] ?? param.default;
    if (value === state.params[param.name]) return [];
    return [{ label: `Put ${value} back`, next: setParam(state, param.name, value) }];
  }
  const name = error.field;
  const sheet = state.inputs[name];
  if (!sheet) return [];
  if (name === 'upstream' && error.code !== 'not-a-number')
    return [{ label: 'Start from ones again', next: removeInput(state, name) }];
  if (error.code === 'axis-size') return agree(name, state, info);
  const place = placeOf(sheet, error);
  const before = good?.inputs[name];
  if (place < 0 || before?.shape.join() !== sheet.shape.join()) return [];
  const text = before.cells[place];
  if (text === sheet.cells[place]) return [];
  return [{ label: `Put ${text} back`, next: setCell(state, name, place, text) }];
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
  const { shape } = state.inputs[name];
  const letters = info.inputs.find((input) => input.name === name)?.sizes ?? [];
  return letters.map((letter, at) => {
    const what = ['column', 'row'][letters.length - 1 - at] ?? `table by ${letter}`;
    return { letter, what, size: shape[at] };
  });
}

/** @param {string} name @param {Length} length @param {number} size @param {State} state @param {VariantInfo} info @returns {Remedy} */
function fit(name, { letter, what }, size, state, info) {
  const label = `Give ${name} ${plural(size, what, what.replace(/^\w+/, '$&s'))}`;
  return { label, next: resizeAxis(state, info, letter, size, name) };
}
