// What panels ask the core, as the registry declares it: each of them has a query of its own.
import type { VariantInfo } from '../../pkg/attention_playground.js';
import type { Args, Call } from '../core/calls.ts';
import { CoreQuery, type QueryHost } from '../core/query.ts';
import type { PanelView } from '../state/panel-views.ts';

/** A call of the core, and what it is asked about: null where nothing is wanted of it. */
export interface Question<F extends Call, Of> {
  fn: F;
  args(asking: Of): Args<F> | null;
}

interface Asker<Of> extends PanelView {
  forVariant?(info: VariantInfo): boolean;
  question?: Question<Call, Of>;
}

export class PanelQueries<Of extends { info?: VariantInfo }> {
  #queries: Map<string, CoreQuery<Call>>;
  #asking: Of | null = null;

  constructor(host: QueryHost, panels: Asker<Of>[]) {
    const asked = panels.flatMap(({ question, ...panel }) => {
      if (!question) return [];
      const { fn } = question;
      const args = () => {
        const asking = this.#asking;
        const { info } = asking ?? {};
        if (!asking || (info && panel.forVariant?.(info) === false)) return null;
        return question.args(asking);
      };
      return [[panel.view, new CoreQuery<Call>(host, { lane: 'panel', fn, args })] as const];
    });
    this.#queries = new Map(asked);
  }

  /** What is shown has changed, in part. */
  refresh(asking: Of) {
    this.#asking = asking;
    for (const query of this.#queries.values()) query.refresh();
  }

  of(view: string) {
    return this.#queries.get(view);
  }

  close() {
    for (const query of this.#queries.values()) query.hostDisconnected();
  }

  open() {
    for (const query of this.#queries.values()) query.hostConnected();
  }
}
