// The bar at the top: the name, and the actions that belong to the whole.
import { css, html, LitElement } from 'lit';
import { site } from '../lib/base-url.ts';
import { leftBehind } from '../state/url/backend.ts';
import { bar } from '../styles/bar.ts';
import { base } from '../styles/base.ts';
import { property, state } from '../ui/property.ts';
import type { Theme } from '../ui/theme.ts';

/** Fires `undo`, `redo`, `copy-link`, `to-steps`, `theme-set`, `toggle-away` and `toggle-keys`. */
export class PageBar extends LitElement {
  @property({ attribute: false }) canUndo = false;
  @property({ attribute: false }) canRedo = false;
  @property({ attribute: false }) keysOpen = false;
  @property({ attribute: false }) awayOpen = false;
  @property({ attribute: false }) linkLabel = 'Copy link';
  @property({ attribute: false }) theme: Theme = 'light';
  /** Whether it is the bar of our own page. */
  @property({ attribute: false }) page = false;
  /** Where the labs were left. */
  @state() private labs = '';

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

  listening?: AbortController;

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

  #tell(type: string, detail?: unknown) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define('page-bar', PageBar);

declare global {
  interface HTMLElementTagNameMap {
    'page-bar': PageBar;
  }
}
