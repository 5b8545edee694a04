// The variant's parameters, and the number of digits on the screen.
import { css, html, LitElement, nothing } from 'lit';
import { numberOrText } from '../lib/format.js';
import { base } from '../styles/base.js';
import { choices } from '../styles/choices.js';
import { errorNote, errorStyles } from './error-note.js';

/** @typedef {import('../../pkg/attention_playground.js').ParamInfo} ParamInfo */
/** @typedef {import('../state/edits.js').Value} Value */
/** @typedef {{value: Value | null, label: string, help?: string}} Choice */

/** @type {Choice[]} */
const DIGITS = [
  { value: null, label: 'as needed' },
  { value: 0, label: '0' },
  { value: 2, label: '2' },
  { value: 4, label: '4' },
  { value: 6, label: '6' },
];

/** Fires `param-set` with `{name, value}` and `digits-set` with a number or null. */
export class ParamSettings extends LitElement {
  static properties = {
    params: { attribute: false },
    values: { attribute: false },
    digits: { attribute: false },
    error: { attribute: false },
    cures: { attribute: false },
    /** Without the heading, and without the digits, which are those of the page. */
    compact: { type: Boolean },
  };

  static styles = [
    base,
    choices,
    errorStyles,
    css`
      h2 {
        margin-bottom: 0.375rem;
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 1rem;
        min-height: 1.875rem;
        min-width: 0;
        font-size: 0.9375rem;
      }
      legend {
        float: left;
        margin-right: auto;
      }
      .number {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        min-height: 1.875rem;
      }
      .number label {
        font-size: 0.875rem;
        color: var(--ink2);
      }
      .number input {
        width: 4rem;
        border-bottom: 1px solid var(--edge);
        text-align: right;
        font-size: 0.9375rem;
      }
      .number input[aria-invalid] {
        border-bottom: 2px solid var(--error);
        background: var(--error-wash);
      }
      fieldset label:last-child {
        text-align: right;
      }
      .help {
        margin: 0.125rem 0 0.5rem;
        font-size: 0.8125rem;
        line-height: 1.125rem;
        color: var(--ink3);
      }
      @container (max-width: 56.25rem) {
        fieldset {
          min-height: 2.125rem;
        }
        label {
          padding-block: 0.375rem;
        }
      }
      /* On paper a setting is what it is set to. */
      @media print {
        fieldset label:not(:has(:checked)),
        fieldset:has([name='digits']),
        .help {
          display: none;
        }
        label:has(:checked) {
          text-decoration: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {ParamInfo[]} */
    this.params = [];
    /** @type {Record<string, Value>} */
    this.values = {};
    /** @type {number | null} */
    this.digits = null;
    /** @type {import('../core/engine.js').PlainError | null} */
    this.error = null;
    /** @type {import('./error-note.js').Cure[]} */
    this.cures = [];
    this.compact = false;
  }

  render() {
    const params = this.params.map((param) => this.#param(param));
    if (this.compact) return params;
    return html`
      <h2 class="label">Settings</h2>
      ${params}
      ${this.#row('digits', 'digits', DIGITS, this.digits, (value) => this.#tell('digits-set', value))}
    `;
  }

  /** @param {ParamInfo} param */
  #param({ name, label, help, choices, range, default: start }) {
    const value = this.values[name] ?? start;
    const chosen = choices.find((choice) => choice.value === value);
    const error = this.error?.field === name ? this.error : null;
    const set = (/** @type {Value | null} */ next) =>
      this.#tell('param-set', { name, value: next });
    return html`
      ${
        range
          ? this.#number(name, label, value, error !== null)
          : this.#row(name, label, choices, value, set)
      }
      <p class="help">${chosen?.help ?? help}</p>
      ${error ? errorNote(error, { id: `error-${name}`, cures: this.cures }) : nothing}
    `;
  }

  /** @param {string} name @param {string} label @param {Value} value @param {boolean} wrong */
  #number(name, label, value, wrong) {
    return html`<div class="number">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        inputmode="decimal"
        autocomplete="off"
        aria-invalid=${wrong ? 'true' : nothing}
        aria-describedby=${wrong ? `error-${name}` : nothing}
        .value=${String(value)}
        @input=${(/** @type {InputEvent} */ { target }) => {
          const { value: text } = /** @type {HTMLInputElement} */ (target);
          this.#tell('param-set', { name, value: numberOrText(text), typed: true });
        }}
        @blur=${() => this.#tell('cell-leave', undefined)}
      />
    </div>`;
  }

  /** @param {string} name @param {string} label @param {Choice[]} choices @param {Value | null} value @param {(value: Value | null) => void} set */
  #row(name, label, choices, value, set) {
    return html`<fieldset>
      <legend class="label">${label}</legend>
      ${choices.map(
        (choice) => html`<label>
          <input
            type="radio"
            name=${name}
            .checked=${choice.value === value}
            @change=${() => set(choice.value)}
          />${choice.label}
        </label>`,
      )}
    </fieldset>`;
  }

  /** @param {string} type @param {unknown} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define('param-settings', ParamSettings);
