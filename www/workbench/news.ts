// What the page around an element is told: of what is new, each once, as an event.
import type { Trace } from '../../pkg/attention_playground.js';
import { shareInputs } from '../embed/groups.ts';
import type { State } from '../state/edits.ts';
import { fire } from '../ui/fire.ts';
import type { AttentionPlayground } from './playground.ts';

export class News {
  #element: AttentionPlayground;
  #told: { state?: State; inputs?: State['inputs']; trace?: Trace; error?: unknown; ready?: true } =
    {};
  /** Of all tables that were checked. */
  #tries = 0;
  #isReady = () => {};
  /** Settles when there is a first result, or the reason why there is none. */
  readonly ready = new Promise<void>((ready) => {
    this.#isReady = ready;
  });

  constructor(element: AttentionPlayground) {
    this.#element = element;
  }

  /** Whatever has changed since the last time. */
  tell() {
    const { workbench, page } = this.#element;
    const { results, store, author } = workbench;
    const told = this.#told;
    const trace = results.good?.trace;
    const inputs = store?.state.inputs;
    if (inputs && inputs !== told.inputs) {
      const first = told.inputs === undefined;
      told.inputs = inputs;
      if (!first) fire(this.#element, 'input', { inputs: this.#element.inputs });
      const { group } = author.settings;
      if (group && !first) shareInputs(group, workbench.takeInputs, inputs);
    }
    if (page && parent !== window && store && store.state !== told.state) {
      if (told.state) fire(this.#element, 'change', { state: workbench.linked.text });
      told.state = store.state;
    }
    if (trace && trace !== told.trace) {
      told.trace = trace;
      fire(this.#element, 'result', { result: trace });
    }
    const { error } = results;
    if (error !== (told.error ?? null)) {
      told.error = error;
      if (error) fire(this.#element, 'error', { error });
    }
    if (told.ready || !(trace || error)) return;
    told.ready = true;
    this.#isReady();
    fire(this.#element, 'ready', { variant: store?.state.variant });
  }

  /** Inputs that were given could not be taken. */
  refused({ message }: Error) {
    const { workbench } = this.#element;
    workbench.notice = message;
    workbench.say(message);
    fire(this.#element, 'error', { error: { code: 'refused', message } });
  }

  checked(checked: Actions['table-checked']) {
    const { author, results } = this.#element.workbench;
    if (!results.good) return;
    const { state } = results.good;
    const tried = author.predictions?.checked(state, checked.step, checked.right);
    this.#tries += 1;
    fire(this.#element, 'check', { ...checked, tries: tried?.tries ?? this.#tries });
    this.#element.requestUpdate();
  }
}
