// An answer that is chosen: statements, of which one is right, and for each why it is or is not.
import { css, html, nothing } from 'lit';
import { base } from '../../styles/base.ts';
import { property } from '../../ui/property.ts';
import { verdictStyles, verdictText } from './answer-feedback.ts';
import { CheckedAnswer } from './checked-answer.ts';
import './hint-rungs.ts';
import { type Choice, judgeChoice } from './judge.ts';
import { labStyles } from './lab-styles.ts';

export class ChoiceAnswer extends CheckedAnswer {
  @property({ attribute: false }) choices: Choice[] = [];
  /** The experiment that shows what is wrong with a choice, where there is one. */
  @property({ attribute: false }) experiment: (value: string) => (() => void) | undefined = () =>
    undefined;

  static styles = [
    base,
    labStyles,
    verdictStyles,
    css`
      fieldset {
        min-width: 0;
      }
      fieldset label span {
        text-wrap: balance;
      }
      legend {
        margin-bottom: 0.25rem;
      }
      fieldset label {
        display: grid;
        grid-template-columns: auto minmax(0, 38.5rem);
        justify-content: start;
        gap: 0.625rem;
        padding: 0.3125rem 0;
        cursor: pointer;
      }
      label + label {
        border-top: 1px solid var(--rule);
      }
      input[type='radio'] {
        width: 0.9375rem;
        height: 0.9375rem;
        accent-color: var(--ink2);
      }
      .button {
        margin-top: 0.625rem;
      }
      hint-rungs {
        margin-top: 0.375rem;
      }
    `,
  ];

  /** No statement has this name: an address has it from elsewhere. */
  protected get ready() {
    return this.choices.some(({ value }) => value === this.value);
  }

  protected judge() {
    return judgeChoice(this.choices, this.value);
  }

  render() {
    const { verdict, value } = this;
    return html`
      <form @submit=${this.submit}>
        <fieldset>
          <legend>${this.label}</legend>
          ${this.choices.map(
            ({ value, text }) => html`<label>
              <input
                type="radio"
                name="choice"
                .checked=${value === this.value}
                @change=${() => this.take(value)}
              /><span>${text}</span>
            </label>`,
          )}
        </fieldset>
        <button class="button">Check</button>
      </form>
      <div aria-live="polite">
        ${verdict ? verdictText({ ...verdict, experiment: this.experiment(value) }) : nothing}
        ${this.early ? html`<p class="verdict">Choose an answer first.</p>` : nothing}
      </div>
      ${verdict?.right ? nothing : html`<hint-rungs .of=${this.name} .rungs=${this.hints} .hide=${this.hide}></hint-rungs>`}
    `;
  }
}

customElements.define('choice-answer', ChoiceAnswer);

declare global {
  interface HTMLElementTagNameMap {
    'choice-answer': ChoiceAnswer;
  }
}
