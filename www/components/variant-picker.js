// The variants to choose from: the family of the chosen one, others on request; on a narrow screen
// folded to one line.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../styles/base.js';

/** @typedef {import('../edits.js').VariantInfo} VariantInfo */

/** Fires `variant-pick` with the id. */
export class VariantPicker extends LitElement {
  static properties = {
    variants: { attribute: false },
    chosen: { attribute: false },
    open: { state: true },
    /** Families that the person asked to see besides the chosen one. */
    unfolded: { state: true },
  };

  static styles = [
    base,
    css`
      legend {
        margin-bottom: 0.5rem;
      }
      fieldset + fieldset {
        margin-top: 1rem;
      }
      label {
        position: relative;
        display: block;
        padding: 0.375rem 0.75rem;
        border-top: 1px solid var(--rule);
        line-height: 1.5rem;
        cursor: pointer;
      }
      label:last-of-type {
        border-bottom: 1px solid var(--rule);
      }
      label:hover {
        background: var(--wash);
      }
      label:has(:checked) {
        background: var(--wash);
        box-shadow: inset 3px 0 var(--ink);
        font-weight: 700;
      }
      label:has(:focus-visible) {
        outline: 2px solid var(--ring);
        outline-offset: 2px;
      }
      input {
        position: absolute;
        inset: 0;
        opacity: 0;
        cursor: pointer;
      }
      .others {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.25rem 0.75rem;
        margin-top: 0.5rem;
      }
      .folded {
        display: none;
      }
      @media (max-width: 900px) {
        .folded {
          display: flex;
          gap: 1rem;
          align-items: center;
          justify-content: space-between;
          width: 100%;
          min-height: 3rem;
          padding: 0.375rem 0.875rem;
          border: 1px solid var(--edge);
          border-radius: 3px;
          text-align: left;
        }
        .list[data-open='false'] {
          display: none;
        }
        .list {
          margin-top: 1rem;
        }
        label {
          padding-block: 0.625rem;
        }
      }
      @media (forced-colors: active) {
        label:has(:checked) {
          border-left: 3px solid Highlight;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {VariantInfo[]} */
    this.variants = [];
    this.chosen = '';
    this.open = false;
    /** @type {Set<string>} */
    this.unfolded = new Set();
  }

  render() {
    const chosen = this.variants.find(({ id }) => id === this.chosen);
    const families = [...new Set(this.variants.map(({ family }) => family))];
    const shown = families.filter((name) => name === chosen?.family || this.unfolded.has(name));
    const others = families.filter((name) => !shown.includes(name));
    return html`
      <button
        class="folded"
        aria-expanded=${this.open}
        @click=${() => {
          this.open = !this.open;
        }}
      >
        <b>${chosen?.title}</b><span class="act">${this.open ? 'Close' : 'Change'}</span>
      </button>
      <div class="list" data-open=${this.open}>
        ${shown.map(
          (family) => html`<fieldset>
            <legend class="label">${family}</legend>
            ${this.variants
              .filter((variant) => variant.family === family)
              .map((variant) => this.#choice(variant))}
          </fieldset>`,
        )}
        ${others.length > 0 ? this.#others(others) : nothing}
      </div>
    `;
  }

  /** @param {string[]} families */
  #others(families) {
    return html`<p class="others label">
      Other families
      ${families.map(
        (family) =>
          html`<button class="act" @click=${() => this.#unfold(family)}>${family}</button> `,
      )}
    </p>`;
  }

  /** @param {string} family */
  async #unfold(family) {
    this.unfolded = new Set([...this.unfolded, family]);
    await this.updateComplete;
    // The button has gone; the keyboard goes on in what it has brought.
    const first = this.variants.find((variant) => variant.family === family)?.id;
    const radio = this.renderRoot.querySelector(`input[data-id="${first}"]`);
    if (radio instanceof HTMLInputElement) radio.focus();
  }

  /** @param {VariantInfo} variant */
  #choice({ id, title }) {
    return html`<label>
      <input
        type="radio"
        name="variant"
        data-id=${id}
        .value=${id}
        .checked=${id === this.chosen}
        @change=${() => this.#pick(id)}
      />${title}
    </label>`;
  }

  /** @param {string} id */
  #pick(id) {
    this.open = false;
    this.dispatchEvent(
      new CustomEvent('variant-pick', { detail: id, bubbles: true, composed: true }),
    );
  }
}

customElements.define('variant-picker', VariantPicker);
