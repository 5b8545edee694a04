// The comparison on the screen: its last good result, the error, the pinned cell.
import type { Comparison, VariantInfo } from '../../../pkg/attention_playground.js';
import { CoreError, type Engine, Superseded } from '../../core/engine.ts';
import type { PlainError } from '../../core/errors.ts';
import { columnsOf } from '../compare-edits.ts';
import type { State } from '../edits.ts';
import type { Place } from '../results.ts';
import { request } from '../to-request.ts';
import { TEMPERATURE, Temperatures } from './temperatures.ts';

export type Column = ReturnType<typeof columnsOf>[number];

/** What was asked, and the answer. */
export interface Compared {
  columns: Column[];
  comparison: Comparison;
}

/** Fires `change` whenever something that is shown has changed. */
export class Comparing extends EventTarget {
  good: Compared | null = null;
  error: PlainError | null = null;
  /** In every column at once; the step is a row's. */
  pinned: Place | null = null;
  pointed: Place | null = null;
  /** What is computed now; while it is, only the newest wish is kept. */
  #now: State | null = null;
  #next: State | null = null;
  /** Counts how often it was ended: what was asked for before is of no use after. */
  #turn = 0;
  engine: Engine;
  temperatures: Temperatures;

  constructor(engine: Engine) {
    super();
    this.engine = engine;
    this.temperatures = new Temperatures(engine);
  }

  /** Compute it, after what is under way: while a slider moves, every result is shown. */
  async want(state: State, variants: VariantInfo[]) {
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
    this.good = this.error = this.pinned = this.pointed = null;
    this.temperatures.end();
  }

  pin(place: Place | null) {
    this.pinned = place;
    this.#changed();
  }

  point(place: Place | null) {
    if (place === this.pointed) return;
    this.pointed = place;
    this.#changed();
  }

  async #run(state: State, variants: VariantInfo[]) {
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

  /** The first softmax, at every temperature. */
  async #follow({ columns, comparison }: Compared, variants: VariantInfo[]) {
    const at = columns.findIndex((_, place) => TEMPERATURE in comparison.columns[place].params);
    const row = comparison.rows.find(({ role }) => role === 'weights');
    const weights = row?.cells[at];
    if (row && weights) {
      const column = { ...columns[at], params: { ...columns[at].params, [TEMPERATURE]: 1 } };
      const state = { inputs: columns.find(({ live }) => live)?.inputs } as State;
      const run = asked(column, state, variants);
      await this.temperatures.follow(column.variant, run, { step: row.id, tensor: weights.tensor });
    } else this.temperatures.end();
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** A column's own inputs or else the present ones, as far as its variant takes them. */
function asked({ variant, params, inputs }: Column, state: State, variants: VariantInfo[]) {
  const taken = variants.find(({ id }) => id === variant)?.inputs ?? [];
  const given = Object.entries(inputs ?? state.inputs);
  const own = given.filter(([name]) => taken.some((input) => input.name === name));
  return request({ inputs: Object.fromEntries(own), params, gradients: false } as State);
}
