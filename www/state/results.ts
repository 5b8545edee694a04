// What is on the screen besides the typed text: the last good result, the error, the cell in hand.

import { CoreError, Superseded } from '../core/engine.js';
import { sameState } from './edits.js';
import { placeOf } from './text-tensor.js';
import { request } from './to-request.js';

/** @typedef {import('./edits.js').State} State */
/** @typedef {import('../core/engine.js').PlainError} PlainError */
/** @typedef {import('../../pkg/attention_playground.js').Trace} Trace */
/** @typedef {import('../../pkg/attention_playground.js').Explanation} Explanation */
/** @typedef {{step: string, index: number[]}} Place */
/** @typedef {{state: State, trace: Trace}} Good */
/** @typedef {{name: string, place?: number, text: string}} Field */

const MOMENT = 100; // milliseconds that a table waits for the arithmetic of the held cell
const PAUSE = 600; // milliseconds without a key before an unfinished entry counts as an error

/** An entry that one more key may well complete. @param {string} text */
const unfinished = (text) => {
  const open = text.split('(').length > text.split(')').length;
  return open || /^\s*$|[-+−.eE/]\s*$|^\s*[-+−]?\s*s(q(rt?)?)?$/.test(text);
};

/** Fires `change` whenever something that is shown has changed. */
export class Session extends EventTarget {
  /** The last good result and the state that it belongs to. @type {Good | null} */
  good = null;
  /** What is wrong with the present state, once it is time to say so. @type {PlainError | null} */
  error = null;
  /** @type {Place | null} */
  held = null;
  /** Of the cell that is held. @type {Explanation | null} */
  explanation = null;
  /** Why a cell could not be explained, if one could not. */
  remark = '';
  /** @type {Place | null} */
  pointed = null;
  /** Of the cell that is pointed at. @type {Explanation | null} */
  glance = null;
  /** @type {PlainError | null} */
  #quiet = null;
  /** What a person is typing in: a cell, or a parameter, or nothing. @type {Field | null} */
  #typing = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** A state that is about to be, and its result. @type {{state: State, trace: Promise<Trace>} | null} */
  #foreseen = null;
  /** The last question for an explanation. @type {{good: Good, place: Place, answer: Promise<Explanation | null | 'overtaken'>} | null} */
  #asked = null;

  /** @param {import('../core/engine.js').Engine} engine */
  constructor(engine) {
    super();
    this.engine = engine;
  }

  /** What the tables on the screen were asked for, and of whom. */
  get asked() {
    const { good, engine } = this;
    if (!good) return null;
    return { engine, variant: good.state.variant, request: request(good.state) };
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }

  /** @param {State} state @returns {Promise<Trace>} */
  #compute(state) {
    return this.engine.call('run', 'runVariant', state.variant, request(state));
  }

  /** Compute a state that is about to be run, and show nothing of it yet. @param {State} state */
  async foresee(state) {
    const trace = this.#compute(state);
    this.#foreseen = { state, trace };
    await trace.catch(() => {}); // what is wrong with it is said when it is run
  }

  /** Compute a state. What is shown stays until there is something better. @param {State} state */
  async run(state) {
    const foreseen = this.#foreseen;
    this.#foreseen = null;
    try {
      const trace = await (foreseen && sameState(foreseen.state, state)
        ? foreseen.trace
        : this.#compute(state));
      this.good = { state, trace };
      this.#setError(null);
      this.pointed = this.glance = null;
      // Table and arithmetic change together, unless the arithmetic takes long.
      if (this.held) await Promise.race([this.#explainHeld(this.held), this.#soon()]);
    } catch (error) {
      if (error instanceof CoreError) this.#setError(error.plain, state);
      else if (!(error instanceof Superseded)) throw error;
      // It may have been dropped for the sake of this run.
      if (this.held && !this.explanation) this.#explainHeld(this.held);
    }
    this.#changed();
  }

  /** The person typed there just now. @param {Field} field */
  typing(field) {
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

  /** @param {PlainError | null} error @param {State} [state] */
  #setError(error, state) {
    const field = this.#typing;
    const sheet = state?.inputs[field?.name ?? ''];
    const here =
      error?.field === field?.name && (!sheet || placeOf(sheet, error ?? {}) === field?.place);
    const early = error && field && here && unfinished(field.text);
    this.#quiet = early ? error : null;
    if (!early) this.error = error;
  }

  /** @param {Place} place */
  async hold(place) {
    this.held = place;
    this.#changed();
    await this.#explainHeld(place);
    this.#changed();
  }

  letGo() {
    if (!this.held) return;
    this.held = this.explanation = null;
    this.#changed();
  }

  /** @param {Place | null} place */
  async point(place) {
    if (same(place, this.pointed)) return;
    this.pointed = place;
    this.glance = null;
    this.#changed();
    if (!place || this.held) return;
    const glance = await this.#explain(place);
    if (!same(place, this.pointed) || glance === 'overtaken') return;
    this.glance = glance;
    this.#changed();
  }

  /** @param {Place} place */
  async #explainHeld(place) {
    const { good } = this;
    const explanation = await this.#explain(place);
    if (!same(place, this.held) || good !== this.good) return;
    if (explanation === 'overtaken') return;
    this.explanation = explanation;
    if (!explanation) this.held = null; // the cell is gone, or cannot be explained
    this.#changed();
  }

  /** After a moment the old arithmetic goes, if the new is not there yet. */
  async #soon() {
    const { explanation } = this;
    await new Promise((passed) => setTimeout(passed, MOMENT));
    if (explanation === this.explanation) this.explanation = null;
  }

  /**
   * Of the tables on the screen, not of what is being typed. To hold the cell that is pointed at
   * asks nothing new.
   * @param {Place} place @returns {Promise<Explanation | null | 'overtaken'>}
   */
  async #explain(place) {
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

  /** @param {State} state @param {Place} place @returns {Promise<Explanation | null | 'overtaken'>} */
  async #ask(state, { step, index }) {
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

/** @param {Place | null} a @param {Place | null} b */
const same = (a, b) => a === b || (a?.step === b?.step && a?.index.join() === b?.index.join());
