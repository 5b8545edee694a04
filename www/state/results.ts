// What a state computes to: the last good result, and the error of the present state.
import type { Trace, VariantInfo, VariantOrProgram } from '../../pkg/attention_playground.js';
import type { Engine } from '../core/engine.ts';
import { outcomeOf, type PlainError } from '../core/errors.ts';
import type { Asker } from '../core/lanes.ts';
import type { State } from './edits.ts';
import type { Selection } from './selection.ts';
import { placeOf } from './text-tensor.ts';
import { type Asked, request } from './to-request.ts';

export interface Good {
  state: State;
  /** What the core was asked for of it. */
  request: Asked;
  trace: Trace;
}

/** What was asked for, and of whom. */
export interface Source {
  engine: Engine;
  variant: VariantOrProgram;
  request: Asked;
}

interface Field {
  name: string;
  place?: number;
  text: string;
}

const PAUSE = 600; // milliseconds without a key before an unfinished entry counts as an error

/** An entry that one more key may well complete. */
const unfinished = (text: string) => {
  const open = text.split('(').length > text.split(')').length;
  return open || /^\s*$|[-+−.eE/]\s*$|^\s*[-+−]?\s*s(q(rt?)?)?$/.test(text);
};

/** Fires `change` whenever something that is shown has changed. */
export class Results extends EventTarget {
  /** The last good result and the state that it belongs to. */
  good: Good | null = null;
  /** What is wrong with the present state, once it is time to say so. */
  error: PlainError | null = null;
  #quiet: PlainError | null = null;
  /** What a person is typing in: a cell, or a parameter, or nothing. */
  #field: Field | null = null;
  #pause?: ReturnType<typeof setTimeout>;
  #asker: Asker = {};
  engine: Engine;
  selection: Selection;

  constructor(engine: Engine, selection: Selection) {
    super();
    this.engine = engine;
    this.selection = selection;
  }

  /** Where the tables on the screen come from. */
  get source(): Source | null {
    const { good, engine } = this;
    return good && { engine, variant: good.state.variant, request: good.request };
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }

  /** Compute a state. What is shown stays until there is something better. @param info of a program */
  async run(state: State, info?: VariantInfo) {
    const asked = request(state, info);
    const answer = await outcomeOf(
      this.engine.call(this.#asker, 'runVariant', state.variant, asked),
    );
    if (answer?.value) {
      this.good = { state, request: asked, trace: answer.value };
      this.#setError(null);
      await this.selection.follow(this.good);
    } else {
      if (answer?.error) this.#setError(answer.error, state);
      this.selection.again();
    }
    this.#changed();
  }

  /** A state that cannot be computed at all. */
  refuse(error: PlainError) {
    this.engine.withdraw(this.#asker);
    this.#setError(error);
    this.#changed();
  }

  /** The person typed there just now. */
  edited(field: Field) {
    this.#field = field;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.flush(), PAUSE);
  }

  /** The person paused or left it: what is wrong there may now be said. */
  flush() {
    clearTimeout(this.#pause);
    this.#field = null;
    if (!this.#quiet) return;
    this.error = this.#quiet;
    this.#quiet = null;
    this.#changed();
  }

  #setError(error: PlainError | null, state?: State) {
    const field = this.#field;
    const texts = state?.inputs[field?.name ?? ''];
    const here =
      error?.field === field?.name && (!texts || placeOf(texts, error ?? {}) === field?.place);
    const early = error && field && here && unfinished(field.text);
    this.#quiet = early ? error : null;
    if (!early) this.error = error;
  }
}
