// The inputs of the variant, one field each, and the optional ones that can be added.
import { css, html, LitElement, nothing } from 'lit';
import { sharing } from '../state/edits.js';
import { base } from '../styles/base.js';
import { DARK } from '../tables/highlights.js';
import './matrix-field.js';
import './random-fill.js';

/** @typedef {import('../state/edits.js').State} State */
/** @typedef {import('../state/edits.js').VariantInfo} VariantInfo */

/** Passes on the events of its fields, and fires `input-add` with the input's description. */
export class InputList extends LitElement {
  static properties = {
    info: { attribute: false },
    state: { attribute: false },
    error: { attribute: false },
    cures: { attribute: false },
    trace: { attribute: false },
    lights: { attribute: false },
    report: { attribute: false },
    refused: { attribute: false },
    /** The seed and the spread of numbers by chance. */
    seed: { attribute: false },
    spread: { attribute: false },
    /** How to fill by chance is shown. */
    random: { state: true },
  };

  static styles = [
    base,
    css`
      .heading {
        display: flex;
        gap: 1rem;
        align-items: baseline;
        justify-content: space-between;
        margin-bottom: 0.5rem;
      }
      .fields {
        display: flex;
        flex-wrap: wrap;
        gap: 0.875rem 1.25rem;
      }
      matrix-field {
        flex: 1 0 8.5rem;
        max-width: 100%;
      }
      matrix-field:first-child,
      matrix-field[pasting] {
        flex-basis: 100%;
      }
      @media print {
        .add {
          visibility: hidden;
        }
      }
      .add {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.25rem 0.75rem;
        margin-top: 0.75rem;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {VariantInfo | null} */
    this.info = null;
    /** @type {State | null} */
    this.state = null;
    /** @type {import('../core/engine.js').PlainError | null} */
    this.error = null;
    /** @type {import('./error-note.js').Cure[]} */
    this.cures = [];
    /** @type {import('../../pkg/attention_playground.js').Trace | null} */
    this.trace = null;
    /** @type {Map<string, import('../tables/highlights.js').Lights>} */
    this.lights = new Map();
    /** @type {import('../state/queries/pastes.js').Report | null} */
    this.report = null;
    /** @type {{name: string, text: string, error: import('../core/engine.js').PlainError} | null} */
    this.refused = null;
    this.seed = 1;
    /** @type {import('../state/queries/random-values.js').Spread} */
    this.spread = 'normal';
    this.random = false;
  }

  /** @param {string} name @param {number} place @returns {Promise<boolean>} */
  async focusCell(name, place) {
    await this.updateComplete;
    const field = this.renderRoot.querySelector(`matrix-field[data-name="${name}"]`);
    if (!field) return false;
    return /** @type {import('./matrix-field.js').MatrixField} */ (field).focusCell(place);
  }

  render() {
    const { info, state } = this;
    if (!info || !state) return nothing;
    const given = info.inputs.filter(({ name }) => state.inputs[name]);
    const absent = info.inputs.filter(({ name }) => !state.inputs[name]);
    return html`
      <div class="heading">
        <h2 class="label">Inputs</h2>
        <button class="act" aria-expanded=${this.random} @click=${this.#toggleRandom}>Random</button>
      </div>
      ${this.random ? html`<random-fill .seed=${this.seed} .spread=${this.spread}></random-fill>` : nothing}
      <div class="fields">${given.map((input) => this.#field(input, state.inputs[input.name]))}</div>
      ${
        absent.length > 0
          ? html`<p class="add label">
              Add
              ${absent.map(
                (input) => html`<button
                  class="act"
                  aria-label="Add ${input.name}"
                  @click=${() => this.#add(input)}
                >${input.name}</button> `,
              )}
            </p>`
          : nothing
      }
    `;
  }

  /** @param {import('../state/edits.js').InputInfo} input @param {import('../state/text-tensor.js').Sheet} sheet */
  #field(input, sheet) {
    const { name, sizes } = input;
    const mine = this.error?.field === name;
    const computed = this.trace?.steps.find(({ id }) => id === name)?.tensor;
    // Marks belong to the last good result: where the field has another shape, they have no place.
    const fits = computed?.shape.join() === sheet.shape.join();
    return html`<matrix-field
      data-name=${name}
      .info=${input}
      .sheet=${sheet}
      .sharing=${this.#sharing(name, sizes)}
      ?random=${this.random}
      .values=${fits ? computed?.data : null}
      .error=${mine ? this.error : null}
      .cures=${mine ? this.cures : []}
      .lights=${(fits && this.lights.get(name)) || DARK}
      .notes=${this.trace?.notes.filter(({ field }) => field === name) ?? []}
      .report=${this.report?.name === name ? this.report : null}
      .failed=${this.refused?.name === name ? this.refused : null}
    ></matrix-field>`;
  }

  /** Which other inputs change with this one, by what the axis' size is called. @param {string} name @param {string[]} sizes */
  #sharing(name, sizes) {
    const { info, state } = this;
    if (!info || !state) return {};
    const others = (/** @type {string} */ letter) =>
      sharing(state, info, letter).filter((other) => other !== name);
    return Object.fromEntries(sizes.map((letter) => [letter, others(letter)]));
  }

  #toggleRandom() {
    this.random = !this.random;
  }

  /** @param {import('../state/edits.js').InputInfo} input */
  async #add(input) {
    this.dispatchEvent(
      new CustomEvent('input-add', { detail: input, bubbles: true, composed: true }),
    );
    // The button is gone; the keyboard goes on in what it has brought.
    await new Promise((drawn) => requestAnimationFrame(drawn));
    await this.focusCell(input.name, 0);
  }
}

customElements.define('input-list', InputList);
