// The texts of one input as typed, of any number of axes: a shape, and the cells one after another.
import type { Cells } from '../../pkg/attention_playground.js';

export interface TextTensor {
  shape: number[];
  cells: string[];
}

/** From lists of lists, one level for each axis. */
export function textTensor(nested: Cells | string): TextTensor {
  const shape: number[] = [];
  for (let part = nested; Array.isArray(part); part = part[0]) shape.push(part.length);
  let cells: Cells = [nested];
  for (const _ of shape) cells = cells.flat();
  return { shape, cells: cells as string[] };
}

/** Back to lists of lists. */
export function nested({ shape, cells }: TextTensor): Cells {
  let lists: Cells = cells;
  for (const size of shape.slice(1).reverse()) {
    const inner = lists;
    lists = Array.from({ length: inner.length / size }, (_, at) =>
      inner.slice(at * size, (at + 1) * size),
    );
  }
  return lists;
}

/** The same text in every cell. */
export function filled(shape: number[], text: string): TextTensor {
  const count = shape.reduce((product, size) => product * size, 1);
  return { shape, cells: Array(count).fill(text) };
}

export function withCell({ shape, cells }: TextTensor, place: number, text: string): TextTensor {
  return { shape, cells: cells.with(place, text) };
}

export const sameTexts = (a: TextTensor, b: TextTensor) =>
  a.shape.join() === b.shape.join() && a.cells.every((cell, at) => cell === b.cells[at]);

/**
 * Take places out of one axis, and put others in where they were.
 * @param fresh the text of the new cells
 */
export function spliced(
  { shape, cells }: TextTensor,
  axis: number,
  at: number,
  { removed = 0, added = 0 }: { removed?: number; added?: number },
  fresh: string,
): TextTensor {
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

/** Lengthen or shorten one axis at its end. */
export function resized(texts: TextTensor, axis: number, size: number, fresh: string): TextTensor {
  const kept = Math.min(texts.shape[axis], size);
  const change = { removed: texts.shape[axis] - kept, added: size - kept };
  return spliced(texts, axis, kept, change, fresh);
}

/** A table with its rows as columns. @param texts of two axes */
export function transposed({ shape: [rows, columns], cells }: TextTensor): TextTensor {
  const place = (at: number) => (at % rows) * columns + Math.floor(at / rows);
  return { shape: [columns, rows], cells: cells.map((_, at) => cells[place(at)]) };
}

/** Where an error's row and column lead: rows are counted on through all tables. */
export function placeOf({ shape }: TextTensor, { row, column }: { row?: number; column?: number }) {
  if (row === undefined || column === undefined) return -1;
  return (row - 1) * (shape.at(-1) ?? 1) + column - 1;
}

/** What a cell is called: "k, row 2, column 3", "w_q, h 2, row 1, column 3", "b_q, column 1". @param wordAt what its place in an axis is called, where that has a word */
export function cellName(
  name: string,
  axes: string[],
  index: number[],
  wordAt: (axis: number) => string | undefined = () => undefined,
) {
  const words = axes.map((letter, at) => {
    if (at === axes.length - 1) return 'column';
    return at === axes.length - 2 ? 'row' : letter;
  });
  return [name, ...words.map((word, at) => `${word} ${wordAt(at) ?? index[at] + 1}`)].join(', ');
}
