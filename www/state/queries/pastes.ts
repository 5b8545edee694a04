// Pasting a table: the core reads the text; what comes of it is an edit, a report, a question or a refusal.
import type { Format, Note } from '../../../pkg/attention_playground.js';
import type { Engine } from '../../core/engine.ts';
import { CoreError, outcomeOf, type PlainError } from '../../core/errors.ts';
import type { Asker } from '../../core/lanes.ts';
import { shapeText } from '../../lib/tensor-views.ts';
import type { TextTensor } from '../text-tensor.ts';

/** `place`: of the cell that it is pasted in, where it is one. */
export interface Paste {
  name: string;
  text: string;
  place?: number;
}

/** A way to read a text, with a few words for a button. */
export interface Alternative extends TextTensor {
  label: string;
}

/** How a paste was read, and how else it could be. */
export interface Report {
  name: string;
  format: string;
  /** The other way that was asked for. */
  label?: string;
  notes: Pick<Note, 'message'>[];
  shape: number[];
  alternatives: Alternative[];
}

/** What only the person knows: which of two masks is meant. `word` is what may say either. */
export interface Question {
  name: string;
  word: string;
  readings: [kept: Alternative, blocked: Alternative];
}

export interface Refusal {
  name: string;
  text: string;
  error: PlainError;
}

/** Whose text tensors are pasted into. */
interface Target {
  tensor(name: string): TextTensor | undefined;
  /** How many queries and keys there are, of an input that is a mask. */
  maskSizes?(name: string): [number, number] | undefined;
  /** Which call reads a tensor, where it is not that of inputs. */
  readTensor?: 'parseAnswer';
  /** How many axes an input may have instead of its own. */
  mayBe?(name: string): number | undefined;
  put(name: string, tensor: TextTensor): void;
  /** Something else is to be said of a paste. */
  changed(): void;
}

interface ReadPaste extends TextTensor {
  format: string;
  label?: string;
  notes: Pick<Note, 'message'>[];
  alternatives: Alternative[];
  /** Nobody can tell which of the readings is meant. */
  unsure?: boolean;
}

/** What is said of the last paste: how it was read, what it may mean, or why it was refused. */
export class PasteInbox {
  report: Report | null = null;
  question: Question | null = null;
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
    const into = this.#target.tensor(name);
    if (!into) return false;
    const sizes = this.#target.maskSizes?.(name);
    const { readTensor } = this.#target;
    const how = { sizes, readTensor, mayBe: this.#target.mayBe?.(name) };
    const read = await outcomeOf(readInto(engine, this.#asker, paste, into, how));
    if (!read || !this.#target.tensor(name)) return false;
    if (read.error) {
      this.#show({ refused: { name, text, error: read.error } });
      return true;
    }
    this.#last = { paste, into };
    if (read.value.unsure) this.#ask(name, read.value);
    else this.#place(name, read.value);
    return true;
  }

  /** The same text is another table, which goes where the first would have gone. */
  readOtherwise({ label, ...texts }: Alternative) {
    const { name } = this.#last?.paste ?? {};
    if (name) this.#place(name, { format: label, label, notes: [], alternatives: [], ...texts });
  }

  /** Something else stands in an input, or in any of them, than what was pasted. */
  edited(name?: string) {
    const isOver = (said: { name: string } | null) =>
      said !== null && (name === undefined || said.name === name);
    if (!isOver(this.report) && !isOver(this.question)) return;
    this.#show({ refused: this.refused });
  }

  /** The refusal was read, or the question needs no answer any more. */
  dismiss() {
    this.#show({ report: this.report });
  }

  forget() {
    this.#show({});
  }

  #ask(name: string, { shape, cells, alternatives: [blocked] }: ReadPaste) {
    const word = blocked.label.split(' ', 1)[0];
    const kept = { label: `${word} may be read: ${shapeText(shape)}`, shape, cells };
    this.#show({ question: { name, word, readings: [kept, blocked] } });
  }

  #place(name: string, reading: ReadPaste) {
    if (!this.#last) return;
    const { paste, into } = this.#last;
    const placed = placePaste(into, reading, paste);
    if (!placed) {
      const error = misfit(name, into, reading.shape);
      this.#show({ refused: { name, text: paste.text, error } });
      return;
    }
    const { format, label, notes, alternatives } = reading;
    const { taken = reading, said, next } = placed;
    const first = { label: shapeText(reading.shape), shape: reading.shape, cells: reading.cells };
    const others = [first, ...alternatives];
    this.#show({
      report: {
        ...{ name, format, label, shape: taken.shape },
        notes: said ? [...notes, { message: said }] : notes,
        alternatives:
          taken === reading ? alternatives : others.filter((one) => !sameShape(one, taken)),
      },
    });
    this.#target.put(name, next);
  }

  #show({
    report = null,
    question = null,
    refused = null,
  }: {
    report?: Report | null;
    question?: Question | null;
    refused?: Refusal | null;
  }) {
    if (report === this.report && refused === this.refused && question === this.question) return;
    this.report = report;
    this.question = question;
    this.refused = refused;
    this.#target.changed();
  }
}

interface How {
  /** How many queries and keys a mask is for. */
  sizes?: [number, number];
  readTensor?: 'parseAnswer' | 'parseTensor';
  /** How many axes it may have instead of its own. */
  mayBe?: number;
}

/**
 * A text by what it goes into: a mask, a matrix, or a tensor of another number of axes.
 * @returns or throws a refusal of the core
 */
