// The texts of one input as typed, of any number of axes: a shape, and the cells one after another.

/** @typedef {{shape: number[], cells: string[]}} Sheet */
/** @typedef {import('../../pkg/attention_playground.js').Cells | string} Nested */

/** From lists of lists, one level for each axis. @param {Nested} nested @returns {Sheet} */
export function sheetOf(nested) {
  /** @type {number[]} */
  const shape = [];
  for (let part = nested; Array.isArray(part); part = part[0]) shape.push(part.length);
  /** @type {any[]} */
  let cells = [nested];
  for (const _ of shape) cells = cells.flat();
  return { shape, cells };
}

/** Back to lists of lists. @param {Sheet} sheet @returns {any} */
export function nested({ shape, cells }) {
  /** @type {any[]} */
  let lists = cells;
  for (const size of shape.slice(1).reverse()) {
    const inner = lists;
    lists = Array.from({ length: inner.length / size }, (_, at) =>
      inner.slice(at * size, (at + 1) * size),
    );
  }
  return lists;
}

/** The same text in every cell. @param {number[]} shape @param {string} text @returns {Sheet} */
export function filled(shape, text) {
  const count = shape.reduce((product, size) => product * size, 1);
  return { shape, cells: Array(count).fill(text) };
}

/** @param {Sheet} sheet @param {number} place @param {string} text @returns {Sheet} */
export function withCell({ shape, cells }, place, text) {
  return { shape, cells: cells.with(place, text) };
}

/** @param {Sheet} a @param {Sheet} b */
export const sameSheet = (a, b) =>
  a.shape.join() === b.shape.join() && a.cells.every((cell, at) => cell === b.cells[at]);

/**
 * Take places out of one axis, and put others in where they were.
 * @param {Sheet} sheet @param {number} axis @param {number} at
 * @param {{removed?: number, added?: number}} change @param {string} fresh the text of the new cells
 * @returns {Sheet}
 */
export function spliced({ shape, cells }, axis, at, { removed = 0, added = 0 }, fresh) {
  const inner = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  const block = shape[axis] * inner;
  const between = Array(added * inner).fill(fresh);
  const parts = [];
  for (let start = 0; start < cells.length; start += block) {
    const before = cells.slice(start, start + at * inner);
    parts.push(before, between, cells.slice(start + (at + removed) * inner, start + block));
  }
  return { shape: shape.with(axis, shape[axis] - removed + added), cells: parts.flat() };
}

/** Lengthen or shorten one axis at its end. @param {Sheet} sheet @param {number} axis @param {number} size @param {string} fresh @returns {Sheet} */
export function resized(sheet, axis, size, fresh) {
  const kept = Math.min(sheet.shape[axis], size);
  const change = { removed: sheet.shape[axis] - kept, added: size - kept };
  return spliced(sheet, axis, kept, change, fresh);
}

/** A table with its rows as columns. @param {Sheet} sheet of two axes @returns {Sheet} */
export function transposed({ shape: [rows, columns], cells }) {
  const place = (/** @type {number} */ at) => (at % rows) * columns + Math.floor(at / rows);
  return { shape: [columns, rows], cells: cells.map((_, at) => cells[place(at)]) };
}

/** Where an error's row and column lead: rows are counted on through all tables. @param {Sheet} sheet @param {{row?: number, column?: number}} error */
export function placeOf({ shape }, { row, column }) {
  if (row === undefined || column === undefined) return -1;
  return (row - 1) * (shape.at(-1) ?? 1) + column - 1;
}

/**
 * What a cell is called: "k, row 2, column 3", "w_q, h 2, row 1, column 3", "b_q, column 1".
 * @param {string} name @param {string[]} axes @param {number[]} index
 */
export function cellName(name, axes, index) {
  const words = axes.map((letter, at) => {
    if (at === axes.length - 1) return 'column';
    return at === axes.length - 2 ? 'row' : letter;
  });
  return [name, ...words.map((word, at) => `${word} ${index[at] + 1}`)].join(', ');
}
