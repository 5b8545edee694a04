// What is on the screen besides the typed text: the last good result, the error, the pinned cell.
import type { Explanation, Step, Trace } from '../../pkg/attention_playground.js';
import { CoreError, type Engine, Superseded } from '../core/engine.ts';
import type { PlainError } from '../core/errors.ts';
import { unflatten } from '../lib/tensor-views.ts';
import type { State } from './edits.ts';
import { placeOf } from './text-tensor.ts';
import { request } from './to-request.ts';

export interface Place {
  step: string;
  index: number[];
}

/** A place in a step's data as a step and an index. */
export function cellAt(step: Pick<Step, 'id' | 'tensor'>, place: number): Place;
export function cellAt(step: Pick<Step, 'id' | 'tensor'>, place: number | null): Place | null;
export function cellAt({ id, tensor }: Pick<Step, 'id' | 'tensor'>, place: number | null) {
  return place === null ? null : { step: id, index: unflatten(place, tensor.shape) };
}

export interface Good {
  state: State;
  trace: Trace;
}

/** What was asked for, and of whom. */
export interface Source {
  engine: Engine;
  variant: string;
  request: object;
}

interface Field {
  name: string;
  place?: number;
  text: string;
}

const MOMENT = 100; // milliseconds that a table waits for the arithmetic of the pinned cell
const PAUSE = 600; // milliseconds without a key before an unfinished entry counts as an error

/** An entry that one more key may well complete. */
const unfinished = (text: string) => {
  const open = text.split('(').length > text.split(')').length;
  return open || /^\s*$|[-+−.eE/]\s*$|^\s*[-+−]?\s*s(q(rt?)?)?$/.test(text);
};

/** Fires `change` whenever something that is shown has changed. */
export class Session extends EventTarget {
  /** The last good result and the state that it belongs to. */
  good: Good | null = null;
  /** What is wrong with the present state, once it is time to say so. */
  error: PlainError | null = null;
  pinned: Place | null = null;
  /** Of the cell that is pinned. */
  explanation: Explanation | null = null;
  /** Why a cell could not be explained, if one could not. */
  remark = '';
  pointed: Place | null = null;
  /** Of the cell that is pointed at. */
  glance: Explanation | null = null;
  #quiet: PlainError | null = null;
  /** What a person is typing in: a cell, or a parameter, or nothing. */
  #typing: Field | null = null;
  #pause?: ReturnType<typeof setTimeout>;
  /** The last question for an explanation. */
  #asked: { good: Good; place: Place; answer: Promise<Explanation | null | 'overtaken'> } | null =
    null;
  engine: Engine;

  constructor(engine: Engine) {
    super();
    this.engine = engine;
  }

  /** Where the tables on the screen come from. */
  get source(): Source | null {
    const { good, engine } = this;
    if (!good) return null;
    return { engine, variant: good.state.variant, request: request(good.state) };
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }

  /** Compute a state. What is shown stays until there is something better. */
  async run(state: State) {
    try {
      const trace = await this.engine.call('run', 'runVariant', state.variant, request(state));
      this.good = { state, trace };
      this.#setError(null);
      this.pointed = this.glance = null;
      // Table and arithmetic change together, unless the arithmetic takes long.
      if (this.pinned) await Promise.race([this.#explainPinned(this.pinned), this.#soon()]);
    } catch (error) {
      if (error instanceof CoreError) this.#setError(error.plain, state);
      else if (!(error instanceof Superseded)) throw error;
      // It may have been dropped for the sake of this run.
      if (this.pinned && !this.explanation) this.#explainPinned(this.pinned);
    }
    this.#changed();
  }

  /** The person typed there just now. */
  typing(field: Field) {
    this.#typing = field;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.settle(), PAUSE);
  }

  /** The person paused or left it: what is wrong there may now be said. */
  settle() {
    clearTimeout(this.#pause);
    this.#typing = null;
    if (!this.#quiet) return;
    this.error = this.#quiet;
    this.#quiet = null;
    this.#changed();
  }

  #setError(error: PlainError | null, state?: State) {
    const field = this.#typing;
    const texts = state?.inputs[field?.name ?? ''];
    const here =
      error?.field === field?.name && (!texts || placeOf(texts, error ?? {}) === field?.place);
    const early = error && field && here && unfinished(field.text);
    this.#quiet = early ? error : null;
    if (!early) this.error = error;
  }

  async pin(place: Place) {
    this.pinned = place;
    this.#changed();
    await this.#explainPinned(place);
    this.#changed();
  }

  unpin() {
    if (!this.pinned) return;
    this.pinned = this.explanation = null;
    this.#changed();
  }

  async point(place: Place | null) {
    if (same(place, this.pointed)) return;
    this.pointed = place;
    this.glance = null;
    this.#changed();
    if (!place || this.pinned) return;
    const glance = await this.#explain(place);
    if (!same(place, this.pointed) || glance === 'overtaken') return;
    this.glance = glance;
    this.#changed();
  }

  async #explainPinned(place: Place) {
    const { good } = this;
    const explanation = await this.#explain(place);
    if (!same(place, this.pinned) || good !== this.good) return;
    if (explanation === 'overtaken') return;
    this.explanation = explanation;
    if (!explanation) this.pinned = null; // the cell is gone, or cannot be explained
    this.#changed();
  }

  /** After a moment the old arithmetic goes, if the new is not there yet. */
  async #soon() {
    const { explanation } = this;
    await new Promise((passed) => setTimeout(passed, MOMENT));
    if (explanation === this.explanation) this.explanation = null;
  }

  /**
   * Of the tables on the screen, not of what is being typed. To pin the cell that is pointed at
   * asks nothing new.
   */
  async #explain(place: Place): Promise<Explanation | null | 'overtaken'> {
    const { good } = this;
    if (!good) return null;
    if (this.#asked?.good !== good || !same(this.#asked.place, place)) {
      this.remark = '';
      const asked = { good, place, answer: this.#ask(good.state, place) };
      this.#asked = asked;
      // A question that was dropped may be asked again.
      asked.answer.then((answer) => {
        if (answer === 'overtaken' && this.#asked === asked) this.#asked = null;
      });
    }
    return this.#asked.answer;
  }

  async #ask(state: State, { step, index }: Place): Promise<Explanation | null | 'overtaken'> {
    const { variant } = state;
    try {
      return await this.engine.call('explain', 'explainCell', variant, request(state), step, index);
    } catch (error) {
      if (error instanceof Superseded) return 'overtaken';
      if (!(error instanceof CoreError)) throw error;
      const { code, message } = error.plain;
      this.remark = ['deadline', 'crash', 'cancelled'].includes(code)
        ? `Not explained: ${message}`
        : '';
      return null;
    }
  }
}

const same = (a: Place | null, b: Place | null) =>
  a === b || (a?.step === b?.step && a?.index.join() === b?.index.join());
