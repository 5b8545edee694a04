// Which model: those that ship, each trained or before its training; files of one's own; a name on the Hub.
import { css, html, LitElement, nothing } from 'lit';
import { errorStyles } from '../inputs/error-note.ts';
import { plural, prefixed } from '../lib/format.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import './hub-form.ts';
import { HUB, isRandom, type Library, OWN, randomOf, trainedOf } from './library.ts';
import { LibraryChanges } from './library-changes.ts';
import { modelStatus, statusStyles } from './model-status.ts';
import './own-files.ts';
import { type Shipped, shipped, shippedById } from './shipped.ts';
import { viewStyles } from './view-styles.ts';

const FAMILY = { gpt2: 'GPT-2: predicts the next token', bert: 'BERT: predicts a masked token' };

export class ModelChoice extends LitElement {
  @property({ attribute: false }) library!: Library;
  /** The name of the model that is looked at. */
  @property({ attribute: false }) model = '';

  static styles = [
    base,
    errorStyles,
    viewStyles,
    statusStyles,
    css`
      .ways {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr));
        gap: 1rem 2.5rem;
        align-items: start;
      }
      fieldset {
        min-width: 0;
      }
      legend {
        margin-bottom: 0.25rem;
      }
      .one {
        padding: 0.25rem 0;
      }
      .one .label {
        display: block;
      }
      .untrained {
        display: inline-flex;
        gap: 0.5rem;
        align-items: baseline;
        margin-top: 0.5rem;
      }
      input[type='checkbox'] {
        accent-color: var(--ink2);
      }
    `,
  ];

  changes = new LibraryChanges(this);

  render() {
    const { model, library } = this;
    const trained = trainedOf(model);
    const own = shippedById(trained);
    return html`
      <div class="ways">
        <fieldset>
          <legend class="label">Trained for this page</legend>
          ${shipped.map((each) => this.#shipped(each, trained))}
          ${
            own
              ? html`<button
                  class="act"
                  aria-pressed=${isRandom(model)}
                  @click=${() => act(this, 'model-set', isRandom(model) ? trained : randomOf(trained))}
                >${isRandom(model) ? 'With its trained weights' : 'With random weights, as before training'}</button>`
              : nothing
          }
        </fieldset>
        <own-files .library=${library} ?chosen=${model === OWN}></own-files>
        <hub-form .library=${library} .model=${model.startsWith(HUB) ? model : ''}></hub-form>
      </div>
      ${modelStatus(library.of(model), own ? () => this.#again() : undefined)}
      ${this.#sizes()}
    `;
  }

  #shipped({ id, family, layers, heads, bytes }: Shipped, chosen: string) {
    return html`<div class="one">
      <label>
        <input
          type="radio"
          name="model"
          .checked=${id === chosen}
          @change=${() => act(this, 'model-set', id)}
        /><span>${id}</span>
      </label>
      <span class="label">${FAMILY[family]}, ${layers} layers × ${heads} heads, ${prefixed(bytes, 'B')}</span>
    </div>`;
  }

  #again() {
    this.library.forget(this.model);
    this.library.openShipped(this.model);
  }

  #sizes() {
    const info = this.library.info(this.model);
    if (!info) return nothing;
    const { layers, heads, d_model, d_head, vocabulary, positions, parameters, bytes, notes } =
      info;
    return html`<p class="note" translate="no">
        ${plural(parameters, 'parameter')}, ${prefixed(bytes, 'B')} in memory · ${plural(layers, 'layer')} ·
        ${plural(heads, 'head')} a layer · width ${d_model}, ${d_head} a head · vocabulary
        ${vocabulary} · ${positions} positions
      </p>
      ${notes.map((note) => html`<p class="note">${note}</p>`)}`;
  }
}

customElements.define('model-choice', ModelChoice);

declare global {
  interface Actions {
    /** The name of the model that is to be looked at. */
    'model-set': string;
  }
  interface HTMLElementTagNameMap {
    'model-choice': ModelChoice;
  }
}
