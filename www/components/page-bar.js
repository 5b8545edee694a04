// The bar at the top: the name, and the actions that belong to the whole page.
import { css, html, LitElement } from 'lit';
import { base } from '../styles/base.js';
import { onSystemTheme, setTheme, theme } from '../theme.js';

/** Fires `undo`, `redo`, `copy-link`, `to-steps` and `toggle-keys`. */
export class PageBar extends LitElement {
  static properties = {
    canUndo: { attribute: false },
    canRedo: { attribute: false },
    keysOpen: { attribute: false },
    linkLabel: { attribute: false },
    theme: { state: true },
  };

  static styles = [
    base,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.25rem 1.5rem;
        padding: 1.125rem 0 0.8125rem;
        border-bottom: 1px solid var(--rule);
      }
      p {
        font-size: 1.25rem;
        line-height: 1.5rem;
        font-style: italic;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1.5rem;
        margin-left: auto;
      }
      .skip:not(:focus-visible) {
        position: absolute;
        clip-path: inset(50%);
      }
      @media (max-width: 900px) {
        header {
          padding: 0.875rem 0 0.75rem;
        }
        p {
          font-size: 1.1875rem;
        }
        .acts {
          gap: 0.25rem 1rem;
          margin-left: 0;
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
    this.linkLabel = 'Copy link';
    this.theme = theme();
  }

  connectedCallback() {
    super.connectedCallback();
    this.stopListening = onSystemTheme(() => {
      this.theme = theme();
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stopListening?.();
  }

  render() {
    const other = this.theme === 'dark' ? 'light' : 'dark';
    return html`<header>
      <p>Attention Playground</p>
      <div class="acts">
        <button class="act skip" @click=${() => this.#tell('to-steps')}>Steps</button>
        <a class="act" href="./labs.html">Labs</a>
        <button class="act" ?disabled=${!this.canUndo} @click=${() => this.#tell('undo')}>Undo</button>
        <button class="act" ?disabled=${!this.canRedo} @click=${() => this.#tell('redo')}>Redo</button>
        <button class="act" @click=${() => this.#tell('copy-link')}>${this.linkLabel}</button>
        <button class="act" @click=${() => this.#setTheme(other)}>
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

  /** @param {'light' | 'dark'} next */
  #setTheme(next) {
    setTheme(next);
    this.theme = next;
  }

  /** @param {string} type */
  #tell(type) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true }));
  }
}

customElements.define('page-bar', PageBar);
