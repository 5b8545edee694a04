// The bar over the labs: the way to the workbench, and the actions that belong to every lab.
import { html, LitElement, nothing } from 'lit';
import '../exports/copy-link.ts';
import { bar } from '../styles/bar.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import type { Theme } from '../ui/theme.ts';

export class LabBar extends LitElement {
  @property({ attribute: false }) answers: 'show' | 'hide' = 'show';
  /** Whoever put the page into a frame has decided about the answers, which the workbench would show. */
  @property({ attribute: false }) locked = false;
  /** Gives the link that is copied. */
  @property({ attribute: false }) link: () => Promise<string | null> = async () => null;
  @property({ attribute: false }) theme: Theme = 'light';
  /** Where the workbench was left. */
  @property({ attribute: false }) workbench = '';

  static styles = [base, bar];

  render() {
    const other = this.theme === 'dark' ? 'light' : 'dark';
    return html`<header>
      <p>Attention Playground</p>
      <div class="acts">
        ${this.locked && this.answers === 'hide' ? nothing : html`<a class="act" href="./index.html${this.workbench}">Workbench</a>`}
        ${this.locked ? nothing : this.#answers()}
        <copy-link .link=${this.link}></copy-link>
        <button class="act" @click=${() => act(this, 'theme-set', other)}>
          ${other === 'dark' ? 'Dark' : 'Light'}
        </button>
      </div>
    </header>`;
  }

  #answers() {
    const hidden = this.answers === 'hide';
    return html`<button
      class="act"
      title=${
        hidden
          ? 'Shows worked steps and exact values again'
          : 'For a class: leaves out what would give an answer away, as answers=hide in a link does'
      }
      @click=${() => act(this, 'answers-set', hidden ? 'show' : 'hide')}
    >${hidden ? 'Show answers' : 'Hide answers'}</button>`;
  }
}

customElements.define('lab-bar', LabBar);

declare global {
  interface Actions {
    /** Whether what would give an answer away is shown. */
    'answers-set': 'show' | 'hide';
  }
  interface HTMLElementTagNameMap {
    'lab-bar': LabBar;
  }
}
