// The inputs of a lab, typed or pasted as in the workbench, and written into the lab's address.
import { css, html, LitElement, nothing } from 'lit';
import type { VariantInfo } from '../../../pkg/attention_playground.js';
import type { Engine } from '../../core/engine.ts';
import type { State } from '../../state/edits.ts';
import { RandomValues } from '../../state/queries/random-values.ts';
import type { Results } from '../../state/results.ts';
import { act, handles } from '../../ui/action.ts';
import { property } from '../../ui/property.ts';
import '../../inputs/input-list.ts';
import '../../inputs/paste-box.ts';
import '../../inputs/paste-report.ts';
import '../../inputs/random-fill.ts';
import '../../inputs/mask-question.ts';
import { errorStyles } from '../../inputs/error-note.ts';
import * as edits from '../../state/edits.ts';
import { PasteInbox } from '../../state/queries/pastes.ts';
import { base } from '../../styles/base.ts';
import { inputText } from './input-texts.ts';

export class LabInputs extends LitElement {
  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) info: VariantInfo | null = null;
  @property({ attribute: false }) state: State | null = null;
  /** The names of the inputs that are shown. */
  @property({ attribute: false }) names: string[] = [];
  @property({ attribute: false }) results: Results | null = null;

  static styles = [
    base,
    errorStyles,
    css`
      input-list {
        max-width: 40rem; /* as wide as text: its actions stand at that edge */
      }
    `,
  ];

  randomValues: RandomValues | null = null;
  pastes = new PasteInbox({
    tensor: (name) => this.state?.inputs[name],
    maskSizes: (name) =>
      this.state && this.info ? edits.maskSizes(this.state, this.info, name) : undefined,
    put: (name, tensor) => this.state && this.#put(edits.setInput(this.state, name, tensor)),
    changed: () => this.requestUpdate(),
  });

  willUpdate() {
    if (!this.randomValues && this.engine) this.randomValues = new RandomValues(this.engine);
  }

  render() {
    const { info, state, results, randomValues } = this;
    if (!info || !state || !randomValues) return nothing;
    const shown = info.inputs.filter(({ name }) => this.names.includes(name));
    return html`<input-list
      .info=${{ ...info, inputs: shown }}
      .state=${state}
      .error=${results?.error ?? null}
      .trace=${results?.good?.trace ?? null}
      .report=${this.pastes.report}
      .question=${this.pastes.question}
      .refused=${this.pastes.refused}
      .seed=${randomValues.seed}
      .spread=${randomValues.spread}
      @action=${this.#inputActions}
    ></input-list>`;
  }

  #inputActions = handles({
    'cell-edit': (cell) => this.#edit(cell),
    'cell-leave': () => this.results?.flush(),
    'matrix-paste': (paste) => this.pastes.paste(this.engine, paste),
    'paste-alternative': (choice) => this.pastes.readOtherwise(choice),
    'paste-forget': () => this.pastes.dismiss(),
    'axis-splice': (splice) => this.#splice(splice),
    'random-set': (choice) => this.#setRandom(choice),
    'random-fill': (choice) => this.#fill(choice),
  });

  #edit({ name, place, text }: Actions['cell-edit']) {
    const { state } = this;
    if (!state) return;
    this.results?.edited({ name, place, text });
    this.pastes.edited(name);
    this.#put(edits.setCell(state, name, place, text));
  }

  #splice({ letter, at, remove }: Actions['axis-splice']) {
    const { state, info } = this;
    if (!state || !info) return;
    this.pastes.edited();
    this.#put((remove ? edits.removeAt : edits.insertAt)(state, info, letter, at));
  }

  #setRandom({ spread, seed }: Actions['random-set']) {
    if (!this.randomValues) return;
    if (spread) this.randomValues.spread = spread;
    if (seed !== undefined) this.randomValues.setSeed(seed);
    this.requestUpdate();
  }

  async #fill({ name, next }: Actions['random-fill']) {
    const { state, randomValues } = this;
    const drawn = state && (await randomValues?.draw(state, name, next));
    // What was typed meanwhile is worth more than random values.
    if (!drawn || !this.state || !edits.sameState(state, this.state)) return;
    this.pastes.forget();
    this.#put(edits.setInputs(state, drawn));
  }

  #put(state: State) {
    const texts = this.names.map((name) => [name, inputText(state.inputs[name])]);
    act(this, 'lab-set', Object.fromEntries(texts));
  }
}

customElements.define('lab-inputs', LabInputs);

declare global {
  interface HTMLElementTagNameMap {
    'lab-inputs': LabInputs;
  }
}
