// A text through a model: its tokens, the three views, the prediction with heads off, gradients, a second run beside it.
import { css, html, LitElement, nothing } from 'lit';
import type { ModelInfo } from '../../pkg/attention_models.js';
import { errorNote, errorStyles } from '../inputs/error-note.ts';
import { site } from '../lib/base-url.ts';
import { plural } from '../lib/format.ts';
import type { Settings } from '../state/url/lab-codec.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import './compare-runs.ts';
import type { Side } from './compare-runs.ts';
import { ExplorerQuestions, PARTS, type PartName } from './explorer-questions.ts';
import './head-gradients.ts';
import './head-view.ts';
import { isRandom, type Library, randomOf, trainedOf } from './library.ts';
import { LibraryChanges } from './library-changes.ts';
import './model-view.ts';
import './neuron-view.ts';
import './prediction-panel.ts';
import { startPosition } from './prediction-panel.ts';
import type { RunData } from './protocol.ts';
import { shippedById } from './shipped.ts';
import { tokenText } from './token-text.ts';
import { fitted, headText, VIEWS, type ViewName, type ViewState, viewState } from './view-state.ts';
import { viewStyles } from './view-styles.ts';

const VIEW_WORDS: Record<ViewName, string> = {
  model: 'Model view: all heads',
  head: 'Head view: lines',
  neuron: 'Neuron view: one row, every number',
};

export class ModelExplorer extends LitElement {
  @property({ attribute: false }) library!: Library;
  /** The name of a model that is open. */
  @property({ attribute: false }) model = '';
  @property({ attribute: false }) settings: Settings = {};
  /** What is shown where the settings say nothing. */
  @property({ attribute: false }) start: Partial<ViewState> = {};
  @property({ attribute: false }) parts: readonly PartName[] = PARTS;
  /** Names of slots in the worker: several explorers share one. */
  @property({ attribute: false }) slot = 'main';
  /** What its tables are called besides, where there are several explorers. */
  @property({ attribute: false }) named?: string;
  /** Which head does what is to be found out: no caption tells it. */
  @property({ type: Boolean }) untold = false;
  /** The site that its links lead to, and whether that is another than the page around. */
  @property({ attribute: false }) site = site;
  @property({ attribute: false }) away = false;

  static styles = [
    base,
    errorStyles,
    viewStyles,
    css`
      .texts {
        display: grid;
        gap: 0.75rem;
        max-width: 60rem;
      }
      textarea {
        display: block;
        width: 100%;
        min-height: 3.25rem;
        padding: 0.25rem 0.375rem;
        border: 1px solid var(--edge);
        line-height: 1.5rem;
        resize: vertical;
        field-sizing: content;
      }
      .tabs {
        margin: 1.25rem 0 1rem;
        padding-bottom: 0.5rem;
        border-bottom: 1px solid var(--rule);
      }
      .stale {
        opacity: 0.6;
      }
      section.below {
        margin-top: 1.75rem;
        padding-top: 1rem;
        border-top: 1px solid var(--rule);
      }
      .below h3 {
        margin-bottom: 0.5rem;
      }
      .below h3 button {
        text-align: left;
        text-decoration: underline;
        text-decoration-color: var(--edge);
        text-underline-offset: 4px;
      }
      .way {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1.5rem;
        margin-top: 1rem;
      }
      @media print {
        .way,
        section.below:has([aria-expanded='false']) {
          display: none;
        }
      }
      a {
        color: inherit;
        text-underline-offset: 0.1875rem;
      }
    `,
  ];

  /** What is asked of the worker. */
  asked = new ExplorerQuestions(this);
  changes = new LibraryChanges(this);

  get info(): ModelInfo | null {
    return this.library.info(this.model);
  }

  get isCausal() {
    return this.info?.family === 'gpt2';
  }

  get view() {
    const state = viewState(this.settings, this.start);
    return this.asked.main.value ? fitted(state, this.asked.main.value) : state;
  }

  /** The second run, where one is asked for. */
  get otherModel() {
    const { otherModel } = this.view;
    return otherModel || this.model;
  }

  willUpdate() {
    this.asked.ask();
  }

  get position() {
    return this.view.at ?? startPosition(this.asked.main.value, this.isCausal);
  }

