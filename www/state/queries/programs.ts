// Programs of one's own: what the core reads in their texts, and the inputs that they need.
import type { InputInfo, ProgramReport, VariantInfo } from '../../../pkg/attention_playground.js';
import type { Engine } from '../../core/engine.ts';
import { outcomeOf, type PlainError } from '../../core/errors.ts';
import type { Asker } from '../../core/lanes.ts';
import { columnsOf } from '../compare-edits.ts';
import type { State } from '../edits.ts';
import { type Described, programIn } from '../own-program.ts';
import { filled, nested, type TextTensor, textTensor } from '../text-tensor.ts';
import type { RandomValues } from './random-values.ts';

/** A text as the core reads it; described where it runs. */
export interface ReadProgram {
  text: string;
  report: ProgramReport;
  info?: Described;
  /** Why it does not run. */
  error?: PlainError;
}

/** A state whose inputs are those that its program takes, or why there is none. */
type Settled = { state: State; info: Described } | { error: PlainError };

const MOST = 64; // texts that are remembered: those of an afternoon's undo are read again

export class Programs {
  /** The text that was read last. */
  last: ReadProgram | null = null;
  /** The last one that runs. */
  good: Described | null = null;
  #read: Map<string, ReadProgram> = new Map();
  #engine: Engine;
  #askers = { read: {} as Asker, describe: {} as Asker, draw: {} as Asker };

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The programs that a state has, as variants. */
  of(state: State | undefined): Described[] {
    const texts = new Set(state && columnsOf(state).map(({ variant }) => programIn(variant)));
    return [...texts].flatMap((text) => {
      const info = text === null ? undefined : this.#read.get(text)?.info;
      return info ? [info] : [];
    });
  }

  /** Null where a newer text was asked for meanwhile. */
  async read(text: string, askers = this.#askers): Promise<ReadProgram | null> {
    const known = this.#read.get(text);
    if (known) return known;
    const [read, described] = await Promise.all([
      outcomeOf(this.#engine.call(askers.read, 'readProgram', text)),
      outcomeOf(this.#engine.call(askers.describe, 'describeProgram', text)),
    ]);
    if (!read || !described) return null;
    if (read.error) return { text, report: NOTHING, error: read.error };
    const { value: info, error } = described;
    const found = { text, report: read.value, ...(info ? { info: own(info, text) } : { error }) };
    const isLasting = !error || error.code === 'program';
    if (isLasting) this.#remember(found);
    return found;
  }

  /** Those of the columns beside the present state. */
  async readColumns(state: State) {
    for (const { variant } of state.compare?.others ?? []) {
      const text = programIn(variant);
      if (text !== null) await this.read(text, { read: {}, describe: {}, draw: {} });
    }
  }

  /** Fills what the program takes and nobody has typed. Null where a newer state was asked for. */
  async settle(state: State, random: RandomValues): Promise<Settled | null> {
    const text = programIn(state.variant) ?? '';
    const found = await this.read(text);
    if (!found) return null;
    this.last = found;
    const { info, error } = found;
    if (error) return { error };
    if (!info) return null;
    this.good = info;
    const missing = missingIn(state, info);
    if (missing.length === 0) return { state, info };
    const drawn = await this.#draw(text, missing, random);
    if (!drawn) return null;
    if (drawn.error) return { error: drawn.error };
    const inputs = { ...state.inputs };
    for (const { name, shape } of missing) {
      const before = state.inputs[name];
      const next = textTensor(drawn.value[name]);
      const keep = before?.shape.join() === shape.join();
      const cells = next.cells.map((cell, at) => (keep && before.cells[at]) || cell);
      inputs[name] = { shape, cells };
    }
    const names = missing.map(({ name }) => name);
    return {
      state: { ...state, inputs, drawn: [...new Set([...(state.drawn ?? []), ...names])] },
      info,
    };
  }

  #draw(program: string, missing: Missing[], { seed, spread }: RandomValues) {
    const zeros = missing.map(({ name, shape }) => [name, nested(filled(shape, '0'))]);
    const inputs = missing.map(({ name }) => name);
    const of = { seed, spread, inputs };
    const request = { inputs: Object.fromEntries(zeros) };
    return outcomeOf(
      this.#engine.call(this.#askers.draw, 'randomInputs', { program }, request, of),
    );
  }

  #remember(found: ReadProgram) {
    this.#read.set(found.text, found);
    const [oldest] = this.#read.keys();
    if (this.#read.size > MOST) this.#read.delete(oldest);
  }
}

const NOTHING: ProgramReport = {
  inputs: [],
  params: [],
  axes: [],
  steps: [],
  diagnostics: [],
  remarks: [],
};

const own = (info: VariantInfo, program: string): Described => ({ ...info, program });

interface Missing {
  name: string;
  shape: number[];
}

/**
 * The inputs to fill, with their shapes: those that are not there, and of the drawn ones those that do
 * not fit or have new cells. What is typed stays: the core says what is wrong with it.
 */
function missingIn(state: State, info: VariantInfo): Missing[] {
  const sizes: Record<string, number> = {};
  const isDrawn = ({ name }: InputInfo) => state.drawn?.includes(name) ?? false;
  const textsOf = ({ name, axes }: InputInfo): TextTensor | null => {
    const texts = Object.hasOwn(state.inputs, name) ? state.inputs[name] : null;
    return texts?.shape.length === axes.length ? texts : null;
  };
  const typed = info.inputs.filter((input) => !isDrawn(input));
  for (const input of [...typed, ...info.inputs.filter(isDrawn)]) {
    const texts = textsOf(input);
    for (const [axis, letter] of input.sizes.entries())
      if (texts) sizes[letter] ??= texts.shape[axis];
  }
  for (const { letter, size } of info.axes) sizes[letter] ??= size;
  return info.inputs.flatMap((input) => {
    const { name } = input;
    const shape = input.sizes.map((letter) => sizes[letter]);
    if (!Object.hasOwn(state.inputs, name)) return [{ name, shape }];
    if (!isDrawn(input)) return [];
    const texts = textsOf(input);
    const fits = texts?.shape.join() === shape.join() && !texts.cells.includes('');
    return fits ? [] : [{ name, shape }];
  });
}
