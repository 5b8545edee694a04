// Tables in a link: cells are parted by , and rows by ; and, where there are more axes, tables by ;; and so on.
import type { Cells, InputInfo } from '../../../pkg/attention_playground.js';
import { nested, type TextTensor, textTensor } from '../text-tensor.ts';
import { BrokenLink } from './broken-link.ts';
import { decode, encode } from './spelling.ts';

const MOST_CELLS = 1 << 18;

export function writeCells(cells: Cells, axes: number): string {
  const parts = cells.map((part) =>
    typeof part === 'string' ? encode(part) : writeCells(part, axes - 1),
  );
  return parts.join(axes === 1 ? ',' : ';'.repeat(axes - 1));
}

/** The cells, behind their number of axes where that is not the input's own: `3:` or, in a column, `3@`. */
export function writeInput(
  input: InputInfo | undefined,
  { shape, cells }: TextTensor,
  mark: ':' | '@',
) {
  const text = writeCells(nested({ shape, cells }), shape.length);
  const isMore = input?.several && shape.length !== input.axes.length;
  return isMore ? `${shape.length}${mark}${text}` : text;
}

export function readInput({ name, axes }: Pick<InputInfo, 'name' | 'axes'>, text: string) {
  // Before they are taken apart: what separates the cells is counted.
  if (text.replace(/[^,;]+/g, '').length > MOST_CELLS) throw new BrokenLink(`${name} is too large`);
  return checkedInput(name, readCells(text, axes.length));
}

export function readGiven(input: InputInfo, text: string) {
  const [, rank, cells] = /^(\d+)[:@](.*)$/s.exec(text) ?? [];
  if (rank === undefined) return readInput(input, text);
  const { name, several = [] } = input;
  if (Number(rank) !== several.length)
    throw new BrokenLink(`it gives ${name} ${rank} axes, which it does not take`);
  return readInput({ name, axes: several.map(({ letter }) => letter) }, cells);
}

/** Lists of lists as a tensor of texts, if they are even and not too many. */
export function checkedInput(name: string, cells: Cells) {
  const texts = textTensor(cells);
  const count = texts.shape.reduce((product, size) => product * size, 1);
  if (texts.cells.length !== count || !even(cells, texts.shape)) {
    throw new BrokenLink(`the rows of ${name} are not equally long`);
  }
  return texts;
}

function readCells(text: string, axes: number): Cells {
  if (axes === 1) return text.split(',').map(decode);
  return text.split(';'.repeat(axes - 1)).map((part) => readCells(part, axes - 1));
}

function even(cells: string | Cells, [size, ...inner]: number[]): boolean {
  if (size === undefined || typeof cells === 'string') return size === undefined;
  return cells.length === size && cells.every((part) => even(part, inner));
}
