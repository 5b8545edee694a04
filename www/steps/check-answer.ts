// Check my answer: what opens a table of one's own under a step or a gradient.
import { css, html, LitElement, nothing } from 'lit';
import type { Step } from '../../pkg/attention_playground.js';
import { base } from '../styles/base.ts';
import { property, state } from '../ui/property.ts';

export class CheckAnswer extends LitElement {
  @property({ attribute: false }) step: Step | null = null;
  /** Nothing of the right number is told. */
  @property({ type: Boolean }) hide = false;
  /** What tokens are called. */
  @property({ attribute: false }) words: readonly string[] = [];
  @state() private open = false;
  /** It was open once: what was typed stays when it is folded. */
  used = false;

  static styles = [
    base,
    css`
      @media print {
        :host {
          display: var(--answer-block, block);
        }
      }
    `,
  ];

  render() {
    const { step, hide, open, words } = this;
    if (!step || step.tensor.shape.length === 0) return nothing;
    return html`
      <button class="act" aria-expanded=${open} @click=${this.#toggle}>
        Check my answer<span class="hidden"> for ${step.label}</span>
      </button>
      ${this.used ? html`<answer-table .step=${step} .hide=${hide} .words=${words} ?hidden=${!open}></answer-table>` : nothing}
    `;
  }

  #toggle() {
    this.used = true;
    this.open = !this.open;
    import('./answer-table.ts');
  }
}

customElements.define('check-answer', CheckAnswer);

declare global {
  interface HTMLElementTagNameMap {
    'check-answer': CheckAnswer;
  }
}
