// The comparison on the screen: its last good result, the error, the cell in hand.

import { CoreError, Superseded } from '../../core/engine.js';
import { columnsOf } from '../compare-edits.js';
import { request } from '../to-request.js';
import { TEMPERATURE, Temperatures } from './temperatures.js';

/** @typedef {import('../edits.js').State} State */
/** @typedef {import('../edits.js').VariantInfo} VariantInfo */
/** @typedef {import('../results.js').Place} Place */
/** @typedef {import('../../../pkg/attention_playground.js').Comparison} Comparison */
/** @typedef {ReturnType<typeof columnsOf>[number]} Column */
/** @typedef {{columns: Column[], comparison: Comparison}} Compared what was asked, and the answer */

/** Fires `change` whenever something that is shown has changed. */
export class Comparing extends EventTarget {
  /** @type {Compared | null} */
  good = null;
  /** @type {import('../../core/engine.js').PlainError | null} */
  error = null;
  /** In every column at once; the step is a row's. @type {Place | null} */
  held = null;
  /** @type {Place | null} */
  pointed = null;
  /** What is computed now; while it is, only the newest wish is kept. @type {State | null} */
  #now = null;
  /** @type {State | null} */
  #next = null;
  /** Counts how often it was ended: what was asked for before is of no use after. */
  #turn = 0;

  /** @param {import('../../core/engine.js').Engine} engine */
  constructor(engine) {
    super();
    this.engine = engine;
    this.temperatures = new Temperatures(engine);
  }

  /** Compute it, after what is under way: while a slider moves, every result is shown. @param {State} state @param {VariantInfo[]} variants */
  async want(state, variants) {
    this.#next = state;
    if (this.#now) return;
    while (this.#next) {
      this.#now = this.#next;
      this.#next = null;
      await this.#run(this.#now, variants);
    }
    this.#now = null;
    if (this.good && !this.error) await this.#follow(this.good, variants);
  }

  /** Forget what was compared. */
  end() {
    this.#turn += 1;
    this.#next = null;
    this.good = this.error = this.held = this.pointed = null;
    this.temperatures.end();
  }

  /** @param {Place | null} place */
  hold(place) {
    this.held = place;
    this.#changed();
  }

  /** @param {Place | null} place */
  point(place) {
    if (place === this.pointed) return;
    this.pointed = place;
    this.#changed();
  }

  /** @param {State} state @param {VariantInfo[]} variants */
  async #run(state, variants) {
    const columns = columnsOf(state);
    const runs = columns.map((column) => ({
      variant: column.variant,
      request: asked(column, state, variants),
    }));
    const turn = this.#turn;
    try {
      const comparison = await this.engine.call('compare', 'compareRuns', runs);
      if (turn !== this.#turn) return;
      this.good = { columns, comparison };
      this.error = null;
    } catch (error) {
      if (turn !== this.#turn) return;
      if (error instanceof CoreError) this.error = error.plain;
      else if (!(error instanceof Superseded)) throw error;
    }
    this.#changed();
  }

  /** The first softmax, at every temperature. @param {Compared} good @param {VariantInfo[]} variants */
  async #follow({ columns, comparison }, variants) {
    const at = columns.findIndex((_, place) => TEMPERATURE in comparison.columns[place].params);
    const weights = comparison.rows.find(({ id }) => id === 'weights')?.cells[at];
    if (weights) {
      const column = { ...columns[at], params: { ...columns[at].params, [TEMPERATURE]: 1 } };
      const state = /** @type {State} */ ({ inputs: columns.find(({ live }) => live)?.inputs });
      const run = asked(column, state, variants);
      await this.temperatures.follow(column.variant, run, weights.tensor);
    } else this.temperatures.end();
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** A column's own inputs or else the present ones, as far as its variant takes them. @param {Column} column @param {State} state @param {VariantInfo[]} variants */
function asked({ variant, params, inputs }, state, variants) {
  const taken = variants.find(({ id }) => id === variant)?.inputs ?? [];
  const given = Object.entries(inputs ?? state.inputs);
  const own = given.filter(([name]) => taken.some((input) => input.name === name));
  return request(
    /** @type {State} */ ({ inputs: Object.fromEntries(own), params, gradients: false }),
  );
}
