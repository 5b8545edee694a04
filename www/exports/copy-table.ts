// Takes a table away: copied as text in several formats; one of numbers is saved as a drawing too.
import { css, html, LitElement, nothing } from 'lit';
import type { Tensor } from '../../pkg/attention_playground.js';
import { copyText } from '../lib/clipboard.ts';
import type { Scale } from '../lib/colour-scale.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import { download } from './download.ts';
import { type Picture, pictures } from './drawing.ts';
import { formats, formatsOf, identifier } from './formats.ts';
import { type Grid, type Table, tensorGrids } from './table.ts';

/** The one that is open. */
let shown: CopyTable | null = null;

export class CopyTable extends LitElement {
  @property({ attribute: false }) tensor: Tensor | null = null;
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) decimals = 0;
  @property({ attribute: false }) scale: Scale = { low: 0, high: 0, size: 0 };
  /** The row that is drawn as bars above a saved table; none below 0. */
  @property({ attribute: false }) bars = -1;
  /** Gives a table of words in place of a tensor. */
  @property({ attribute: false }) words: ((menu: HTMLElement) => Grid | null) | null = null;
  /** Whether its numbers are from before an error: who takes them away is told. */
  @property({ type: Boolean }) stale = false;
  @property({ type: Boolean, reflect: true }) open = false;
  @state() private done = '';
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

  render() {
    return html`
      <button
        class="act open"
        aria-label="${this.words ? 'Copy' : 'Copy or save'} ${this.name}"
        aria-expanded=${this.open}
        @click=${this.#toggle}
        @keydown=${this.#key}
      >${this.done || 'Copy'}</button>
      ${
        this.open
          ? html`<p class="label formats" @keydown=${this.#key}>
              ${formatsOf(!this.words).map((format) => this.#button('Copy', format, () => this.#copy(format)))}
              ${this.words ? nothing : this.#saves()}
            </p>`
          : nothing
      }
    `;
  }

  #button(verb: string, format: string, act: () => void) {
    return html`<button class="act" aria-label="${verb} ${this.name} as ${format}" @click=${act}>${format}</button>`;
  }

  #saves() {
    return html`<span>Save</span>
      ${pictures.map((picture) => this.#button('Save', picture.name, () => this.#save(picture)))}`;
  }

  get #table(): Table | null {
    const { name, tensor, decimals } = this;
    if (tensor) return { name, tensor, grids: tensorGrids(tensor, decimals) };
    const grid = this.words?.(this);
    return grid ? { name, grids: [grid] } : null;
  }

  get #age() {
    return this.stale ? ', as it was before the error' : '';
  }

  async #copy(format: string) {
    const table = this.#table;
    if (!table) return;
    const worked = await copyText(formats[format].write(table));
    if (worked) this.#close();
    this.#say(
      worked ? (this.stale ? 'Copied, from before the error' : 'Copied') : 'Not allowed',
      worked
        ? `${this.name} copied as ${format}${this.#age}.`
        : 'The browser did not allow copying.',
    );
  }

  async #save({ name: format, blobOf }: Picture) {
    const { name, tensor, decimals, scale, bars } = this;
    if (!tensor) return;
    try {
      const { tableSvg } = await import('./table-svg.ts');
      const drawing = await tableSvg({ name, tensor, decimals, scale, bars }, this);
      download(await blobOf(drawing), `${identifier(name)}.${format.toLowerCase()}`);
      this.#say('Saved', `${name} saved as ${format}${this.#age}.`);
    } catch (error) {
      const { message } = error as Error;
      this.#say('Not saved', `${name} could not be saved as ${format}: ${message}`);
    }
  }

  #say(short: string, message: string) {
    act(this, 'announce', message);
    this.done = short;
    setTimeout(() => {
      this.done = '';
    }, 2000);
  }

  #key(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !this.open) return;
    event.preventDefault();
    this.#close();
  }

  /** One is open at a time, and in view. */
  async #toggle() {
    this.open = !this.open;
    if (!this.open) return;
    if (shown !== this && shown) shown.open = false;
    shown = this;
    await this.updateComplete;
    this.renderRoot.querySelector('.formats')?.scrollIntoView({ block: 'nearest' });
  }

  /** The keyboard, if it is in what goes away, comes back to what had opened it. */
  #close() {
    const inside = this.renderRoot.querySelector('.formats :focus');
    this.open = false;
    if (inside) this.renderRoot.querySelector('button')?.focus();
  }
}

customElements.define('copy-table', CopyTable);

declare global {
  interface HTMLElementTagNameMap {
    'copy-table': CopyTable;
  }
}
