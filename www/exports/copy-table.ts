// The way to take a table away: a button, and the formats that it opens.
import { css, html, LitElement, nothing } from 'lit';
import type { Tensor } from '../../pkg/attention_playground.js';
import type { Scale } from '../lib/colour-scale.ts';
import { base } from '../styles/base.ts';
import { handles } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import type { Grid } from './table.ts';

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
      table-formats {
        flex: 1 0 100%;
        grid-column: 1 / -1;
        order: 1;
        margin-top: 0.25rem;
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
          ? html`<table-formats
              .of=${this}
              @keydown=${this.#key}
              @action=${handles({ 'table-taken': (taken) => this.#say(taken) })}
            ></table-formats>`
          : nothing
      }
    `;
  }

  #say({ short, closes }: Actions['table-taken']) {
    if (closes) this.#close();
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
    const [formats] = await Promise.all([this.#formats(), import('./table-formats.ts')]);
    await formats?.updateComplete;
    formats?.scrollIntoView({ block: 'nearest' });
  }

  async #formats() {
    await this.updateComplete;
    return this.renderRoot.querySelector('table-formats');
  }

  /** The keyboard, if it is in what goes away, comes back to what had opened it. */
  #close() {
    const inside = this.renderRoot.querySelector('table-formats:focus-within');
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
