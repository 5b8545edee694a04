// A place for one's own answer: a line to type on, and what can be said about it.
import { css, html, LitElement, nothing } from 'lit';
import { CoreError, Superseded } from '../../core/engine.js';
import { base } from '../../styles/base.js';
import { unreadable, verdictStyles, verdictText } from './answer-feedback.js';
import { labStyles } from './lab-styles.js';

/** @typedef {import('./answer-feedback.js').Verdict} Verdict */

/**
 * `check` is asked with the text and says what it is worth. Fires `answer-set` with the text, so that
 * the lab can keep it. With the attribute `question` its label is a sentence, and stands over the field.
 */
export class TypedAnswer extends LitElement {
  static properties = {
    label: { type: String },
    placeholder: { type: String },
    value: { attribute: false },
    check: { attribute: false },
    verdict: { state: true },
  };

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

  constructor() {
    super();
    this.label = '';
    this.placeholder = '';
    this.value = '';
    /** @type {(text: string) => Promise<Verdict>} */
    this.check = async () => ({ right: false, message: '' });
    /** @type {Verdict | null} */
    this.verdict = null;
  }

  /** Typed, or brought by Back: what was said is about another text, or another question. @param {Map<string, unknown>} changed */
  willUpdate(changed) {
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
    `;
  }

  /** @param {InputEvent} event */
  #typed({ target }) {
    this.value = /** @type {HTMLInputElement} */ (target).value;
    const told = new CustomEvent('answer-set', { detail: this.value, bubbles: true });
    this.dispatchEvent(told);
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    const { value, label } = this;
    if (value.trim() === '') {
      this.verdict = { right: false, message: 'Type an answer first.' };
      return;
    }
    const verdict = await this.#judge(value);
    if (verdict && value === this.value && label === this.label) this.verdict = verdict;
  }

  /** @param {string} text @returns {Promise<Verdict | null>} */
  async #judge(text) {
    try {
      return await this.check(text);
    } catch (error) {
      if (error instanceof Superseded) return null;
      if (!(error instanceof CoreError)) throw error;
      return unreadable(error.plain);
    }
  }
}

customElements.define('typed-answer', TypedAnswer);
