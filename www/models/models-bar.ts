// The bar over the models: the way to the workbench and the labs, and the link of what is looked at.
import { html, LitElement } from 'lit';
import '../exports/copy-link.ts';
import { bar } from '../styles/bar.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import type { Theme } from '../ui/theme.ts';

export class ModelsBar extends LitElement {
  /** Gives the link that is copied. */
  @property({ attribute: false }) link: () => Promise<string | null> = async () => null;
  @property({ attribute: false }) theme: Theme = 'light';
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
