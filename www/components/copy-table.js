// Copies a table as CSV or TSV, and says whether it worked.
import { css, html, LitElement } from 'lit';
import { copyText, tableText } from '../clipboard.js';
import { base } from '../styles/base.js';

/** Fires `say` with what happened. */
export class CopyTable extends LitElement {
  static properties = {
    tensor: { attribute: false },
    name: { attribute: false },
    done: { state: true },
  };
  static styles = [
    base,
    css`
      p {
        display: flex;
        gap: 0.5rem;
        align-items: baseline;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../../pkg/attention_playground.js').Tensor | null} */
    this.tensor = null;
    this.name = '';
    this.done = '';
  }

  render() {
    return html`<p class="label">
      ${this.done || 'Copy'} ${this.#button('CSV', ',')} ${this.#button('TSV', '\t')}
    </p>`;
  }

  /** @param {string} format @param {',' | '\t'} separator */
  #button(format, separator) {
    return html`<button
      class="act"
      aria-label="Copy ${this.name} as ${format}"
      @click=${() => this.#copy(format, separator)}
    >${format}</button>`;
  }

  /** @param {string} format @param {',' | '\t'} separator */
  async #copy(format, separator) {
    if (!this.tensor) return;
    const worked = await copyText(tableText(this.tensor, separator));
    const message = worked
      ? `${this.name} copied as ${format}.`
      : 'The browser did not allow copying.';
    this.dispatchEvent(new CustomEvent('say', { detail: message, bubbles: true, composed: true }));
    this.done = worked ? 'Copied' : 'Not allowed';
    setTimeout(() => {
      this.done = '';
    }, 2000);
  }
}

customElements.define('copy-table', CopyTable);
