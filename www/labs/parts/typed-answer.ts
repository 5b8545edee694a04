// A place for one's own answer: a line to type on, and what can be said about it.
import { css, html, nothing } from 'lit';
import { base } from '../../styles/base.ts';
import { property } from '../../ui/property.ts';
import { type Verdict, verdictStyles, verdictText } from './answer-feedback.ts';
import { CheckedAnswer } from './checked-answer.ts';
import { seeWhy } from './hint-rungs.ts';
import { labStyles } from './lab-styles.ts';

/**
 * `check` is asked with the text and says what it is worth. With the attribute `question` its label is a
 * sentence, and stands over the field.
 */
export class TypedAnswer extends CheckedAnswer {
  @property({ type: String }) placeholder = '';
  @property({ attribute: false }) check: (text: string) => Promise<Verdict> = async () => ({
    right: false,
    message: '',
  });

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

  protected judge() {
    return this.check(this.value);
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
      <form @submit=${this.submit}>
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
    this.take((target as HTMLInputElement).value);
  }
}

customElements.define('typed-answer', TypedAnswer);

declare global {
  interface HTMLElementTagNameMap {
    'typed-answer': TypedAnswer;
  }
}
