// What is read at leisure: the cost and the program of the last good result, once typing pauses.
import type { CodeTarget, CostReport } from '../../../pkg/attention_playground.js';
import type { Args, Call, Result } from '../../core/calls.ts';
import { CoreError, type Engine, Superseded } from '../../core/engine.ts';
import type { Lane } from '../../core/lanes.ts';
import { onScreen } from '../../lib/on-screen.ts';
import type { View } from '../edits.ts';
import type { Good } from '../results.ts';
import { request } from '../to-request.ts';

type Target = '' | CodeTarget;

interface Asked {
  good: Good | null;
  target: Target | null;
}

const PAUSE = 120; // milliseconds without a new result before any of it is asked for

/** Fires `change` when there is something new. What is shown stays until then. */
export class Readings extends EventTarget {
  cost: CostReport | null = null;
  code: { target: Target; text: string } | null = null;
  /** Why there is none, where the core says so. */
  remark = '';
  #timer?: ReturnType<typeof setTimeout>;
  /** What the answers belong to, or will. */
  #asked: Asked = { good: null, target: null };
  engine: Engine;

  constructor(engine: Engine) {
    super();
    this.engine = engine;
  }

  want(good: Good | null, { open }: Pick<View, 'open'>) {
    const code = (open.code ?? '') as Target;
    const fresh = good !== this.#asked.good;
    if (!good || (!fresh && code === this.#asked.target)) return;
    const asked = { good, target: code };
    this.#asked = asked;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(asked), fresh ? PAUSE : 0);
  }

  close() {
    clearTimeout(this.#timer);
  }

  async #ask(asked: Asked & { good: Good; target: Target }) {
    await onScreen(); // the tables come first
    if (asked !== this.#asked) return;
    const { good, target } = asked;
    const { state } = good;
    const given = request(state);
    this.remark = '';
    const cost = this.#answer(asked, 'cost', 'costOf', state.variant, given);
    const text = target
      ? this.#answer(asked, 'code', 'codeFor', state.variant, target, given)
      : null;
    const report = await cost;
    if (good !== this.#asked.good) return;
    if (report) this.cost = report;
    this.dispatchEvent(new Event('change'));
    const code = await text;
    if (asked !== this.#asked) return;
    if (code !== null) this.code = { target, text: code };
    this.dispatchEvent(new Event('change'));
  }

  /** Null where it was overtaken, or where the core refuses. */
  async #answer<F extends Call>(
    asked: Asked,
    lane: Lane,
    fn: F,
    ...args: Args<F>
  ): Promise<Result<F> | null> {
    try {
      return await this.engine.call(lane, fn, ...args);
    } catch (error) {
      if (error instanceof CoreError) this.remark = error.plain.message;
      else if (!(error instanceof Superseded)) throw error;
      // Dropped for the sake of a result that may not come: the next change asks again. Where it was
      // overtaken by what was asked since, that is on its way.
      else if (asked === this.#asked) this.#asked = { good: null, target: null };
      return null;
    }
  }
}
