// The scaling experiment as it runs: what it will take, how far it is, and what came out last.
import type { ScalingReport, ScalingRequest } from '../../../pkg/attention_playground.js';
import type { Engine } from '../../core/engine.ts';
import { outcomeOf, type PlainError } from '../../core/errors.ts';
import type { Asker } from '../../core/lanes.ts';
import { same } from '../../lib/same.ts';
import { browserStorage } from '../../lib/storage.ts';

const AT_ONCE = 3; // seconds: a longer one waits until it is started
const KEY = 'attention-playground.numbers-a-second';
const FIRST_GUESS = 4e7;

/** Fires `change`. */
export class ScalingRun extends EventTarget {
  report: ScalingReport | null = null;
  /** Whether the report is of other settings than those that are wanted. */
  stale = false;
  error: PlainError | null = null;
  /** How many numbers the wanted one draws. */
  numbers = 0;
  progress: { done: number; total: number } | null = null;
  #request: ScalingRequest | null = null;
  #asker: Asker = { progress: (done, total) => this.#hear(done, total) };
  #rate = remembered();
  engine: Engine;

  constructor(engine: Engine) {
    super();
    this.engine = engine;
  }

  /** What the wanted one will take, by the speed of the last one. */
  get seconds() {
    return this.numbers / this.#rate;
  }

  /** Other settings: what is short starts by itself. */
  async refresh(request: ScalingRequest) {
    if (same(request, this.#request)) return;
    this.#request = request;
    this.stale = this.report !== null;
    this.cancel();
    const cost = await outcomeOf(this.engine.call({}, 'scalingCost', request));
    if (!cost || request !== this.#request) return;
    this.error = cost.error ?? null;
    this.numbers = cost.value?.numbers ?? 0;
    if (!this.error && this.seconds <= AT_ONCE) await this.start();
    else {
      // What ran was of other settings and is cancelled.
      this.progress = null;
      this.#changed();
    }
  }

  async start() {
    const request = this.#request;
    if (!request) return;
    this.progress = { done: 0, total: this.numbers };
    this.#began = null;
    this.#changed();
    const answer = await outcomeOf(this.engine.call(this.#asker, 'scalingExperiment', request));
    if (request !== this.#request) return;
    this.progress = null;
    this.error = answer?.error ?? null;
    if (answer?.value) {
      this.report = answer.value;
      this.stale = false;
    }
    this.#changed();
  }

  cancel() {
    this.engine.cancel(this.#asker);
  }

  /** Nobody looks any more: what is asked is not wanted, nor what would follow from its answer. */
  end() {
    this.#request = this.progress = null;
    this.cancel();
  }

  /** When the first numbers were drawn: the worker may have had to start before. */
  #began: { at: number; done: number } | null = null;

  #hear(done: number, total: number) {
    if (!this.progress) return;
    const at = performance.now();
    this.#began ??= { at, done };
    if (at - this.#began.at > 100) {
      this.#rate = (1000 * (done - this.#began.done)) / (at - this.#began.at);
      if (done === total) remember(this.#rate);
    }
    this.progress = { done, total };
    this.#changed();
  }

  /** Seconds that are left of the one that runs. */
  get left() {
    return this.progress ? (this.progress.total - this.progress.done) / this.#rate : 0;
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** The speed of the last long one in this browser. */
function remembered() {
  const rate = Number(browserStorage.get(KEY));
  return rate > 0 ? rate : FIRST_GUESS;
}

const remember = (rate: number) => browserStorage.set(KEY, String(Math.round(rate)));

/** A duration as a person says it. */
export function inWords(seconds: number) {
  if (seconds < 1) return 'less than a second';
  if (seconds < 1.5) return 'about a second';
  if (seconds < 90) return `about ${Math.round(seconds)} seconds`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${minutes} minutes` : `about ${Math.round(minutes / 60)} hours`;
}
