// The cell that is pinned, the cell that is pointed at, and the arithmetic of either.
import type { Explanation } from '../../pkg/attention_playground.js';
import type { Engine } from '../core/engine.ts';
import { type Outcome, outcomeOf } from '../core/errors.ts';
import type { Asker } from '../core/lanes.ts';
import { type Place, samePlace } from './place.ts';
import type { Good } from './results.ts';

const MOMENT = 100; // milliseconds that a table waits for the arithmetic of the pinned cell

type Answer = Outcome<Explanation | null> | null;

/** Fires `change` whenever something that is shown has changed. */
export class Selection extends EventTarget {
  pinned: Place | null = null;
  /** Of the cell that is pinned. */
  explanation: Explanation | null = null;
  /** Why a cell could not be explained, if one could not. */
  remark = '';
  pointed: Place | null = null;
  /** Of the cell that is pointed at. */
  glance: Explanation | null = null;
  engine: Engine;
  /** The tables on the screen, whatever is being typed. */
  #good: Good | null = null;
  /** The last question. */
  #asked: { place: Place; answer: Promise<Answer> } | null = null;
  #asker: Asker = { lane: 'explain' };

  constructor(engine: Engine) {
    super();
    this.engine = engine;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }

  /** Other tables are there: table and arithmetic change together, unless the arithmetic takes long. */
  async follow(good: Good) {
    this.#good = good;
    this.#asked = this.pointed = this.glance = null;
    if (this.pinned) await Promise.race([this.#explainPinned(this.pinned), this.#soon()]);
  }

  /** What was dropped for the sake of a result that did not come. */
  again() {
    if (this.pinned && !this.explanation) this.#explainPinned(this.pinned);
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

  /** The cells on the way to one, step by step. */
  async walkTo(end: Place) {
    const good = this.#good;
    if (!good) return new Map<string, Place>();
    const explain = async (place: Place) => (await this.#ask(good, place))?.value ?? null;
    const { walkTo } = await import('./queries/walk.ts');
    return walkTo(end, good.trace, explain);
  }

  async point(place: Place | null) {
    if (samePlace(place, this.pointed)) return;
    this.pointed = place;
    this.glance = null;
    this.#changed();
    if (!place || this.pinned) return;
    const answer = await this.#explain(place);
    if (!answer || !samePlace(place, this.pointed)) return;
    this.glance = answer.value ?? null;
    this.#changed();
  }

  async #explainPinned(place: Place) {
    const good = this.#good;
    const answer = await this.#explain(place);
    if (!answer || !samePlace(place, this.pinned) || good !== this.#good) return;
    this.explanation = answer.value ?? null;
    if (!this.explanation) this.pinned = null; // the cell is gone, or cannot be explained
    this.#changed();
  }

  /** After a moment the old arithmetic goes, if the new is not there yet. */
  async #soon() {
    const { explanation } = this;
    await new Promise((passed) => setTimeout(passed, MOMENT));
    if (explanation === this.explanation) this.explanation = null;
  }

  /** To pin the cell that is pointed at asks nothing new. */
  async #explain(place: Place): Promise<Answer> {
    if (!this.#good) return { value: null };
    if (!this.#asked || !samePlace(this.#asked.place, place)) {
      this.remark = '';
      const asked = { place, answer: this.#ask(this.#good, place) };
      this.#asked = asked;
      // A question that was dropped may be asked again.
      asked.answer.then((answer) => {
        if (!answer && this.#asked === asked) this.#asked = null;
      });
    }
    return this.#asked.answer;
  }

  async #ask({ state, request }: Good, { step, index }: Place): Promise<Answer> {
    const { variant } = state;
    const asked = this.engine.call(this.#asker, 'explainCell', variant, request, step, index);
    const answer = await outcomeOf(asked);
    const { code = '', message } = answer?.error ?? {};
    if (['deadline', 'crash', 'cancelled'].includes(code))
      this.remark = `Not explained: ${message}`;
    return answer;
  }
}
