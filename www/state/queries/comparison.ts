// The comparison on the screen: its last good result, the error, the pinned cell.
import type { Comparison as Report } from '../../../pkg/attention_playground.js';
import type { Engine } from '../../core/engine.ts';
import { CoreQuery, CoreTask } from '../../core/query.ts';
import { columnsOf } from '../compare-edits.ts';
import type { State } from '../edits.ts';
import { type Described, infoOf, programIn } from '../own-program.ts';
import type { Place } from '../place.ts';
import { TEMPERATURE, temperatureSweep } from '../temperatures.ts';
import { request } from '../to-request.ts';

export type Column = ReturnType<typeof columnsOf>[number];

/** What was asked, and the answer. */
export interface Compared {
  columns: Column[];
  comparison: Report;
}

const MOST_CELLS = 256; // weights that a temperature is followed for

/** Fires `change` whenever something that is shown has changed. */
export class Comparison extends EventTarget {
  /** In every column at once; the step is a row's. */
  pinned: Place | null = null;
  pointed: Place | null = null;
  #state: State | null = null;
  #variants: Described[] = [];
  #columns: CoreTask<[Column[]], Compared>;
  #sweep: CoreQuery<'sweepParam'>;
  #programs: CoreTask<[Column[]], string[]>;

  constructor(engine: Engine) {
    super();
    const changed = () => this.#changed();
    this.#columns = new CoreTask(
      { engine, requestUpdate: () => this.#answered() },
      {
        inTurn: true, // while a slider moves, every result is shown
        args: () => this.#state && [columnsOf(this.#state)],
        task: async (ask, columns) => {
          const runs = columns.map((column) => ({
            variant: column.variant,
            request: this.#requestOf(column, columns),
          }));
          return { columns, comparison: await ask('compareRuns', runs) };
        },
      },
    );
    this.#sweep = new CoreQuery(
      { engine, requestUpdate: changed },
      { lane: 'sweep', fn: 'sweepParam', args: () => this.#sweepArgs },
    );
    this.#programs = new CoreTask(
      { engine, requestUpdate: changed },
      {
        lane: 'panel',
        args: () => this.#written,
        task: (ask, columns) =>
          Promise.all(
            columns.map((column) => {
              const text = programIn(column.variant);
              const asked = this.#requestOf(column, columns);
              return text ?? ask('programOf', column.variant, asked);
            }),
          ),
      },
    );
  }

  get good() {
    return this.#columns.value;
  }

  get error() {
    return this.#columns.error;
  }

  /** The weights of the first softmax, at every temperature of the ladder. */
  get sweep() {
    const { value, error } = this.#sweep;
    return this.#sweepArgs && !error ? value : null;
  }

  /** The programs of all columns, where one of them is a person's own. */
  get texts() {
    const { value, about, error } = this.#programs;
    return about?.[0] === this.good?.columns && !error ? value : null;
  }

  get #written(): [Column[]] | null {
    const { columns = [] } = this.good ?? {};
    return columns.some(({ variant }) => programIn(variant) !== null) ? [columns] : null;
  }

  /** Compute it, after what is under way. */
  refresh(state: State, variants: Described[]) {
    this.#state = state;
    this.#variants = variants;
    this.#columns.refresh();
  }

  /** Forget what was compared. */
  end() {
    this.#state = this.pinned = this.pointed = null;
    this.#columns.clear();
    this.#sweep.clear();
    this.#programs.clear();
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

  #answered() {
    if (!this.#columns.pending) {
      this.#sweep.refresh();
      this.#programs.refresh();
    }
    this.#changed();
  }

  /** Of the first softmax, unless its weights are too many to draw. */
  get #sweepArgs() {
    const { columns = [], comparison } = this.good ?? {};
    const at = columns.findIndex(
      (_, place) => TEMPERATURE in (comparison?.columns[place].params ?? {}),
    );
    const row = comparison?.rows.find(({ role }) => role === 'weights');
    const weights = row?.cells[at];
    if (!weights || weights.tensor.data.length > MOST_CELLS) return null;
    const column = { ...columns[at], params: { ...columns[at].params, [TEMPERATURE]: 1 } };
    return temperatureSweep(column.variant, this.#requestOf(column, columns), weights.step);
  }

  /** A column's own inputs or else the present ones, as far as its variant takes them. */
  #requestOf({ variant, params, inputs, names }: Column, columns: Column[]) {
    const info = infoOf(this.#variants, variant);
    const given = inputs ?? columns.find(({ live }) => live)?.inputs ?? {};
    const own = (info?.inputs ?? []).flatMap(({ name }) => {
      const own = names?.[name] ?? name;
      return Object.hasOwn(given, own) ? [[name, given[own]] as const] : [];
    });
    return request({ inputs: Object.fromEntries(own), params, gradients: false } as State, info);
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
