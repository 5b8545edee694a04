// Numbers by chance: which seed they come from, what is drawn from, and which seed is next.
import { CoreError, Superseded } from '../../core/engine.js';
import { sheetOf } from '../text-tensor.js';
import { request } from '../to-request.js';

/** @typedef {import('../edits.js').State} State */
/** @typedef {import('../text-tensor.js').Sheet} Sheet */
/** @typedef {'normal' | 'whole'} Spread */

const LARGEST_SEED = 2 ** 32 - 1;

/** The seed is no part of the state: undo brings numbers back, and “again” goes on from the last seed. */
export class Chance {
  seed = 1;
  /** @type {Spread} */
  spread = 'normal';

  /** @param {import('../../core/engine.js').Engine} engine */
  constructor(engine) {
    this.engine = engine;
  }

  /** A text that is no seed changes nothing. @param {string} text */
  setSeed(text) {
    const seed = Number(text);
    if (/^\d+$/.test(text) && seed <= LARGEST_SEED) this.seed = seed;
  }

  /**
   * New cells of the same shapes, by the input's name. Where one input is asked for that has the
   * numbers of this seed already, the next seed is taken.
   * @param {State} state @param {string} [name] one input; else all that are numbers
   * @param {boolean} [next] take the next seed first
   * @returns {Promise<Record<string, Sheet> | null>}
   */
  async draw(state, name, next = false) {
    if (next) this.#advance();
    try {
      const drawn = await this.#ask(state, name);
      if (!name || drawn[name].cells.join() !== state.inputs[name].cells.join()) return drawn;
      this.#advance();
      return await this.#ask(state, name);
    } catch (error) {
      if (error instanceof Superseded || error instanceof CoreError) return null;
      throw error;
    }
  }

  #advance() {
    this.seed = this.seed >= LARGEST_SEED ? 0 : this.seed + 1;
  }

  /** @param {State} state @param {string} [name] @returns {Promise<Record<string, Sheet>>} */
  async #ask(state, name) {
    const { seed, spread } = this;
    const { inputs } = request(state);
    const of = { seed, spread, ...(name && { inputs: [name] }) };
    const drawn = await this.engine.call('random', 'randomInputs', state.variant, { inputs }, of);
    return Object.fromEntries(
      Object.entries(drawn).map(([input, cells]) => [input, sheetOf(/** @type {any} */ (cells))]),
    );
  }
}
