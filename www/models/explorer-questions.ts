// What an explorer asks the models' worker: its run, what is read of it, and a second run beside it.
import type { Head, HeadGradient, Input, ModelInfo, Row } from '../../pkg/attention_models.js';
import { Followed } from './follow.ts';
import type { ModelExplorer } from './model-explorer.ts';
import { headLink } from './open-head.ts';
import type { Change, RunData } from './protocol.ts';

/** What can be shown below the views. */
export const PARTS = ['prediction', 'gradients', 'compare'] as const;
export type PartName = (typeof PARTS)[number];

const SOME = 8; // tokens that are predicted

const inputOf = (text: string, second: string, info: ModelInfo): Input =>
  info.family === 'bert' && second !== '' ? { text, second } : { text };

export class ExplorerQuestions {
  #explorer: ModelExplorer;
  main: Followed<RunData>;
  other: Followed<RunData>;
  steps: Followed<{ head: Head; row: Row; link: string }>;
  change: Followed<Change | null>;
  gradients: Followed<HeadGradient>;
  /** What the answers in hand are to be about. */
  #of = '';
  #beside = '';

  constructor(explorer: ModelExplorer) {
    this.#explorer = explorer;
    const update = () => explorer.requestUpdate();
    this.main = new Followed(update);
    this.other = new Followed(update);
    this.steps = new Followed(update);
    this.change = new Followed(update);
    this.gradients = new Followed(update);
  }

  /** The first run, for whoever measures something on it; null until it is there. */
  get result() {
    return this.main.about === this.#of ? this.main.value : null;
  }

  /** The second run; a run under the name of another would be taken for it. */
  get beside() {
    return this.#beside && this.other.about === this.#beside ? this.other.value : null;
  }

  /** Whatever has changed since the last time. */
  ask() {
    const { info, model, library, slot, view } = this.#explorer;
    if (!info) {
      // The worker has begun anew, or a model was closed.
      for (const followed of [this.main, this.other, this.steps, this.change, this.gradients])
        followed.forget();
      return;
    }
    const input = inputOf(view.text, view.second, info);
    const { off } = view;
    const run = JSON.stringify([model, input, off]);
    this.main.want(run, (asking) => library.client.ask('run', { model, slot, input, off }, asking));
    const shown = this.main.value;
    if (shown && this.main.about === run) this.#follow(run, shown, input);
    this.#compare();
  }

  /** What is asked of a run that is there. */
  #follow(run: string, shown: RunData, input: Input) {
    const { view, model, library, slot, isCausal, parts, site } = this.#explorer;
    const { client } = library;
    this.#of = run;
    const { head } = view;
    const query = (view.side === 'query' ? view.locked[0] : undefined) ?? shown.ids.length - 1;
    const wantsSteps = view.view === 'neuron' || parts.length === PARTS.length;
    this.steps.want(wantsSteps ? JSON.stringify([run, head, query]) : null, async (asking) => {
      const row = await client.ask('row', { slot, head, query }, asking);
      const found = await client.ask('head', { slot, head }, asking);
      return { head: found, row, link: await headLink(found, row, isCausal, site) };
    });
    if (parts.includes('prediction') || parts.includes('gradients')) {
      const { position } = this.#explorer;
      this.change.want(JSON.stringify([run, position]), (asking) =>
        client.ask('predict', { model, slot, input, position, count: SOME }, asking),
      );
    }
    const { token, position } = this.#explorer;
    const wantsGradients = this.#explorer.isOpen('gradients') && token;
    this.gradients.want(
      wantsGradients ? JSON.stringify([model, input, head, position, token.id]) : null,
      (asking) =>
        client.ask('gradients', { model, input, head, position, token: token?.id ?? 0 }, asking),
    );
  }

  #compare() {
    const { view, library, otherModel, slot } = this.#explorer;
    if (!this.#explorer.isOpen('compare')) return;
    library.openShipped(otherModel);
    const info = library.info(otherModel);
    this.#beside = '';
    if (!info) return;
    const text = view.other ?? view.text;
    const input = inputOf(text, view.other === null ? view.second : view.otherSecond, info);
    this.#beside = JSON.stringify([otherModel, input]);
    this.other.want(this.#beside, (asking) =>
      library.client.ask(
        'run',
        { model: otherModel, slot: `${slot} beside`, input, off: [] },
        asking,
      ),
    );
  }
}
