// An answer that is chosen: statements, of which one is right, and for each why it is or is not.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../../styles/base.ts';
import { act } from '../../ui/action.ts';
import { property, state } from '../../ui/property.ts';
import { verdictStyles, verdictText } from './answer-feedback.ts';
import './hint-rungs.ts';
import { type Choice, judgeChoice } from './judge.ts';
import { wasChecked } from './lab-element.ts';
import { labStyles } from './lab-styles.ts';

export class ChoiceAnswer extends LitElement {
  /** The setting that the lab keeps it as. */
  @property({ type: String }) name = '';
  @property({ type: String }) label = '';
  @property({ attribute: false }) choices: Choice[] = [];
  @property({ attribute: false }) value = '';
  /** Hints about the question. */
  @property({ attribute: false }) hints: unknown[] = [];
  /** Without the hint that says the answer. */
  @property({ type: Boolean }) hide = false;
  /** The experiment that shows what is wrong with a choice, where there is one. */
  @property({ attribute: false }) experiment: (value: string) => (() => void) | undefined = () =>
    undefined;
  /** The value that was checked. */
  @state() private checked = '';
  /** Check was pressed before anything was chosen. */
  @state() private early = false;

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

  /** Chosen, or brought by Back: what was said is about another statement. */
  willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('value')) return;
    this.early = false;
    this.checked = '';
    if (this.value !== this.#own) this.recall();
  }

  /** What was chosen here last. */
  #own: string | null = null;

  /** What was said before is said again; nothing has happened. */
  async recall() {
    if (this.value === '' || !wasChecked(this, this.name)) return;
    this.checked = this.value;
    await this.updateComplete;
    const { right } = judgeChoice(this.choices, this.checked);
    act(this, 'answer-recalled', { answer: this.name, right });
  }

  render() {
    const isOne = this.choices.some(({ value }) => value === this.checked);
    const verdict = isOne ? this.#verdict(this.checked) : null;
    return html`
      <form @submit=${this.#submit}>
        <fieldset>
          <legend>${this.label}</legend>
          ${this.choices.map(
            ({ value, text }) => html`<label>
              <input
                type="radio"
                name="choice"
                .checked=${value === this.value}
                @change=${() => this.#choose(value)}
              /><span>${text}</span>
            </label>`,
          )}
        </fieldset>
        <button class="button">Check</button>
      </form>
      <div aria-live="polite">
        ${verdict ? verdictText(verdict) : nothing}
        ${this.early ? html`<p class="verdict">Choose an answer first.</p>` : nothing}
      </div>
      ${verdict?.right ? nothing : html`<hint-rungs .of=${this.name} .rungs=${this.hints} .hide=${this.hide}></hint-rungs>`}
    `;
  }

  #verdict(value: string) {
    return { ...judgeChoice(this.choices, value), experiment: this.experiment(value) };
  }

  #choose(value: string) {
    this.value = this.#own = value;
    act(this, 'lab-set', { [this.name]: value });
  }

  #submit(event: Event) {
    event.preventDefault();
    this.checked = this.value;
    this.early = this.value === '';
    if (this.early) return;
    const { right } = judgeChoice(this.choices, this.checked);
    act(this, 'answer-judged', { answer: this.name, right });
  }
}

customElements.define('choice-answer', ChoiceAnswer);

declare global {
  interface HTMLElementTagNameMap {
    'choice-answer': ChoiceAnswer;
  }
}
