// Pasting a matrix: the core reads the text; what comes of it is an edit, a report, or a refusal.
import type { ParsedMatrix } from '../../../pkg/attention_playground.js';
import type { Engine } from '../../core/engine.ts';
import { outcomeOf, type PlainError } from '../../core/errors.ts';
import type { Asker } from '../../core/lanes.ts';
import { type TextTensor, textTensor } from '../text-tensor.ts';

type Grid = string[][];

/** `place`: of the cell that it is pasted in, where it is one. */
export interface Paste {
  name: string;
  text: string;
  place?: number;
}

/** How a paste was read, and how else it could be. */
export interface Report extends Pick<ParsedMatrix, 'notes' | 'alternatives'> {
  name: string;
  format: string;
  cells: Grid;
}

export interface Refusal {
  name: string;
  text: string;
  error: PlainError;
}

/** Whose text tensors are pasted into. */
interface Target {
  tensor(name: string): TextTensor | undefined;
  put(name: string, tensor: TextTensor): void;
  /** Something else is to be said of a paste. */
  changed(): void;
}

/** What is said of the last paste: how it was read, or why it was refused. */
export class PasteInbox {
  report: Report | null = null;
  refused: Refusal | null = null;
  /** The paste that the report is of, and what it went into. */
  #last: { paste: Paste; into: TextTensor } | null = null;
  #target: Target;
  #asker: Asker = {};

  constructor(target: Target) {
    this.#target = target;
  }

  /** @returns whether something came of it, unless a newer paste has taken its place */
  async paste(engine: Engine, paste: Paste): Promise<boolean> {
    const { name, text } = paste;
    const read = await outcomeOf(this.#read(engine, text));
    if (!read) return false;
    if (read.error) {
      this.#show(null, { name, text, error: read.error });
      return true;
    }
    const into = this.#target.tensor(name);
    if (!into) return false;
    const { cells, format, notes, alternatives } = read.value;
    this.#last = { paste, into };
    this.#place({ name, format, cells, notes, alternatives });
    return true;
  }

  /** What needs no judgement is read by the first core; anything else brings the whole one. */
  async #read(engine: Engine, text: string) {
    const plain = await engine.call(this.#asker, 'parsePlainMatrix', text);
    return plain ?? engine.call(this.#asker, 'parseMatrix', text);
  }

  /** The same text is another matrix, which goes where the first would have gone. */
  readOtherwise({ label, cells }: Report['alternatives'][number]) {
    const { name } = this.#last?.paste ?? {};
    if (name) this.#place({ name, format: label, cells, notes: [], alternatives: [] });
  }

  /** Something else stands in an input, or in any of them, than what was pasted. */
  edited(name = this.report?.name) {
    if (this.report && this.report.name === name) this.#show(null, this.refused);
  }

  /** The refusal was read. */
  dismiss() {
    this.#show(this.report, null);
  }

  forget() {
    this.#show(null, null);
  }

  #place(report: Report) {
    if (!this.#last) return;
    const { paste, into } = this.#last;
    const { name, cells } = report;
    const next = placePaste(into, cells, paste.place);
    this.#show(
      next && report,
      next ? null : { name, text: paste.text, error: misfit(name, into, cells) },
    );
    if (next) this.#target.put(name, next);
  }

  #show(report: Report | null, refused: Refusal | null) {
    if (report === this.report && refused === this.refused) return;
    this.report = report;
    this.refused = refused;
    this.#target.changed();
  }
}

/**
 * The input with a pasted matrix in it. One number goes into its cell; a matrix replaces all of a
 * matrix; of a larger input it replaces all the tables, one under the other, or the one it is pasted in.
 * @param place of the cell that it is pasted in
 * @returns null where it does not fit
 */
function placePaste({ shape, cells }: TextTensor, grid: Grid, place?: number): TextTensor | null {
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
function misfit(name: string, { shape }: TextTensor, grid: Grid): PlainError {
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
