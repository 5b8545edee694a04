// The way of T: the temperatures of the slider, and the weights of a comparison at each of them.
import type { Tensor } from '../../../pkg/attention_playground.js';
import { CoreError, type Engine, Superseded } from '../../core/engine.ts';
import { nearest } from '../../lib/nearest.ts';
import type { Asked } from '../to-request.ts';

export const TEMPERATURE = 'temperature';
const MOST_CELLS = 256; // weights that a temperature is followed for

/** 10^(n/20), n from −40 to 40, to two digits. */
export const LADDER = Array.from({ length: 81 }, (_, at) =>
  Number((10 ** ((at - 40) / 20)).toPrecision(2)),
);

/** The place on the ladder that is nearest. */
export const rungOf = (temperature: number) => nearest(LADDER, temperature);

/** The weights at every temperature of the ladder, asked for anew only where something else in them changed. */
export class Temperatures {
  sweep: Tensor[] | null = null;
  #key = '';
  engine: Engine;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Unless they are too many to draw. */
  async follow(variant: string, request: Asked, weights: { step: string; tensor: Tensor }) {
    if (weights.tensor.data.length > MOST_CELLS) return this.end();
    const key = JSON.stringify([variant, request, weights.step]);
    if (key === this.#key) return;
    this.#key = key;
    const at = Float64Array.from(LADDER);
    const args = [variant, request, TEMPERATURE, at, weights.step] as const;
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
