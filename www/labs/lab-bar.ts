// The bar over the labs: the way to the workbench, and the actions that belong to every lab.
import { html, LitElement, nothing } from 'lit';
import { bar } from '../styles/bar.js';
import { base } from '../styles/base.js';

/** Fires `answers-set`, `theme-set` and `copy-link`. */
export class LabBar extends LitElement {
  static properties = {
    answers: { attribute: false },
    /** Whoever put the page into a frame has decided about the answers, which the workbench would show. */
    locked: { attribute: false },
    linkLabel: { attribute: false },
    theme: { attribute: false },
    /** Where the workbench was left. */
    workbench: { attribute: false },
  };

  static styles = [base, bar];

  constructor() {
    super();
    /** @type {'show' | 'hide'} */
    this.answers = 'show';
    this.locked = false;
    this.linkLabel = 'Copy link';
    /** @type {import('../ui/theme.js').Theme} */
    this.theme = 'light';
    this.workbench = '';
  }

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

  /** @param {string} type @param {unknown} [detail] */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }
}

customElements.define('lab-bar', LabBar);
