// A tensor as the tables that show it: its last two axes down and across, the others one table each.
import type { Tensor } from '../../pkg/attention_playground.js';

/**
 * `place(r, c)` is where a cell stands in the tensor's data, and `find` goes back, for a cell of this
 * table: elsewhere it is null.
 */
export interface TensorView {
  name: { letter: string; at: number }[];
  rowAxis: string;
  columnAxis: string;
  rows: number;
  columns: number;
  place(row: number, column: number): number;
  find(place: number): { row: number; column: number } | null;
}

/** The place of an index in row-major data. */
export const flatten = (index: number[], shape: number[]) =>
  index.reduce((flat, at, axis) => flat * shape[axis] + at, 0);

/** Back from the place to the index. */
export function unflatten(flat: number, shape: number[]) {
  const index = [];
  for (const size of shape.toReversed()) {
    index.unshift(flat % size);
    flat = Math.floor(flat / size);
  }
  return index;
}

const product = (sizes: number[]) => sizes.reduce((product, size) => product * size, 1);

/** The axes in the order in which they are shown: what every token has of its own heads is one table a head. */
function shownOrder({ axes, shape }: Pick<Tensor, 'axes' | 'shape'>) {
  // What was typed for other axes has its own.
  const order = shape.map((_, axis) => axis);
  if (axes.length !== shape.length) return order;
  const head = axes.indexOf('h');
  const token = axes.findIndex((letter) => letter === 'i' || letter === 'j');
  if (token < 0 || head < token || axes.length < 3 || head === axes.length - 1) return order;
  return [head, ...order.filter((axis) => axis !== head)];
}

export function viewsOf(
  { axes, shape }: Pick<Tensor, 'axes' | 'shape'>,
  transposed: boolean = false,
): TensorView[] {
  const order = shownOrder({ axes, shape });
  const outer = order.slice(0, -2);
  const [down, across] = order.length > 1 ? order.slice(-2) : [-1, ...order];
  const [rows, columns] = [shape[down] ?? 1, shape[across] ?? 1];
  const [rowAxis, columnAxis] = [axes[down] ?? '', axes[across] ?? ''];
  const counts = outer.map((axis) => shape[axis]);
  const strides = shape.map((_, axis) => product(shape.slice(axis + 1)));
  const cells = product(shape);
  const count = product(counts);
  return Array.from({ length: count }, (_, view) => {
    const fixed = unflatten(view, counts);
    const name = fixed.map((at, nth) => ({ letter: axes[outer[nth]], at: at + 1 }));
    const start = fixed.reduce((sum, at, nth) => sum + at * strides[outer[nth]], 0);
    const place = (r: number, c: number) => start + r * (strides[down] ?? 0) + c * strides[across];
    const find = (place: number) => {
      if (place < 0 || place >= cells) return null;
      const index = unflatten(place, shape);
      if (outer.some((axis, nth) => index[axis] !== fixed[nth])) return null;
      return { row: index[down] ?? 0, column: index[across] ?? 0 };
    };
    if (!transposed) return { name, rowAxis, columnAxis, rows, columns, place, find };
    return {
      name,
      rowAxis: columnAxis,
      columnAxis: rowAxis,
      rows: columns,
      columns: rows,
      place: (r, c) => place(c, r),
      find: (at) => {
        const found = find(at);
        return found && { row: found.column, column: found.row };
      },
    };
  });
}

/** What the places of an axis are called: by the words of tokens, where it counts as many, or by numbers from 1. */
export const headsOf = (letter: string, size: number, words: readonly string[]) =>
  (letter === 'i' || letter === 'j') && words.length === size ? words : null;

/** What a place in an axis is called, in quotes, where it has a word. */
export const wordIn =
  (
    { axes, shape }: { axes: string[]; shape: number[] },
    index: number[],
    words: readonly string[],
  ) =>
  (axis: number) => {
    const word = headsOf(axes[axis], shape[axis], words)?.[index[axis]];
    return word && `“${word}”`;
  };

/** ", h 2" for reading aloud. */
export const partName = ({ name }: TensorView) =>
  name.map(({ letter, at }) => `, ${letter} ${at}`).join('');

/** "1 × 4" */
export const shapeText = (shape: number[]) => shape.join(' × ');

/** The places of a cell's neighbours, −1 for none. */
export const around = ({ rows, columns, place }: TensorView, r: number, c: number) => ({
  up: r > 0 ? place(r - 1, c) : -1,
  down: r < rows - 1 ? place(r + 1, c) : -1,
  left: c > 0 ? place(r, c - 1) : -1,
  right: c < columns - 1 ? place(r, c + 1) : -1,
});
