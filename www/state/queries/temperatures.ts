// The way of T: the temperatures of the slider, and the weights of a comparison at each of them.
import { CoreError, Superseded } from '../../core/engine.js';
import { nearest } from './plots.js';

/** @typedef {import('../../../pkg/attention_playground.js').Tensor} Tensor */

export const TEMPERATURE = 'temperature';
const MOST_CELLS = 256; // weights that a temperature is followed for

/** 10^(n/20), n from −40 to 40, to two digits. */
export const LADDER = Array.from({ length: 81 }, (_, at) =>
  Number((10 ** ((at - 40) / 20)).toPrecision(2)),
);

/** The place on the ladder that is nearest. @param {number} temperature */
export const rungOf = (temperature) => nearest(LADDER, temperature);

/** The weights at every temperature of the ladder, asked for anew only where something else in them changed. */
export class Temperatures {
  /** @type {Tensor[] | null} */
  sweep = null;
  #key = '';

  /** @param {import('../../core/engine.js').Engine} engine */
  constructor(engine) {
    this.engine = engine;
  }

  /** Unless they are too many to draw. @param {string} variant @param {import('../to-request.js').Asked} request @param {Tensor} weights */
  async follow(variant, request, weights) {
    if (weights.data.length > MOST_CELLS) return this.end();
    const key = JSON.stringify([variant, request]);
    if (key === this.#key) return;
    this.#key = key;
    const args = [variant, request, TEMPERATURE, Float64Array.from(LADDER), 'weights'];
    try {
      const sweep = await this.engine.call('sweep', 'sweepParam', ...args);
      if (key === this.#key) this.sweep = sweep;
    } catch (error) {
      if (key === this.#key) this.#key = ''; // the next change asks again
      if (error instanceof CoreError) this.sweep = null;
      else if (!(error instanceof Superseded)) throw error;
    }
  }

  end() {
    this.sweep = null;
    this.#key = '';
  }
}
