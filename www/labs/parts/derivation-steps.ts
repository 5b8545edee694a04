// A derivation that unfolds: one step at a time, so that the next can be guessed first.
import { css, html, LitElement } from 'lit';
import { base } from '../../styles/base.ts';
import { property, state } from '../../ui/property.ts';
import { labStyles } from './lab-styles.ts';

/** `steps` are templates, in order; with `hide` none of them is shown. */
export class DerivationSteps extends LitElement {
  @property({ attribute: false }) steps: unknown[] = [];
  @property({ type: Boolean }) hide = false;
  @state() private shown = 0;

  static styles = [
    base,
    labStyles,
    css`
      ol {
        counter-reset: step;
      }
      li {
        position: relative;
        padding: 0.5rem max(0px, 100% - 40rem) 0.5rem 2rem;
        counter-increment: step;
      }
      li::before {
        content: counter(step);
        position: absolute;
        left: 0;
        color: var(--ink2);
      }
      li + li {
        border-top: 1px solid var(--rule);
      }
      .acts {
        display: flex;
        gap: 1.5rem;
        margin-top: 0.75rem;
      }
      math {
        font-family: var(--maths);
        font-size: 1.125rem;
      }
      .formula {
        margin: 0.25rem 0;
        line-height: 2.25;
      }
    `,
  ];

  render() {
    const { steps, shown } = this;
    if (this.hide) {
      return html`<p class="label">
        The derivation is not shown here. Your answer above is checked all the same.
      </p>`;
    }
    const rest = steps.length - shown;
    return html`
      <ol aria-live="polite">${steps.slice(0, shown).map((step) => html`<li>${step}</li>`)}</ol>
      <p class="acts">
        <button class="act" ?disabled=${rest === 0} @click=${() => this.#show(shown + 1)}>
          ${shown === 0 ? 'First step' : 'Next step'} (${Math.min(shown + 1, steps.length)} of ${steps.length})
        </button>
        <button class="act" ?disabled=${rest === 0} @click=${() => this.#show(steps.length)}>
          All steps
        </button>
        <button class="act" ?disabled=${shown === 0} @click=${() => this.#show(0)}>Fold</button>
      </p>
    `;
  }

  #show(count: number) {
    this.shown = count;
  }
}

customElements.define('derivation-steps', DerivationSteps);

declare global {
  interface HTMLElementTagNameMap {
    'derivation-steps': DerivationSteps;
  }
}
