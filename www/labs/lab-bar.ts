// The bar over the labs: the way to the workbench, and the actions that belong to every lab.
import { html, LitElement, nothing } from 'lit';
import { bar } from '../styles/bar.ts';
import { base } from '../styles/base.ts';
import { property } from '../ui/property.ts';
import type { Theme } from '../ui/theme.ts';

/** Fires `answers-set`, `theme-set` and `copy-link`. */
export class LabBar extends LitElement {
  @property({ attribute: false }) answers: 'show' | 'hide' = 'show';
  /** Whoever put the page into a frame has decided about the answers, which the workbench would show. */
  @property({ attribute: false }) locked = false;
  @property({ attribute: false }) linkLabel = 'Copy link';
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
        <button class="act" @click=${() => this.#tell('copy-link')}>${this.linkLabel}</button>
        <button class="act" @click=${() => this.#tell('theme-set', other)}>
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
      @click=${() => this.#tell('answers-set', hidden ? 'show' : 'hide')}
    >${hidden ? 'Show answers' : 'Hide answers'}</button>`;
  }

  #tell(type: string, detail?: unknown) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }
}

customElements.define('lab-bar', LabBar);

declare global {
  interface HTMLElementTagNameMap {
    'lab-bar': LabBar;
  }
}
