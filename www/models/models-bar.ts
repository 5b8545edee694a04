// The bar over the models: the way to the workbench and the labs, and the link of what is looked at.
import { html, LitElement, nothing } from 'lit';
import '../exports/copy-link.ts';
import { framed } from '../state/url/backend.ts';
import { bar } from '../styles/bar.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import type { Theme } from '../ui/theme.ts';

export class ModelsBar extends LitElement {
  /** Gives the link that is copied. */
  @property({ attribute: false }) link: () => Promise<string | null> = async () => null;
  @property({ attribute: false }) theme: Theme = 'light';
  /** Whether the builder of embeds is open. */
  @property({ attribute: false }) embedOpen = false;
  /** Where the other pages were left. */
  @property({ attribute: false }) workbench = '';
  @property({ attribute: false }) labs = '';

  static styles = [base, bar];

  render() {
    const other = this.theme === 'dark' ? 'light' : 'dark';
    return html`<header>
      <p>Attention Playground</p>
      <div class="acts">
        <a class="act" href="./index.html${this.workbench}">Workbench</a>
        <a class="act" href="./labs.html${this.labs}">Labs</a>
        <copy-link .link=${this.link}></copy-link>
        ${framed ? nothing : html`<button class="act" aria-expanded=${this.embedOpen} @click=${() => act(this, 'toggle-embed')}>Embed</button>`}
        <button class="act" @click=${() => print()}>Save / print</button>
        <button class="act" @click=${() => act(this, 'theme-set', other)}>
          ${other === 'dark' ? 'Dark' : 'Light'}
        </button>
      </div>
    </header>`;
  }
}

customElements.define('models-bar', ModelsBar);

declare global {
  interface HTMLElementTagNameMap {
    'models-bar': ModelsBar;
  }
}
