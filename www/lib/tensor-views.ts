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

export function viewsOf(
  { axes, shape }: Pick<Tensor, 'axes' | 'shape'>,
  transposed: boolean = false,
): TensorView[] {
  const outer = shape.slice(0, -2);
  const [rows = 1, columns = 1] = shape.length > 1 ? shape.slice(-2) : [1, ...shape];
  const [rowAxis = '', columnAxis = ''] = axes.length > 1 ? axes.slice(-2) : ['', ...axes];
  const count = outer.reduce((product, size) => product * size, 1);
  return Array.from({ length: count }, (_, view) => {
    const name = unflatten(view, outer).map((at, axis) => ({ letter: axes[axis], at: at + 1 }));
    const start = view * rows * columns;
    const place = (r: number, c: number) => start + r * columns + c;
    const find = (place: number) => {
      const at = place - start;
      if (at < 0 || at >= rows * columns) return null;
      return { row: Math.floor(at / columns), column: at % columns };
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
