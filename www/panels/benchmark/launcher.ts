// The way to measuring: a button, and in its place what measures, which is fetched when asked for.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../../styles/base.ts';
import { property, state } from '../../ui/property.ts';
import type { Choices } from './measure-choices.ts';

export class MeasureHere extends LitElement {
  /** Along which letter the curves beside it grow. */
  @property({ attribute: false }) letter = 'N';
  /** What is chosen at first, where it is not the usual. */
  @property({ attribute: false }) opening: Partial<Choices> = {};
  /** Whether the panel around it is open. */
  @property({ type: Boolean }) shown = true;
  @property({ type: Boolean, reflect: true }) asked = false;
  @state() private remark = '';

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

  updated(changed: Map<string, unknown>) {
    // The button that had the focus is gone: it goes on to what came in its place.
    if (!changed.has('asked') || !this.asked) return;
    (this.renderRoot.querySelector('measure-panel') as HTMLElement | null)?.focus();
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
      await import('./measure-panel.ts');
    } catch {
      this.asked = false;
      this.remark = 'The benchmark could not be loaded. Try again when you are online.';
    }
  }
}

customElements.define('measure-here', MeasureHere);

declare global {
  interface HTMLElementTagNameMap {
    'measure-here': MeasureHere;
  }
}
