// What one element asks the core: all elements share one worker.
import type { VariantInfo } from '../../pkg/attention_playground.js';
import type { Args, Call, Result } from './calls.ts';
import { remember } from './description.ts';
import { Superseded } from './errors.ts';
import type { Asker } from './lanes.ts';
import { fetchKnown } from './precomputed-answers.ts';
import { Supervisor } from './supervisor.ts';

const SOON = 200; // milliseconds that nobody minds

const supervisor = new Supervisor();

/** For a page that asks for more than tables: the core is fetched whole at once. */
export const startWhole = () => supervisor.startWhole();

/** Fires `change` when it stops or goes on, and when a question begins or ends to take its time. */
export class Engine extends EventTarget {
  /** The questions without an answer, in the order in which they were asked. */
  #open: Set<{ fn: Call; slow: boolean }> = new Set();
  #changed = () => this.dispatchEvent(new Event('change'));

  /** Ask the core. Of one asker only the newest question counts. */
  async call<F extends Call>(asker: Asker, fn: F, ...args: Args<F>): Promise<Result<F>> {
    supervisor.addEventListener('change', this.#changed);
    const question = { fn, slow: false };
    this.#open.add(question);
    const timer = setTimeout(() => {
      question.slow = !asker.progress; // which says itself how far it is
      this.#changed();
    }, SOON);
    try {
      return await new Promise<Result<F>>((resolve, reject) => {
        supervisor.ask({ owner: this, asker, fn, args, resolve, reject });
      });
    } finally {
      clearTimeout(timer);
      this.#open.delete(question);
      if (question.slow) this.#changed();
    }
  }

  /** With this a page begins. Every variant; null where the element was taken away meanwhile. */
  async variants(): Promise<VariantInfo[] | null> {
    try {
      await fetchKnown();
      const asked = [this.describe(), this.call({}, 'listVariants')] as const;
      return (await Promise.all(asked))[1];
    } catch (error) {
      if (error instanceof Superseded) return null;
      throw error;
    }
  }

  /** What the core says of itself; for what is drawn from it afterwards, it is remembered. */
  async describe() {
    return remember(await this.call({}, 'describe'));
  }

  /** Whether an answer is to come. */
  get busy() {
    return this.#open.size > 0;
  }

  /** What takes its time, and whether that is because another element is being served. */
  get working() {
    const slow = [...this.#open].find((question) => question.slow);
    if (!slow || supervisor.stopped) return null;
    const { current } = supervisor;
    const mine = current?.owner === this;
    return { fn: mine ? current.fn : slow.fn, waits: current !== null && !mine };
  }

  /** Somebody is there: what is asked for next shall not wait for a start. */
  prepare() {
    supervisor.addEventListener('change', this.#changed);
    supervisor.prepare(this);
  }

  /** Why there are no answers any more, or null. */
  get stopped() {
    return supervisor.stopped;
  }

  /** A person does not want to wait for what was asked. */
  interrupt() {
    supervisor.interrupt(this);
  }

  /** What it asked is wanted no more. */
  withdraw(asker: Asker) {
    supervisor.withdraw(asker);
  }

  /** The same, at once. */
  cancel(asker: Asker) {
    supervisor.cancel(asker);
  }

  tryAgain() {
    supervisor.tryAgain();
  }

  /** Until the next question. */
  close() {
    supervisor.removeEventListener('change', this.#changed);
    supervisor.release(this);
  }
}
