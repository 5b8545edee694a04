// A place for one's own answer: a line to type on, and what can be said about it.
import { css, html, LitElement, nothing } from 'lit';
import { outcomeOf } from '../../core/errors.ts';
import { base } from '../../styles/base.ts';
import { act } from '../../ui/action.ts';
import { property, state } from '../../ui/property.ts';
import { unreadable, type Verdict, verdictStyles, verdictText } from './answer-feedback.ts';
import './hint-rungs.ts';
import { labStyles } from './lab-styles.ts';

/**
 * `check` is asked with the text and says what it is worth. With the attribute `question` its label is a
 * sentence, and stands over the field.
 */
export class TypedAnswer extends LitElement {
  /** The setting that the lab keeps it as. */
  @property({ type: String }) name = '';
  @property({ type: String }) label = '';
  @property({ type: String }) placeholder = '';
  @property({ attribute: false }) value = '';
  @property({ attribute: false }) check: (text: string) => Promise<Verdict> = async () => ({
    right: false,
    message: '',
  });
  /** Hints about the question. */
  @property({ attribute: false }) hints: unknown[] = [];
  /** Without the hint that says the answer. */
  @property({ type: Boolean }) hide = false;
  @state() private verdict: Verdict | null = null;

  static styles = [
    base,
    labStyles,
    verdictStyles,
    css`
      form {
        display: grid;
        grid-template-columns: var(--label-column, 6rem) minmax(0, 24rem) auto; /* one below the other, fields begin at one edge */
        gap: 0.5rem 0.75rem;
        align-items: baseline;
        justify-content: start;
      }
      label {
        display: contents;
      }
      input.wide {
        width: 100%;
      }
      .button {
        justify-self: start;
      }
      hint-rungs {
        margin-top: 0.375rem;
      }
      :host([question]) form {
        grid-template-columns: minmax(0, 24rem) auto;
      }
      :host([question]) .label {
        grid-column: 1 / -1;
        font-size: 1rem;
        line-height: 1.5rem;
        color: inherit;
      }
      @container (max-width: 37.5rem) {
        form,
        :host([question]) form {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        .label {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  /** Typed, or brought by Back: what was said is about another text, or another question. */
  willUpdate(changed: Map<string, unknown>) {
    if (changed.has('value') || changed.has('label')) this.verdict = null;
  }

  render() {
    const { verdict } = this;
    return html`
      <form @submit=${this.#submit}>
        <label>
          <span class="label">${this.label}</span>
          <input
            class="wide"
            spellcheck="false"
            autocomplete="off"
            placeholder=${this.placeholder || nothing}
            .value=${this.value}
            @input=${this.#typed}
          >
        </label>
        <button class="button">Check</button>
      </form>
      <div aria-live="polite">${verdict ? verdictText(verdict) : nothing}</div>
      ${verdict?.right ? nothing : html`<hint-rungs .of=${this.name} .rungs=${verdict?.rungs ?? this.hints} .hide=${this.hide && !verdict?.rungs}></hint-rungs>`}
    `;
  }

  #typed({ target }: InputEvent) {
    this.value = (target as HTMLInputElement).value;
    act(this, 'lab-set', { [this.name]: this.value || null });
  }

  async #submit(event: Event) {
    event.preventDefault();
    const { value, label } = this;
    if (value.trim() === '') {
      this.verdict = { right: false, message: 'Type an answer first.' };
      return;
    }
    const answer = await outcomeOf(this.check(value));
    if (!answer || value !== this.value || label !== this.label) return;
    this.verdict = answer.error ? unreadable(answer.error) : answer.value;
    const { right, unread } = this.verdict;
    if (!unread) act(this, 'answer-judged', { answer: this.name, right });
  }
}

customElements.define('typed-answer', TypedAnswer);

declare global {
  interface Actions {
    /** An answer was checked. */
    'answer-judged': { answer: string; right: boolean };
  }
  interface HTMLElementTagNameMap {
    'typed-answer': TypedAnswer;
  }
}
