// A place for one's own answer: a line to type on, and what can be said about it.
import { css, html, LitElement, nothing } from 'lit';
import { outcomeOf } from '../../core/errors.ts';
import { base } from '../../styles/base.ts';
import { act } from '../../ui/action.ts';
import { property, state } from '../../ui/property.ts';
import { unreadable, type Verdict, verdictStyles, verdictText } from './answer-feedback.ts';
import { seeWhy } from './hint-rungs.ts';
import { wasChecked } from './lab-element.ts';
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
  /** Check was pressed before anything was typed. */
  @state() private early = false;

  static styles = [
    base,
    labStyles,
    verdictStyles,
    css`
      :host {
        container-type: inline-size;
        display: block;
      }
      form {
        display: grid;
        /* One below the other, fields begin at one edge and are equally long, but for what is longer. */
        --room: calc(100% - var(--label-column, 6rem) - 7rem);
        grid-template-columns: var(--label-column, 6rem) minmax(min(24rem, var(--room)), max-content) auto;
        gap: 0.5rem 0.75rem;
        align-items: baseline;
        justify-content: start;
      }
      label {
        display: contents;
      }
      /* As long as what is typed, as far as there is room. */
      input.wide {
        width: 100%;
        min-width: 0;
        field-sizing: content;
      }
      .button {
        justify-self: start;
      }
      hint-rungs {
        margin-top: 0.375rem;
      }
      :host([question]) form {
        --room: calc(100% - 7rem);
        grid-template-columns: minmax(min(24rem, var(--room)), max-content) auto;
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
          display: flex;
          flex-wrap: wrap;
        }
        .label {
          flex-basis: 100%;
        }
        /* What is longer takes a line of its own. */
        input.wide {
          flex: 1 1 auto;
          width: auto;
          max-width: 100%;
          min-width: min(14rem, 100%);
        }
      }
    `,
  ];

  /** What was typed here last: it is said to be checked by Check alone. */
  #own: string | null = null;

  /** Typed, or brought by Back: what was said is about another text, or another question. */
  willUpdate(changed: Map<string, unknown>) {
    if (!changed.has('value') && !changed.has('label')) return;
    this.verdict = null;
    this.early = false;
    if (changed.has('value') && this.value !== this.#own) this.recall();
  }

  /** What was said of an answer that was checked before is said again; nothing has happened. */
  async recall() {
    if (this.value.trim() === '' || !wasChecked(this, this.name)) return;
    const verdict = await this.#judged();
    if (!verdict || verdict.unread) return;
    this.verdict = verdict;
    act(this, 'answer-recalled', { answer: this.name, right: verdict.right });
  }

  /** What the answer is worth; null where another one stands there by now. */
  async #judged(): Promise<Verdict | null> {
    const { value, label } = this;
    const answer = await outcomeOf(this.check(value));
    if (!answer || value !== this.value || label !== this.label) return null;
    return answer.error ? unreadable(answer.error) : answer.value;
  }

  /** A hint on this very answer stands in the place of the one on the question. */
  get #rungs() {
    const { hints, verdict } = this;
    if (!verdict?.rungs) return hints;
    if (hints.length === 0) return verdict.rungs.filter(Boolean);
    return hints.map((hint, at) => verdict.rungs?.[at - 1] || hint);
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
      <div aria-live="polite">
        ${verdict ? verdictText(verdict) : nothing}
        ${this.early ? html`<p class="verdict">Type an answer first.</p>` : nothing}
      </div>
      ${verdict?.right ? this.#why() : html`<hint-rungs .of=${this.name} .rungs=${this.#rungs} .hide=${this.hide}></hint-rungs>`}
    `;
  }

  /** The last hint is how the answer comes about. */
  #why() {
    const why = this.hints.at(-1);
    return why ? seeWhy(why, this.hide) : nothing;
  }

  #typed({ target }: InputEvent) {
    this.value = this.#own = (target as HTMLInputElement).value;
    act(this, 'lab-set', { [this.name]: this.value || null });
  }

  async #submit(event: Event) {
    event.preventDefault();
    if (this.value.trim() === '') {
      this.early = true;
      return;
    }
    const verdict = await this.#judged();
    if (!verdict) return;
    this.verdict = verdict;
    const { name: answer } = this;
    if (verdict.unread) act(this, 'answer-unread', { answer });
    else act(this, 'answer-judged', { answer, right: verdict.right });
  }
}

customElements.define('typed-answer', TypedAnswer);

declare global {
  interface Actions {
    /** An answer was checked. */
    'answer-judged': { answer: string; right: boolean };
    /** An answer could not be read. */
    'answer-unread': { answer: string };
    /** An answer that was checked before was judged again, which is nothing that a person did. */
    'answer-recalled': { answer: string; right: boolean };
  }
  interface HTMLElementTagNameMap {
    'typed-answer': TypedAnswer;
  }
}