  /** What the gradients are of. */
  get token() {
    const tokens = this.asked.change.value?.before ?? [];
    return tokens.find(({ id }) => id === this.view.of) ?? tokens[0];
  }

  /** The first run, for whoever measures something on it; null until it is there. */
  get result() {
    return this.asked.result;
  }

  render() {
    const { info } = this;
    if (!info) return nothing;
    const { view } = this;
    const run = this.asked.main.value;
    const error = this.asked.main.error;
    return html`
      ${this.#fields(view, info, run)} ${error ? errorNote(error) : nothing}
      ${run ? this.#shown(view, run, error !== null) : error ? nothing : html`<p class="label">Running …</p>`}
    `;
  }

  #fields(view: ViewState, info: ModelInfo, run: RunData | null) {
    const count = run ? plural(run.ids.length, 'token') : '';
    return html`<div class="texts">
      <label>
        <span class="label">${info.family === 'bert' ? 'Text A' : 'Text'}${count ? html`, <span>${count}</span> of ${info.positions}` : nothing}</span>
        <textarea rows="2" spellcheck="false" .value=${view.text} @input=${this.#typed('text')}></textarea>
      </label>
      ${
        info.family === 'bert'
          ? html`<label>
              <span class="label">Text B (optional)</span>
              <textarea rows="1" spellcheck="false" .value=${view.second} @input=${this.#typed('second')}></textarea>
            </label>`
          : nothing
      }
    </div>`;
  }

