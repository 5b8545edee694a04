// The variant's parameters, and the number of digits on the screen.
import { css, html, LitElement, nothing } from 'lit';
import type { ParamInfo } from '../../pkg/attention_playground.js';
import type { PlainError } from '../core/errors.ts';
import { numberOrText } from '../lib/format.ts';
import type { Value } from '../state/edits.ts';
import { base } from '../styles/base.ts';
import { choices } from '../styles/choices.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import { errorNote, errorStyles, type QuickFix } from './error-note.ts';

interface Choice<V> {
  value: V;
  label: string;
  help?: string;
}

const DIGITS: Choice<number | null>[] = [
  { value: null, label: 'auto' },
  { value: 0, label: '0' },
  { value: 2, label: '2' },
  { value: 4, label: '4' },
  { value: 6, label: '6' },
];

export class ParamSettings extends LitElement {
  @property({ attribute: false }) params: ParamInfo[] = [];
  @property({ attribute: false }) values: Record<string, Value> = {};
  @property({ attribute: false }) digits: number | null = null;
  @property({ attribute: false }) error: PlainError | null = null;
  @property({ attribute: false }) quickFixes: QuickFix[] = [];
  /** The names of those that do not change. */
  @property({ attribute: false }) locked: ReadonlySet<string> = new Set();
  /** Without the heading, and without the digits, which are those of the page. */
  @property({ type: Boolean }) compact = false;

  /** The parameter for which a number was chosen last, until its field is there. */
  #opened = '';

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
        width: 6rem;
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

  render() {
    const params = this.params.map((param) => this.#param(param));
    if (this.compact) return params;
    return html`
      <h2 class="label">Settings</h2>
      ${params}
      ${this.#row('digits', 'digits', DIGITS, this.digits, (value) => act(this, 'digits-set', value))}
    `;
  }

  #param({ name, label, help, choices, range, number, default: start }: ParamInfo) {
    const value = this.values[name] ?? start;
    const chosen = choices.find((choice) => choice.value === value);
    const error = this.error?.field === name ? this.error : null;
    const set = (next: Value) => act(this, 'param-set', { name, value: next });
    // Where a number may stand beside words it is the last of the choices, and 1 at first.
    const own = { value: chosen ? 1 : value, label: number?.label ?? '' };
    const all: Choice<Value>[] = number ? [...choices, own] : choices;
    const choose = (next: Value) => {
      this.#opened = next === own.value ? name : '';
      set(next);
    };
    return html`
      ${all.length > 0 ? this.#row(name, label, all, value, number ? choose : set) : nothing}
      ${range && !chosen ? this.#number(name, number ? 'times' : label, value, error !== null) : nothing}
      <p class="help">${(chosen ?? number)?.help ?? help}</p>
      ${error ? errorNote(error, { id: `error-${name}`, quickFixes: this.quickFixes }) : nothing}
    `;
  }

  /** Goes to the field of a number that has just been chosen, once the choice has come back. */
  updated() {
    const field =
      this.#opened && this.renderRoot.querySelector<HTMLInputElement>(`#${this.#opened}`);
    if (!field) return;
    this.#opened = '';
    field.focus();
    field.select();
  }

  #number(name: string, label: string, value: Value, wrong: boolean) {
    return html`<div class="number">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        inputmode="decimal"
        autocomplete="off"
        aria-invalid=${wrong ? 'true' : nothing}
        aria-describedby=${wrong ? `error-${name}` : nothing}
        ?readonly=${this.locked.has(name)}
        .value=${String(value)}
        @input=${({ target }: InputEvent) => {
          const { value: text } = target as HTMLInputElement;
          act(this, 'param-set', { name, value: numberOrText(text), typed: true });
        }}
        @blur=${() => act(this, 'cell-leave')}
      />
    </div>`;
  }

  #row<V>(name: string, label: string, choices: Choice<V>[], value: V, set: (value: V) => void) {
    return html`<fieldset>
      <legend class="label">${label}</legend>
      ${choices.map(
        (choice) => html`<label translate="no">
          <input
            type="radio"
            name=${name}
            .checked=${choice.value === value}
            ?disabled=${this.locked.has(name) && choice.value !== value}
            @change=${() => set(choice.value)}
          />${choice.label}
        </label>`,
      )}
    </fieldset>`;
  }
}

customElements.define('param-settings', ParamSettings);

declare global {
  interface Actions {
    /** `typed` where it is typed and not chosen. */
    'param-set': { name: string; value: Value; typed?: boolean };
    'digits-set': number | null;
  }
  interface HTMLElementTagNameMap {
    'param-settings': ParamSettings;
  }
}