export async function readInto(
  engine: Engine,
  asker: Asker,
  { text, place }: Paste,
  into: TextTensor,
  { sizes, readTensor = 'parseTensor', mayBe }: How = {},
): Promise<ReadPaste> {
  const rank = into.shape.length;
  if (sizes) return flat(await engine.call(asker, 'parseMask', text, sizes));
  if (mayBe !== undefined) return readEither(engine, asker, text, mayBe);
  if (rank === 2 && readTensor === 'parseTensor') return readMatrix(engine, asker, text);
  try {
    return await engine.call(asker, readTensor, text, rank);
  } catch (error) {
    if (!(error instanceof CoreError) || error.plain.code !== 'rank' || rank < 3) throw error;
    // One table of it, or all of them one under the other.
    const table = await readMatrix(engine, asker, text);
    const outer = into.shape.slice(0, -2).map(() => 1);
    const lone = {
      ...table,
      format: `${table.format} of one table`,
      shape: [...outer, ...table.shape],
      alternatives: [],
    };
    if (placePaste(into, lone, { place })) return lone;
    throw error;
  }
}

/** A table, or as many axes as its brackets say. */
async function readEither(
  engine: Engine,
  asker: Asker,
  text: string,
  rank: number,
): Promise<ReadPaste> {
  const plain = await engine.call(asker, 'parsePlainMatrix', text);
  if (plain) return flat(plain);
  try {
    return await engine.call(asker, 'parseTensor', text, rank);
  } catch (error) {
    if (!(error instanceof CoreError) || error.plain.code !== 'rank') throw error;
    return readMatrix(engine, asker, text);
  }
}

/** What needs no judgement is read by the first core; anything else brings the whole one. */
async function readMatrix(engine: Engine, asker: Asker, text: string) {
  const plain = await engine.call(asker, 'parsePlainMatrix', text);
  return flat(plain ?? (await engine.call(asker, 'parseMatrix', text)));
}

interface Matrix extends Omit<ReadPaste, 'cells' | 'alternatives'> {
  cells: string[][];
  alternatives: { label: string; cells: string[][] }[];
}

const flat = ({ alternatives, ...matrix }: Matrix): ReadPaste => ({
  ...matrix,
  cells: matrix.cells.flat(),
  alternatives: alternatives.map(({ label, cells }) => ({
    label,
    shape: [cells.length, cells[0].length],
    cells: cells.flat(),
  })),
});

const sameShape = (one: TextTensor, other: TextTensor) => one.shape.join() === other.shape.join();

/** Whether the brackets of a format say how many axes there are; lines alone say two. */
const NESTED: Record<Format, boolean> & Record<string, boolean | undefined> = {
  python: true,
  tensor: true,
  array: true,
  'numpy-print': true,
  braces: true,
  matlab: false,
  latex: false,
  vectors: false,
  mathml: false,
  rendered: false,
  html: false,
  csv: false,
  tsv: false,
  semicolons: false,
  markdown: false,
  spaces: false,
  lengths: false,
};

interface Placed {
  next: TextTensor;
  /** The reading that was taken, where it is not the first. */
  taken?: TextTensor;
  /** What there is to say of the choice. */
  said?: string;
}

/**
 * The input with a pasted table in it. One number goes into its cell; a table replaces all, in the reading
 * that has the input's own shape where there is one. Of more axes than two, rows alone fill all the tables,
 * one under the other, or the one that they are pasted in.
 * @returns null where it does not fit
 */
function placePaste(
  into: TextTensor,
  reading: ReadPaste,
  { place }: Pick<Paste, 'place'>,
): Placed | null {
  const { shape, cells } = reading;
  if (place !== undefined && cells.length === 1)
    return { next: { shape: into.shape, cells: into.cells.with(place, cells[0]) } };
  if (shape.length !== into.shape.length) return { next: { shape, cells } };
  const found = [reading, ...reading.alternatives].find((one) => sameShape(one, into));
  if (found === reading) return { next: { shape, cells } };
  if (found) {
    const said = `Read as ${shapeText(into.shape)}, the shape that the input has now: the text fits other shapes too.`;
    return { next: { shape: found.shape, cells: found.cells }, taken: found, said };
  }
  if (into.shape.length < 3) return { next: { shape, cells } };
  const [height, width] = into.shape.slice(-2);
  const [rows, columns] = shape.slice(-2);
  const isTable = shape.slice(0, -2).every((size) => size === 1);
  const whole = NESTED[reading.format] || !isTable ? { next: { shape, cells } } : null;
  if (!isTable || columns !== width) return whole;
  if (cells.length === into.cells.length) {
    const said = `Its rows fill all tables, one after the other: ${shapeText(into.shape)}.`;
    return { next: { shape: into.shape, cells }, taken: { shape: into.shape, cells }, said };
  }
  if (place === undefined || rows !== height) return whole;
  const start = place - (place % (height * width));
  return {
    next: { shape: into.shape, cells: into.cells.toSpliced(start, cells.length, ...cells) },
    taken: { shape: [rows, columns], cells },
  };
}

/** Why it does not fit. */
function misfit(name: string, { shape }: TextTensor, pasted: number[]): PlainError {
  const [height, width] = shape.slice(-2);
  const tables = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const one = `${height} × ${width}`;
  const message = `${name} is ${tables} tables of ${one}`;
  const hint = `Paste ${tables * height} rows of ${width} for all of it, or ${one} into a cell of one table.`;
  const found = pasted.slice(-2).join(' × ');
  return { code: 'misfit', field: '', message: `${message}, and this is ${found}.`, hint, found };
}
