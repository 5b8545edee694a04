// Questions that follow what is shown: asked anew when what they are about changes, their last good answer kept until there is another.
import type { ReactiveController } from 'lit';
import { same } from '../lib/same.ts';
import type { Args, Call, Result } from './calls.ts';
import type { Engine } from './engine.ts';
import { CoreError, type PlainError, Superseded } from './errors.ts';
import type { Asker, Lane } from './lanes.ts';

/** Who shows the answers: a component, or whoever calls `refresh` when something has changed. */
export interface QueryHost {
  engine: Engine;
  requestUpdate(): void;
  addController?(query: ReactiveController): void;
}

/** Asks the core, for one task. */
export type Ask = <F extends Call>(fn: F, ...args: Args<F>) => Promise<Result<F>>;

interface Asked<A extends unknown[]> {
  lane?: Lane;
  /** What it is about; null where nothing is wanted, and what is shown stays. */
  args(): A | null;
  /** What was asked is answered before anything newer is asked: while a slider moves, every answer is shown. */
  inTurn?: boolean;
}

interface TaskOptions<A extends unknown[], T> extends Asked<A> {
  /** The answer, from as many questions as it takes. */
  task(ask: Ask, ...about: A): Promise<T>;
}

export class CoreTask<A extends unknown[], T> implements ReactiveController {
  /** The last good answer, and what it is about. */
  value: T | null = null;
  about: A | null = null;
  /** Why there is no newer one, where the core says so. */
  error: PlainError | null = null;
  /** What is asked, or was answered. */
  #wanted: A | null = null;
  /** One for each question of the last task. */
  #askers: Asker[] = [];
  /** Whether an answer is still to come. */
  pending = false;
  #closed = false;
  #host: QueryHost;
  #options: TaskOptions<A, T>;

  constructor(host: QueryHost, options: TaskOptions<A, T>) {
    this.#host = host;
    this.#options = options;
    host.addController?.(this);
  }

  hostConnected() {
    this.#closed = false;
    this.#host.requestUpdate();
  }

  hostUpdate() {
    this.refresh();
  }

  hostDisconnected() {
    this.#closed = true;
    this.#withdraw();
  }

  /** Ask, where something in what it is about has changed. */
  refresh() {
    const { args, inTurn } = this.#options;
    if (this.#closed || (inTurn && this.pending)) return;
    const about = args();
    if (about && same(about, this.#wanted)) return;
    this.#withdraw();
    if (!about && this.error) this.#forget(); // nobody looks: the next time it is asked anew
    if (!about) return;
    this.#wanted = about;
    this.#run(about);
  }

  /** A person asks, whether something has changed or not. */
  again() {
    if (this.error) this.#forget();
    this.#host.requestUpdate();
  }

  /** There is nothing to show any more. */
  clear() {
    this.#withdraw();
    this.#forget();
    this.value = this.about = null;
  }

  #forget() {
    this.error = this.#wanted = null;
  }

  /** An answer that is still to come is wanted no more. */
  #withdraw() {
    if (!this.pending) return;
    for (const asker of this.#askers) this.#host.engine.withdraw(asker);
    this.#askers = [];
    this.#wanted = null;
    this.pending = false;
  }

  async #run(about: A) {
    const { lane, task, inTurn } = this.#options;
    const askers: Asker[] = [];
    this.#askers = askers;
    this.pending = true;
    const ask: Ask = async (fn, ...args) => {
      if (askers !== this.#askers) throw new Superseded();
      const asker = { lane };
      askers.push(asker);
      return this.#host.engine.call(asker, fn, ...args);
    };
    try {
      const value = await task(ask, ...about);
      if (askers !== this.#askers) return;
      Object.assign(this, { value, about, error: null });
    } catch (error) {
      if (askers !== this.#askers) return;
      if (error instanceof CoreError) this.error = error.plain;
      else if (error instanceof Superseded)
        this.#wanted = null; // for the sake of a result: the next change asks again
      else throw error;
    } finally {
      if (askers === this.#askers) this.pending = false;
    }
    if (!this.#wanted) return;
    if (inTurn) this.refresh();
    this.#host.requestUpdate();
  }
}

/** The same with one question. */
export class CoreQuery<F extends Call> extends CoreTask<Args<F>, Result<F>> {
  constructor(host: QueryHost, { fn, ...asked }: Asked<Args<F>> & { fn: F }) {
    super(host, { ...asked, task: (ask, ...args) => ask(fn, ...args) });
  }
}
