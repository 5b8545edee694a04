// What a table is to every format: cells as they are shown, and the exact values that programs read.
import type { Tensor } from '../../pkg/attention_playground.js';
import { exact, write } from '../lib/format.ts';
import { viewsOf } from '../lib/tensor-views.ts';

export interface Cell {
  text: string;
  /** What programs read in its place: a number with every digit. */
  exact?: string;
  /** A name, which stands in quotes whether or not a mark in it asks for them. */
  quoted?: boolean;
}

export interface Grid {
  head: Cell[];
  rows: Cell[][];
  /** A view of a tensor: the head and the first column only count along its axes. */
  matrix?: boolean;
}

/** One grid of words and numbers, or a tensor with a grid for each view. */
export interface Table {
  name: string;
  grids: Grid[];
  tensor?: Tensor;
}

export const tensorGrids = (tensor: Tensor, decimals: number): Grid[] =>
  viewsOf(tensor).map(({ name, rowAxis, columnAxis, rows, columns, place }) => {
    const view = name.map(({ letter, at }) => counted(letter, at)).join(', ');
    return {
      matrix: true,
      head: [{ text: view }, ...counts(columns, (c) => ({ text: counted(columnAxis, c + 1) }))],
      rows: counts(rows, (r) => [
        { text: rowAxis && counted(rowAxis, r + 1) },
        ...counts(columns, (c) => shownNumber(tensor.data[place(r, c)], decimals)),
      ]),
    };
  });

const counts = <T>(length: number, make: (at: number) => T) =>
  Array.from({ length }, (_, at) => make(at));

const counted = (letter: string, at: number) => `${letter} = ${at}`;

/** Each of its texts is made when a format asks for it: a large tensor has many. */
const shownNumber = (value: number, decimals: number): Cell => ({
  get text() {
    return write(value, decimals) || '−∞';
  },
  get exact() {
    return exact(value);
  },
});

type Value = string | number | null | Cell;

/** The numbers of a plot. Texts are names of columns and rows, and null is no number. */
export const numbersGrid = (head: Value[], rows: Value[][]): Grid => ({
  head: head.map(plainCell),
  rows: rows.map((row) => row.map(plainCell)),
});

/** The numbers of curves over the same places. */
export const curvesGrid = (
  letter: string,
  at: ArrayLike<number>,
  curves: { name: string; values: ArrayLike<number> }[],
): Grid =>
  numbersGrid(
    [letter, ...curves.map(({ name }) => name)],
    Array.from(at, (place, row) => [place, ...curves.map(({ values }) => values[row])]),
  );

function plainCell(value: Value): Cell {
  if (typeof value === 'number') return { text: exact(value), exact: exact(value) };
  return typeof value === 'string' ? { text: value } : (value ?? { text: '' });
}

/** What a table on the screen says; `data-exact` has the digits that it does not show. */
export function screenGrid(table: HTMLTableElement): Grid {
  const head = places([...(table.tHead?.rows ?? [])]);
  const rows = places([...table.tBodies].flatMap((body) => [...body.rows]));
  return {
    head: head[0].map((_, column) => columnName(head, column)),
    rows: rows.map((row) =>
      row.map((cell, column) =>
        row.indexOf(cell) === column
          ? { text: textOf(cell), exact: cell.dataset.exact }
          : { text: '' },
      ),
    ),
  };
}

/** As it is shown, on one line. */
const textOf = ({ innerText }: HTMLElement) =>
  innerText
    .trim()
    .replace(/\s*\n\s*/g, '; ')
    .replaceAll('\u00a0', ' ');

/** The cell at each place, one that spans several at each of them. */
function places(rows: HTMLTableRowElement[]) {
  const grid: HTMLTableCellElement[][] = rows.map(() => []);
  for (const [r, row] of rows.entries()) {
    let c = 0;
    for (const cell of row.cells) {
      while (grid[r][c]) c += 1;
      for (const line of grid.slice(r, r + cell.rowSpan))
        line.splice(c, cell.colSpan, ...counts(cell.colSpan, () => cell));
    }
  }
  return grid;
}

/** What stands over a column; a cell over several is followed by what `data-parts` says, or by their count. */
function columnName(head: HTMLTableCellElement[][], column: number): Cell {
  const over = [...new Set(head.map((row) => row[column]))];
  const last = over[over.length - 1];
  const place = column - head[head.length - 1].indexOf(last);
  const part = last.dataset.parts?.split('|')[place] ?? place + 1;
  const text = `${over.map(textOf).join(': ')}${last.colSpan > 1 ? ` ${part}` : ''}`;
  return { text, exact: last.dataset.exact };
}