  #typed = (name: string) => (event: Event) => {
    const { value } = event.target as HTMLTextAreaElement;
    if (name.startsWith('other')) return act(this, 'view-set', { [name]: value });
    // A text that is typed leaves the other as it is shown.
    const { text, second } = this.view;
    const both = { text, second: second || null, [name]: value };
    act(this, 'view-set', { ...both, locked: null, side: null, key: null, at: null });
  };

  #texts(run: RunData) {
    return run.tokens.map((token) => tokenText(token, this.isCausal));
  }

  #shown(view: ViewState, run: RunData, stale: boolean) {
    const texts = this.#texts(run);
    return html`
      <fieldset class="row tabs">
        <legend class="hidden">View</legend>
        ${VIEWS.map(
          (name) => html`<label>
            <input
              type="radio"
              name="view"
              .checked=${view.view === name}
              @change=${() => act(this, 'view-set', { view: name })}
            /><span>${VIEW_WORDS[name]}</span>
          </label>`,
        )}
      </fieldset>
      <p class="paper">${this.#onPaper(view)}</p>
      <div class=${stale ? 'stale' : ''}>
        ${this.#view(view, run, texts)}
        ${this.#way(view)}
        ${this.parts.includes('prediction') ? this.#prediction(view, run, texts) : nothing}
        ${this.parts.includes('gradients') ? this.#gradientPart(view, texts) : nothing}
        ${this.parts.includes('compare') ? this.#comparePart(view, run, texts) : nothing}
      </div>
    `;
  }

  /** What the controls say that are left out on paper. */
  #onPaper({ view, head: [layer, head] }: ViewState) {
    const of =
      view === 'model'
        ? ''
        : view === 'head'
          ? `, layer ${layer}`
          : `, layer ${layer}, head ${head}`;
    return `Model “${this.model}”${of}. ${VIEW_WORDS[view]}.`;
  }

  #view(view: ViewState, run: RunData, texts: string[]) {
    const of = this.named ?? (this.slot === 'main' ? '' : `, part (${this.slot})`);
    if (view.view === 'model')
      return html`<model-view ?untold=${this.untold} .run=${run} .view=${view} .texts=${texts}></model-view>`;
    if (view.view === 'head')
      return html`<head-view .of=${of} .run=${run} .view=${view} .texts=${texts}></head-view>`;
    const steps = this.asked.steps.value;
    return html`<neuron-view
      .of=${of}
      .run=${run}
      .view=${view}
      .texts=${texts}
      .head=${steps?.head ?? null}
      .row=${steps?.row ?? null}
    ></neuron-view>`;
  }

  #way({ head }: ViewState) {
    const link = this.asked.steps.value?.link;
    return link
      ? html`<p class="way">
          <a href=${link} target=${this.away ? '_blank' : nothing}>Open head ${headText(head)} in the workbench</a>
          <span class="label">with its q, k and v as inputs: formulas, gradients, costs and code</span>
        </p>`
      : nothing;
  }

  #prediction(view: ViewState, run: RunData, texts: string[]) {
    return html`<section class="below" aria-label="Prediction">
      <h3>Prediction, with heads off</h3>
      <prediction-panel
        .run=${run}
        .view=${view}
        .texts=${texts}
        .change=${this.asked.change.value}
        .isCausal=${this.isCausal}
        .write=${(token: string) => tokenText(token, this.isCausal)}
      ></prediction-panel>
    </section>`;
  }

  isOpen(part: PartName) {
    return this.parts.includes(part) && (this.settings.open ?? '').split(',').includes(part);
  }

  #unfold(part: PartName, title: string) {
    const open = (this.settings.open ?? '').split(',').filter(Boolean);
    const isOpen = this.isOpen(part);
    const next = isOpen ? open.filter((name) => name !== part) : [...open, part];
    return html`<h3>
      <button
        aria-expanded=${isOpen}
        @click=${() => act(this, 'view-set', { open: next.join(',') || null })}
      >${title}</button>
    </h3>`;
  }

  #gradientPart(view: ViewState, texts: string[]) {
    return html`<section class="below" aria-label="Gradients">
      ${this.#unfold('gradients', 'Gradients of a logit')}
      ${
        this.isOpen('gradients')
          ? html`<head-gradients
              .view=${view}
              .texts=${texts}
              .tokens=${this.asked.change.value?.before ?? []}
              .gradients=${this.asked.gradients.value}
              .write=${(token: string) => tokenText(token, this.isCausal)}
            ></head-gradients>`
          : nothing
      }
    </section>`;
  }

  #comparePart(view: ViewState, run: RunData, texts: string[]) {
    return html`<section class="below" aria-label="Comparison">
      ${this.#unfold('compare', 'Beside another text or model')}
      ${this.isOpen('compare') ? this.#comparison(view, run, texts) : nothing}
    </section>`;
  }

  #comparison(view: ViewState, run: RunData, texts: string[]) {
    const { otherModel, model, library } = this;
    const known = trainedOf(model);
    const names = shippedById(known) ? [known, randomOf(known)] : [model];
    const state = library.of(otherModel);
    // A run under the name of another would be taken for it.
    const other = this.asked.beside;
    const info = library.info(otherModel);
    const first: Side = { name: 'This run', run, texts };
    const second: Side | null = other && {
      name: isRandom(otherModel) ? 'Before training' : 'The other run',
      run: other,
      texts: other.tokens.map((token) => tokenText(token, info?.family === 'gpt2')),
    };
    return html`<div class="texts">
        <div class="fields">
          <label>
            The other model
            <select @change=${({ target }: Event) => act(this, 'view-set', { with: (target as HTMLSelectElement).value })}>
              ${names.map(
                (name) =>
                  html`<option value=${name} ?selected=${name === otherModel}>${isRandom(name) ? 'before its training' : 'the same, trained'}</option>`,
              )}
            </select>
          </label>
        </div>
        <label>
          <span class="label">The other text</span>
          <textarea rows="1" spellcheck="false" .value=${view.other ?? view.text} @input=${this.#typed('other')}></textarea>
        </label>
        ${
          info?.family === 'bert'
            ? html`<label>
                <span class="label">The other text B</span>
                <textarea rows="1" spellcheck="false" .value=${view.other === null ? view.second : view.otherSecond} @input=${this.#typed('other-second')}></textarea>
              </label>`
            : nothing
        }
      </div>
      ${this.asked.other.error ? errorNote(this.asked.other.error) : nothing}
      ${state?.state === 'failed' ? errorNote(state.error) : nothing}
      ${second || this.asked.other.error ? nothing : html`<p class="label">${state?.state === 'loading' ? state.doing : 'Running'} …</p>`}
      <compare-runs ?untold=${this.untold} .first=${first} .second=${second} .view=${view}></compare-runs>`;
  }
}

customElements.define('model-explorer', ModelExplorer);

declare global {
  interface HTMLElementTagNameMap {
    'model-explorer': ModelExplorer;
  }
}
