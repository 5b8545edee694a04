// The bar at the top: the name, and the actions that belong to the whole.
import { css, html, LitElement, nothing } from 'lit';
import '../exports/copy-link.ts';
import { site } from '../lib/base-url.ts';
import { rememberedAddress } from '../state/url/backend.ts';
import { bar } from '../styles/bar.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import type { Theme } from '../ui/theme.ts';

export class PageBar extends LitElement {
  @property({ attribute: false }) canUndo = false;
  @property({ attribute: false }) canRedo = false;
  @property({ attribute: false }) keysOpen = false;
  @property({ attribute: false }) awayOpen = false;
  @property({ attribute: false }) embedOpen = false;
  /** Gives the link that is copied. */
  @property({ attribute: false }) link: () => Promise<string | null> = async () => null;
  @property({ attribute: false }) theme: Theme = 'light';
  /** Whether it is the bar of our own page. */
  @property({ attribute: false }) page = false;
  /** The site that its links lead to. */
  @property({ attribute: false }) site = site;
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
      @container (max-width: 56.25rem) {
        .embed {
          display: none; /* it stands under “Save / print” as well, and a row here is dear */
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
      if (this.page) this.labs = rememberedAddress('labs');
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
        <button class="act skip" @click=${() => act(this, 'to-steps')}>Skip to the steps ↓</button>
        ${this.site ? html`<a class="act" href="${this.site}labs.html${this.labs}" target=${this.page ? nothing : '_blank'}>Labs</a>` : nothing}
        ${this.page ? html`<a class="act" href="${this.site}models.html">GPT and BERT</a>` : nothing}
        <button class="act" ?disabled=${!this.canUndo} @click=${() => act(this, 'undo')}>Undo</button>
        <button class="act" ?disabled=${!this.canRedo} @click=${() => act(this, 'redo')}>Redo</button>
        ${this.site ? html`<copy-link .link=${this.link}></copy-link>` : nothing}
        ${this.page ? this.#embed() : nothing}
        <button
          class="act"
          aria-expanded=${this.awayOpen}
          @click=${() => act(this, 'toggle-away')}
        >Save / print</button>
        <button class="act" @click=${() => act(this, 'theme-set', other)}>
          ${other === 'dark' ? 'Dark' : 'Light'}
        </button>
        <button
          class="act"
          aria-expanded=${this.keysOpen}
          aria-keyshortcuts="?"
          @click=${() => act(this, 'toggle-keys')}
        >Keyboard <b>?</b></button>
      </div>
    </header>`;
  }

  #embed() {
    return html`<button class="act embed" aria-expanded=${this.embedOpen} @click=${() => act(this, 'toggle-embed')}>Embed</button>`;
  }
}

customElements.define('page-bar', PageBar);

declare global {
  interface Actions {
    undo: undefined;
    redo: undefined;
    'to-steps': undefined;
    'theme-set': Theme;
    'toggle-away': undefined;
    'toggle-embed': undefined;
    'toggle-keys': undefined;
  }
  interface HTMLElementTagNameMap {
    'page-bar': PageBar;
  }
}
