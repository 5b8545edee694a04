// A table as the text that other programs read: every digit for programs, the shown ones for paper.
import type { Tensor } from '../../pkg/attention_playground.js';
import { exact, write } from '../lib/format.ts';
import { type Slice, slicesOf } from '../lib/tensor-views.ts';

interface Table {
  name: string;
  tensor: Tensor;
  decimals: number;
}

/** The texts of a table's cells, row by row. */
const rowsOf = ({ rows, columns, place }: Slice, text: (place: number) => string) =>
  Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => text(place(r, c))),
  );

/** Tables of a larger tensor one after another. */
const delimited = (tensor: Tensor, separator: string) =>
  slicesOf(tensor)
    .map((slice) =>
      rowsOf(slice, (place) => exact(tensor.data[place]))
        .map((row) => row.join(separator))
        .join('\n'),
    )
    .join('\n\n');

/** A number as NumPy reads it, always one with a point. */
function python(value: number) {
  if (!Number.isFinite(value)) return exact(value).replace(/nan|inf/, (word) => `np.${word}`);
  return exact(value).replace(/^-?\d+$/, '$&.0');
}

function numpy({ name, tensor }: Table) {
  const { shape, data } = tensor;
  const list = (axis: number, start: number): string => {
    if (axis === shape.length) return python(data[start]);
    const inner = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
    const parts = Array.from({ length: shape[axis] }, (_, at) =>
      list(axis + 1, start + at * inner),
    );
    const gap = axis === shape.length - 1 ? ', ' : `,\n${' '.repeat(variable.length + 13 + axis)}`;
    return `[${parts.join(gap)}]`;
  };
  const variable = identifier(name);
  return `${variable} = np.array(${list(0, 0)})`;
}

/** "∂L/∂q" is called grad_q. */
export const identifier = (name: string) =>
  name
    .replace(/^∂L\/∂/, 'grad ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '') || 'table';

/** @param text as on the screen */
const tex = (text: string) =>
  text
    .replaceAll('−', '-')
    .replace(/^$/, '-\\infty')
    .replace('∞', '\\infty')
    .replace('not a number', '\\text{NaN}')
    .replace(/(·?)10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/, (_, times, raised) => {
      const exponent = [...raised].map((sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign));
      const digits = exponent.map((digit) => (digit < 0 ? '-' : digit)).join('');
      return `${times ? ' \\cdot ' : ''}10^{${digits}}`;
    });

function latex({ tensor, decimals }: Table) {
  const shown = (place: number) => tex(write(tensor.data[place], decimals));
  return slicesOf(tensor)
    .map((slice) => {
      const rows = rowsOf(slice, shown).map((row) => `  ${row.join(' & ')}`);
      const of = slice.name.map(({ letter, at }) => `${letter} = ${at}`).join(', ');
      return `${of && `% ${of}\n`}\\begin{bmatrix}\n${rows.join(' \\\\\n')}\n\\end{bmatrix}`;
    })
    .join('\n\n');
}

/** With its axes at the edges. */
function markdown({ tensor, decimals }: Table) {
  return slicesOf(tensor)
    .map((slice) => {
      const { name, rowAxis, columnAxis, columns } = slice;
      const head = Array.from({ length: columns }, (_, c) => `${columnAxis} = ${c + 1}`);
      const rows = rowsOf(slice, (place) => write(tensor.data[place], decimals) || '−∞');
      const of = name.map(({ letter, at }) => `${letter} = ${at}`).join(', ');
      const lines = [
        `| ${of} | ${head.join(' | ')} |`,
        `|---|${'---:|'.repeat(columns)}`,
        ...rows.map((row, r) => `| ${rowAxis && `${rowAxis} = ${r + 1}`} | ${row.join(' | ')} |`),
      ];
      return lines.join('\n');
    })
    .join('\n\n');
}

/** By the name of the button. */
export const formats: Record<string, (table: Table) => string> = {
  CSV: ({ tensor }) => delimited(tensor, ','),
  TSV: ({ tensor }) => delimited(tensor, '\t'),
  LaTeX: latex,
  Markdown: markdown,
  NumPy: numpy,
};
