// The formats that a table leaves in, one entry each: every digit for programs, the shown ones for paper.
import { exact } from '../lib/format.ts';
import { literal } from './literal-latex.ts';
import type { Cell, Grid, Table } from './table.ts';

export interface Format {
  write(table: Table): string;
  /** It is about numbers alone, so that only a tensor leaves in it. */
  tensors?: boolean;
}

/** By the name of the button. */
export const formats: Record<string, Format> = {
  CSV: { write: ({ grids }) => each(grids, (grid) => delimited(grid, ',')) },
  TSV: { write: ({ grids }) => each(grids, (grid) => delimited(grid, '\t')), tensors: true },
  LaTeX: { write: ({ grids }) => each(grids, latex) },
  Markdown: { write: ({ grids }) => each(grids, markdown) },
  NumPy: { write: numpy, tensors: true },
};

/** The names of those that a table can leave in. */
export const formatsOf = (tensor: boolean) =>
  Object.keys(formats).filter((name) => tensor || !formats[name].tensors);

/** The views of a larger tensor one after another. */
const each = (grids: Grid[], write: (grid: Grid) => string) =>
  grids.map((grid, at) => (at > 0 ? gap(grids[at - 1], grid) : '') + write(grid)).join('');

/** One empty line between two views, and one more where a larger part ends, as NumPy prints it: so the axes can be read back. */
function gap(before: Grid, after: Grid) {
  const [old, axes] = [before, after].map(({ head: [{ text }] }) => text.split(', '));
  const changed = axes.findIndex((axis, at) => axis !== old[at]);
  return '\n'.repeat(changed < 0 ? 2 : axes.length - changed + 1);
}

function delimited({ head, rows, matrix }: Grid, separator: string) {
  const lines = matrix ? rows.map((row) => row.slice(1)) : [head, ...rows];
  return lines.map((row) => row.map(delimitedCell).join(separator)).join('\n');
}

function delimitedCell({ text, exact = text, quoted }: Cell) {
  return quoted || /[",\n]/.test(exact) ? `"${exact.replaceAll('"', '""')}"` : exact;
}

/** Whether a column is one of numbers. */
const isNumeric = ({ rows, matrix }: Grid, column: number) =>
  !(matrix && column === 0) &&
  rows.every((row) => row[column].exact !== undefined || row[column].text === '');

function markdown(grid: Grid) {
  const line = (row: Cell[]) =>
    `| ${row.map(({ text }) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = grid.head.map((_, column) => (isNumeric(grid, column) ? '---:' : '---'));
  return [line(grid.head), `|${rule.join('|')}|`, ...grid.rows.map(line)].join('\n');
}

function latex(grid: Grid) {
  const { head, rows, matrix } = grid;
  const line = (row: Cell[]) => `  ${row.map(({ text }) => tex(text, matrix)).join(' & ')}`;
  if (matrix) {
    const [{ text: view }] = head;
    const lines = rows.map((row) => line(row.slice(1)));
    return `${view && `% ${view}\n`}\\begin{bmatrix}\n${lines.join(' \\\\\n')}\n\\end{bmatrix}`;
  }
  const columns = head.map((_, column) => (isNumeric(grid, column) ? 'r' : 'l'));
  const lines = [head, ...rows].map((row) => `${line(row)} \\\\`);
  lines.splice(1, 0, '  \\hline');
  return [`\\begin{tabular}{${columns.join('')}}`, ...lines, '\\end{tabular}'].join('\n');
}

const SIGNS: Record<string, string> = {
  '−': '-',
  '·': ' \\cdot ',
  '×': ' \\times ',
  '∂': '\\partial',
  '∞': '\\infty',
};
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** @param text as on the screen @param math whether it stands in a formula, or among words */
function tex(text: string, math: boolean = false) {
  const sign = (command: string) => (math ? command : `$${command.trim()}$`);
  return literal(text)
    .replace(/^\[/, '{[}') // behind the end of a row it would be a length
    .replaceAll('µ', '\\textmu{}')
    .replace('not a number', math ? '\\text{NaN}' : '$&')
    .replace(/[−·×∂∞]/g, (found) => sign(SIGNS[found]))
    .replace(/⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (raised) => {
      const digits = [...raised].map((digit) => (digit === '⁻' ? '-' : RAISED.indexOf(digit)));
      return sign(`^{${digits.join('')}}`);
    });
}

function numpy({ name, tensor }: Table) {
  if (!tensor) return '';
  const { shape, data } = tensor;
  const variable = identifier(name);
  const list = (axis: number, start: number): string => {
    if (axis === shape.length) return python(data[start]);
    const inner = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
    const parts = Array.from({ length: shape[axis] }, (_, at) =>
      list(axis + 1, start + at * inner),
    );
    const gap = axis === shape.length - 1 ? ', ' : `,\n${' '.repeat(variable.length + 13 + axis)}`;
    return `[${parts.join(gap)}]`;
  };
  return `${variable} = np.array(${list(0, 0)})`;
}

/** A number as NumPy reads it, always one with a point. */
function python(value: number) {
  if (!Number.isFinite(value)) return exact(value).replace(/nan|inf/, (word) => `np.${word}`);
  return exact(value).replace(/^-?\d+$/, '$&.0');
}

/** "∂L/∂q" is called grad_q. */
export const identifier = (name: string) =>
  name
    .replace(/^∂L\/∂/, 'grad ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '') || 'table';
