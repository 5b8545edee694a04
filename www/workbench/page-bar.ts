// The bar at the top: the name, and the actions that belong to the whole.
import { css, html, LitElement } from 'lit';
import { site } from '../lib/base-url.js';
import { leftBehind } from '../state/url/backend.js';
import { bar } from '../styles/bar.js';
import { base } from '../styles/base.js';

/** Fires `undo`, `redo`, `copy-link`, `to-steps`, `theme-set`, `toggle-away` and `toggle-keys`. */
export class PageBar extends LitElement {
  static properties = {
    canUndo: { attribute: false },
    canRedo: { attribute: false },
    keysOpen: { attribute: false },
    awayOpen: { attribute: false },
    linkLabel: { attribute: false },
    theme: { attribute: false },
    /** Whether it is the bar of our own page. */
    page: { attribute: false },
    /** Where the labs were left. */
    labs: { state: true },
  };

  static styles = [
    base,
    bar,
    css`
      @media print {
        :host {
          display: none;
        }
      }
      .skip:not(:focus-visible) {
        position: absolute;
        clip-path: inset(50%);
      }
      @container (max-width: 56.25rem) {
        header {
          padding: 0.875rem 0 0.75rem;
        }
        p {
          font-size: 1.1875rem;
        }
        .skip:not(:focus-visible) {
          position: static;
          clip-path: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.canUndo = false;
    this.canRedo = false;
    this.keysOpen = false;
    this.awayOpen = false;
    this.linkLabel = 'Copy link';
    /** @type {import('../ui/theme.js').Theme} */
    this.theme = 'light';
    this.page = false;
    this.labs = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    // On coming back, too: they were left elsewhere, perhaps.
    const look = () => {
      if (this.page) this.labs = leftBehind('labs');
    };
    addEventListener('pageshow', look, { signal });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listening?.abort();
  }

  render() {
    const other = this.theme === 'dark' ? 'light' : 'dark';
    return html`<header>
      <p>Attention Playground</p>
      <div class="acts">
        <button class="act skip" @click=${() => this.#tell('to-steps')}>Steps</button>
        <a class="act" href="${site}labs.html${this.labs}">Labs</a>
        <button class="act" ?disabled=${!this.canUndo} @click=${() => this.#tell('undo')}>Undo</button>
        <button class="act" ?disabled=${!this.canRedo} @click=${() => this.#tell('redo')}>Redo</button>
        <button class="act" @click=${() => this.#tell('copy-link')}>${this.linkLabel}</button>
        <button
          class="act"
          aria-expanded=${this.awayOpen}
          @click=${() => this.#tell('toggle-away')}
        >Save, print</button>
        <button class="act" @click=${() => this.#tell('theme-set', other)}>
          ${other === 'dark' ? 'Dark' : 'Light'}
        </button>
        <button
          class="act"
          aria-expanded=${this.keysOpen}
          aria-keyshortcuts="?"
          @click=${() => this.#tell('toggle-keys')}
        >Keys <b>?</b></button>
      </div>
    </header>`;
  }

  /** @param {string} type @param {unknown} [detail] */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define('page-bar', PageBar);
