// What is read at leisure: the cost and the program of the last good result, once typing pauses.
import { CoreError, Superseded } from './engine.js';
import { request } from './request.js';

/** @typedef {import('./session.js').Good} Good */
/** @typedef {import('../pkg/attention_playground.js').CostReport} CostReport */
/** @typedef {'' | import('../pkg/attention_playground.js').CodeTarget} Target */

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
  /** What the answers belong to, or will. @type {{good: Good | null, target: Target | null}} */
  #asked = { good: null, target: null };

  /** @param {import('./engine.js').Engine} engine */
  constructor(engine) {
    super();
    this.engine = engine;
  }

  /** @param {Good | null} good @param {{code: Target}} view */
  want(good, { code }) {
    const fresh = good !== this.#asked.good;
    if (!good || (!fresh && code === this.#asked.target)) return;
    this.#asked = { good, target: code };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(good, code), fresh ? PAUSE : 0);
  }

  close() {
    clearTimeout(this.#timer);
  }

  /** @param {Good} good @param {Target} target */
  async #ask(good, target) {
    const { state } = good;
    const asked = request(state);
    this.remark = '';
    const cost = this.#answer(good, 'cost', 'costOf', state.variant, asked);
    const text = target
      ? this.#answer(good, 'code', 'codeFor', state.variant, target, asked)
      : null;
    const report = await cost;
    if (good !== this.#asked.good) return;
    if (report) this.cost = report;
    this.dispatchEvent(new Event('change'));
    const code = await text;
    if (target !== this.#asked.target || good !== this.#asked.good) return;
    if (code !== null) this.code = { target, text: code };
    this.dispatchEvent(new Event('change'));
  }

  /** Null where it was overtaken, or where the core refuses. @param {Good} good @param {string} lane @param {string} fn @param {unknown[]} args */
  async #answer(good, lane, fn, ...args) {
    try {
      return await this.engine.call(lane, fn, ...args);
    } catch (error) {
      if (error instanceof CoreError) this.remark = error.plain.message;
      else if (!(error instanceof Superseded)) throw error;
      // Dropped for the sake of a result that may not come: the next change asks again.
      else if (good === this.#asked.good) this.#asked = { good: null, target: null };
      return null;
    }
  }
}
