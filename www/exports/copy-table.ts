// Takes a table away: copied as text in several formats; one of numbers is saved as a drawing too.
import { css, html, LitElement, nothing } from 'lit';
import { copyText } from '../lib/clipboard.js';
import { base } from '../styles/base.js';
import { download, svgBlob } from './download.js';
import { formats, identifier } from './text.js';
import { wordFormats } from './words.js';

/** Fires `say` with what happened. */
export class CopyTable extends LitElement {
  static properties = {
    tensor: { attribute: false },
    name: { attribute: false },
    decimals: { attribute: false },
    scale: { attribute: false },
    /** The row that is drawn as bars above a saved table; none below 0. */
    bars: { attribute: false },
    /** Gives a table of words in place of a tensor. */
    words: { attribute: false },
    /** Whether its numbers are from before an error: who takes them away is told. */
    stale: { type: Boolean },
    open: { type: Boolean, reflect: true },
    done: { state: true },
  };
  static styles = [
    base,
    css`
      /* "Copied" has its room before, so that nothing beside it moves. */
      .open {
        min-width: var(--copied, 3rem);
        text-align: inherit;
      }
      /* Whoever lets the two stand among its own parts gets the formats in a row of their own. */
      .formats {
        display: flex;
        flex: 1 0 100%;
        flex-wrap: wrap;
        grid-column: 1 / -1;
        order: 1;
        gap: 0 0.75rem;
        align-items: baseline;
        margin-top: 0.25rem;
      }
      @media (pointer: coarse) {
        .formats {
          gap: 0.5rem 1rem;
        }
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../../pkg/attention_playground.js').Tensor | null} */
    this.tensor = null;
    this.name = '';
    this.decimals = 0;
    /** @type {import('../lib/colour-scale.js').Scale} */
    this.scale = { low: 0, high: 0, size: 0 };
    this.bars = -1;
    /** @type {((menu: HTMLElement) => import('./words.js').Words | null) | null} */
    this.words = null;
    this.stale = false;
    this.open = false;
    this.done = '';
  }

  render() {
    return html`
      <button
        class="act open"
        aria-label="${this.words ? 'Copy' : 'Copy or save'} ${this.name}"
        aria-expanded=${this.open}
        @click=${() => {
          this.open = !this.open;
        }}
        @keydown=${this.#key}
      >${this.done || 'Copy'}</button>
      ${
        this.open
          ? html`<p class="label formats" @keydown=${this.#key}>
              ${Object.keys(this.words ? wordFormats : formats).map((format) => this.#button('Copy', format, () => this.#copy(format)))}
              ${this.words ? nothing : this.#saves()}
            </p>`
          : nothing
      }
    `;
  }

  /** @param {string} verb @param {string} format @param {() => void} act */
  #button(verb, format, act) {
    return html`<button class="act" aria-label="${verb} ${this.name} as ${format}" @click=${act}>${format}</button>`;
  }

  #saves() {
    return html`<span>Save</span>
      ${this.#button('Save', 'SVG', () => this.#save('SVG'))}
      ${this.#button('Save', 'PNG', () => this.#save('PNG'))}`;
  }

  get #table() {
    const { name, tensor, decimals, scale, bars } = this;
    return tensor && { name, tensor, decimals, scale, bars };
  }

  get #age() {
    return this.stale ? ', as it was before the error' : '';
  }

  /** @param {string} format */
  #text(format) {
    const words = this.words?.(this);
    if (words) return wordFormats[format](words);
    return this.#table && formats[format](this.#table);
  }

  /** @param {string} format */
  async #copy(format) {
    const text = this.#text(format);
    if (!text) return;
    const worked = await copyText(text);
    if (worked) this.#close();
    this.#say(
      worked ? (this.stale ? 'Copied, from before the error' : 'Copied') : 'Not allowed',
      worked
        ? `${this.name} copied as ${format}${this.#age}.`
        : 'The browser did not allow copying.',
    );
  }

  /** @param {'SVG' | 'PNG'} format */
  async #save(format) {
    const table = this.#table;
    if (!table) return;
    try {
      const { tableSvg } = await import('./table-svg.js');
      const { pngOf } = await import('./png.js');
      const file = await tableSvg(table, this);
      const blob = format === 'SVG' ? svgBlob(file) : await pngOf(file);
      download(blob, `${identifier(this.name)}.${format.toLowerCase()}`);
      this.#say('Saved', `${this.name} saved as ${format}${this.#age}.`);
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      this.#say('Not saved', `${this.name} could not be saved as ${format}: ${message}`);
    }
  }

  /** @param {string} short @param {string} message */
  #say(short, message) {
    this.dispatchEvent(new CustomEvent('say', { detail: message, bubbles: true, composed: true }));
    this.done = short;
    setTimeout(() => {
      this.done = '';
    }, 2000);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== 'Escape' || !this.open) return;
    event.preventDefault();
    this.#close();
  }

  /** The keyboard, if it is in what goes away, comes back to what had opened it. */
  #close() {
    const inside = this.renderRoot.querySelector('.formats :focus');
    this.open = false;
    if (inside) this.renderRoot.querySelector('button')?.focus();
  }
}

customElements.define('copy-table', CopyTable);
