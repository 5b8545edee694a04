// The way to measuring: a button, and in its place what measures, which is fetched when asked for.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../../styles/base.js';

export class MeasureHere extends LitElement {
  static properties = {
    /** Along which letter the curves beside it grow. */
    letter: { attribute: false },
    /** What is chosen at first, where it is not the usual. */
    opening: { attribute: false },
    /** Whether the panel around it is open. */
    shown: { type: Boolean },
    asked: { type: Boolean, reflect: true },
    remark: { state: true },
  };

  static styles = [
    base,
    css`
      :host {
        margin-top: 1.25rem;
        padding-top: 1rem;
        border-top: 1px solid var(--rule);
      }
      measure-panel:focus {
        outline: none;
      }
      @media print {
        :host(:not([asked])) {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.letter = 'N';
    /** @type {Partial<import('./measure-choices.js').Choices>} */
    this.opening = {};
    this.shown = true;
    this.asked = false;
    this.remark = '';
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    // The button that had the focus is gone: it goes on to what came in its place.
    if (!changed.has('asked') || !this.asked) return;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('measure-panel'))?.focus();
  }

  render() {
    const { letter, opening, shown } = this;
    if (this.asked)
      return html`<measure-panel
        tabindex="-1"
        .letter=${letter}
        .opening=${opening}
        .shown=${shown}
      ></measure-panel>`;
    if (!shown) return nothing;
    return html`<button class="act" @click=${this.#ask}>Measure it in this browser</button>
      <p class="label" role="status">${this.remark}</p>`;
  }

  async #ask() {
    this.asked = true;
    try {
      await import('./measure-panel.js');
    } catch {
      this.asked = false;
      this.remark = 'What measures could not be loaded. Try again when there is a connection.';
    }
  }
}

customElements.define('measure-here', MeasureHere);
