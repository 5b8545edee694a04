// Pasting a matrix: the core reads the text; what comes of it is an edit, a report, or a refusal.
import type { ParsedMatrix } from '../../../pkg/attention_playground.js';
import { CoreError, type Engine, Superseded } from '../../core/engine.ts';
import type { PlainError } from '../../core/errors.ts';
import { type TextTensor, textTensor } from '../text-tensor.ts';

export type Grid = string[][];

/** How the last paste was read, and how else it could be. */
export interface Report {
  name: string;
  format: string;
  cells: Grid;
  notes: ParsedMatrix['notes'];
  alternatives: ParsedMatrix['alternatives'];
}

type Outcome = { report: Report } | { refused: { text: string; error: PlainError } } | null;

/** @returns null when a newer paste came in between */
export async function readPaste(engine: Engine, name: string, text: string): Promise<Outcome> {
  try {
    const { cells, format, notes, alternatives } = await engine.call('paste', 'parseMatrix', text);
    return { report: { name, format, cells, notes, alternatives } };
  } catch (error) {
    if (error instanceof Superseded) return null;
    if (error instanceof CoreError) return { refused: { text, error: error.plain } };
    throw error;
  }
}

/**
 * The input with a pasted matrix in it. One number goes into its cell; a matrix replaces all of a
 * matrix; of a larger input it replaces all the tables, one under the other, or the one it is pasted in.
 * @param place of the cell that it is pasted in
 * @returns null where it does not fit
 */
export function placePaste(
  { shape, cells }: TextTensor,
  grid: Grid,
  place?: number,
): TextTensor | null {
  const [rows, columns] = [grid.length, grid[0].length];
  const pasted = grid.flat();
  if (place !== undefined && pasted.length === 1)
    return { shape, cells: cells.with(place, pasted[0]) };
  if (shape.length === 2) return textTensor(grid);
  if (shape.length === 1) return rows === 1 || columns === 1 ? textTensor(pasted) : null;
  const [height, width] = shape.slice(-2);
  if (columns !== width) return null;
  if (pasted.length === cells.length) return { shape, cells: pasted };
  if (place === undefined || rows !== height) return null;
  const start = place - (place % (height * width));
  return { shape, cells: cells.toSpliced(start, pasted.length, ...pasted) };
}

/** Why it does not fit. */
export function misfit(name: string, { shape }: TextTensor, grid: Grid): PlainError {
  const [height = 1, width] = shape.length > 1 ? shape.slice(-2) : [1, ...shape];
  const tables = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const one = `${height} × ${width}`;
  const [message, hint] =
    shape.length === 1
      ? [`${name} is one row of numbers`, 'Paste one row or one column.']
      : [
          `${name} is ${tables} tables of ${one}`,
          `Paste ${tables * height} rows of ${width} for all of it, or ${one} into a cell of one table.`,
        ];
  const found = `${grid.length} × ${grid[0].length}`;
  return { code: 'misfit', field: '', message: `${message}, and this is ${found}.`, hint, found };
}
