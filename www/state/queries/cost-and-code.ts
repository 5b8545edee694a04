// What is read at leisure: the cost and the program of the last good result, once typing pauses.
import { CoreError, Superseded } from '../../core/engine.js';
import { onScreen } from '../../lib/on-screen.js';
import { request } from '../to-request.js';

/** @typedef {import('../results.js').Good} Good */
/** @typedef {import('../../../pkg/attention_playground.js').CostReport} CostReport */
/** @typedef {'' | import('../../../pkg/attention_playground.js').CodeTarget} Target */
/** @typedef {{good: Good | null, target: Target | null}} Asked */

const PAUSE = 120; // milliseconds without a new result before any of it is asked for

/** Fires `change` when there is something new. What is shown stays until then. */
export class Readings extends EventTarget {
  /** @type {CostReport | null} */
  cost = null;
  /** @type {{target: Target, text: string} | null} */
  code = null;
  /** Why there is none, where the core says so. */
  remark = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** What the answers belong to, or will. @type {Asked} */
  #asked = { good: null, target: null };

  /** @param {import('../../core/engine.js').Engine} engine */
  constructor(engine) {
    super();
    this.engine = engine;
  }

  /** @param {Good | null} good @param {{code: Target}} view */
  want(good, { code }) {
    const fresh = good !== this.#asked.good;
    if (!good || (!fresh && code === this.#asked.target)) return;
    const asked = { good, target: code };
    this.#asked = asked;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(asked), fresh ? PAUSE : 0);
  }

  close() {
    clearTimeout(this.#timer);
  }

  /** @param {Asked & {good: Good, target: Target}} asked */
  async #ask(asked) {
    await onScreen(); // the tables come first
    if (asked !== this.#asked) return;
    const { good, target } = asked;
    const { state } = good;
    const given = request(state);
    this.remark = '';
    const cost = this.#answer(asked, 'cost', 'costOf', state.variant, given);
    const text = target
      ? this.#answer(asked, 'code', 'codeFor', state.variant, target, given)
      : null;
    const report = await cost;
    if (good !== this.#asked.good) return;
    if (report) this.cost = report;
    this.dispatchEvent(new Event('change'));
    const code = await text;
    if (asked !== this.#asked) return;
    if (code !== null) this.code = { target, text: code };
    this.dispatchEvent(new Event('change'));
  }

  /** Null where it was overtaken, or where the core refuses. @param {Asked} asked @param {string} lane @param {string} fn @param {unknown[]} args */
  async #answer(asked, lane, fn, ...args) {
    try {
      return await this.engine.call(lane, fn, ...args);
    } catch (error) {
      if (error instanceof CoreError) this.remark = error.plain.message;
      else if (!(error instanceof Superseded)) throw error;
      // Dropped for the sake of a result that may not come: the next change asks again. Where it was
      // overtaken by what was asked since, that is on its way.
      else if (asked === this.#asked) this.#asked = { good: null, target: null };
      return null;
    }
  }
}
