// Predict first: which results wait for a person's own table, and what has been tried.
import type { Step, Trace } from '../../pkg/attention_playground.js';
import type { State } from '../state/edits.ts';
import type { Settings } from './schema.ts';

/** So many wrong tables, and a person may ask for the right one. */
const ENOUGH = 3;

interface Tried {
  tries: number;
  right: boolean;
  /** A person has asked for it. */
  shown: boolean;
}

const NOTHING: Tried = { tries: 0, right: false, shown: false };

/** What is known of the steps of one state: of other numbers it is known anew. */
export class Predictions {
  #tried: Map<string, Tried> = new Map();
  #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Whether anything waits for anything. */
  get on() {
    const { reveal } = this.#settings;
    return reveal === 'tried' || reveal === 'never';
  }

  of(state: State, step: string) {
    return this.#tried.get(keyOf(state, step)) ?? NOTHING;
  }

  checked(state: State, step: string, right: boolean) {
    const before = this.of(state, step);
    const now = { ...before, tries: before.tries + 1, right: before.right || right };
    this.#tried.set(keyOf(state, step), now);
    return now;
  }

  show(state: State, step: string) {
    this.#tried.set(keyOf(state, step), { ...this.of(state, step), shown: true });
  }

  forget() {
    this.#tried.clear();
  }

  /** Where answers are hidden, or nothing is revealed, there is no way but to be right. */
  mayShow(state: State, step: string) {
    const { reveal, answers } = this.#settings;
    if (reveal !== 'tried' || answers === 'hide') return false;
    return answers === 'show' || this.of(state, step).tries >= ENOUGH;
  }

  /** The steps whose numbers wait; those that show one of them wait with it. */
  withheld({ steps }: Trace, state: State): ReadonlySet<string> {
    const waits = new Set<string>();
    if (!this.on) return waits;
    for (const step of steps) {
      if (step.op === 'input') continue;
      if (this.#asks(step) ? !this.#isOpen(state, step.id) : reads(step, waits)) waits.add(step.id);
    }
    return waits;
  }

  /** Whether a step is asked for itself. */
  asks = (step: Step) => this.#asks(step);

  #asks({ id, backward }: Step) {
    const { of } = this.#settings;
    return backward || !of || of.includes(id);
  }

  #isOpen(state: State, step: string) {
    const { right, shown } = this.of(state, step);
    return this.#settings.reveal === 'tried' && (right || shown);
  }
}

const reads = ({ inputs }: Step, waits: ReadonlySet<string>) =>
  inputs.some((name) => waits.has(name));

function keyOf({ variant, inputs, params }: State, step: string) {
  const tables = Object.entries(inputs).map(([name, { shape, cells }]) => [name, shape, cells]);
  return JSON.stringify([step, variant, tables, params]);
}
