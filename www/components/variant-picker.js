// The variants to choose from, by family; folded to one line on a narrow screen.
import { css, html, LitElement } from 'lit';
import { base } from '../styles/base.js';

/** @typedef {import('../edits.js').VariantInfo} VariantInfo */

/** Fires `variant-pick` with the id. */
export class VariantPicker extends LitElement {
  static properties = {
    variants: { attribute: false },
    chosen: { attribute: false },
    open: { state: true },
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
  }

  render() {
    const families = new Set(this.variants.map(({ family }) => family));
    const title = this.variants.find(({ id }) => id === this.chosen)?.title ?? '';
    return html`
      <button
        class="folded"
        aria-expanded=${this.open}
        @click=${() => {
          this.open = !this.open;
        }}
      >
        <b>${title}</b><span class="act">${this.open ? 'Close' : 'Change'}</span>
      </button>
      <div class="list" data-open=${this.open}>
        ${[...families].map(
          (family) => html`<fieldset>
            <legend class="label">${family}</legend>
            ${this.variants
              .filter((variant) => variant.family === family)
              .map((variant) => this.#choice(variant))}
          </fieldset>`,
        )}
      </div>
    `;
  }

  /** @param {VariantInfo} variant */
  #choice({ id, title }) {
    return html`<label>
      <input
        type="radio"
        name="variant"
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
