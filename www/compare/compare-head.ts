// The head of one column: what it is, what is set there, and what can be done with it.
import { css, html, LitElement, nothing } from 'lit';
import type { VariantInfo } from '../../pkg/attention_playground.js';
import { declared, type State } from '../state/edits.ts';
import type { Column } from '../state/queries/comparison.ts';
import { base } from '../styles/base.ts';
import { act, handles } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import { list } from './compare-words.ts';
import '../inputs/param-settings.ts';

export class CompareHead extends LitElement {
  @property({ attribute: false }) column: Column | null = null;
  @property({ attribute: false }) at = 0;
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) info?: VariantInfo;
  @property({ attribute: false }) state: State | null = null;
  @state() private open = false;

  static styles = [
    base,
    css`
      h3 {
        font-size: 1.25rem;
        line-height: 1.625rem;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.125rem;
      }
      param-settings {
        margin-top: 0.5rem;
      }
    `,
  ];

  render() {
    const { column, info, at } = this;
    if (!column || !info) return nothing;
    return html`
      <h3>${this.name}</h3>
      <p class="label">${info.summary}</p>
      <p class="label">${this.#remarks(column, info).join(' ')}</p>
      <p class="acts label">
        ${at === 0 ? html`<span>The reference</span>` : this.#act('Use as the reference', 'column-first')}
        ${
          column.live
            ? html`<span>Uses the settings of the page</span>`
            : html`<button
                class="act"
                aria-expanded=${this.open}
                aria-label="Settings of ${this.name}"
                @click=${() => {
                  this.open = !this.open;
                }}
              >Settings</button>
              ${this.#act('Remove', 'column-remove')}`
        }
      </p>
      ${
        this.open && !column.live
          ? html`<param-settings
              compact
              .params=${info.params}
              .values=${column.params}
              @action=${this.#settingActions}
            ></param-settings>`
          : nothing
      }
    `;
  }

  /** What is not as it opens, and what is not as in the other columns. */
  #remarks(column: Column, info: VariantInfo) {
    const set = info.params.filter(
      ({ name, default: start }) => (column.params[name] ?? start) !== start,
    );
    const words = set.map(({ name, label, choices }) => {
      const value = column.params[name];
      return `${label} ${choices.find((choice) => choice.value === value)?.label ?? value}`;
    });
    const remarks = words.length > 0 ? [`With ${list(words)}.`] : [];
    const typed = this.state?.inputs ?? {};
    if (column.live) return remarks;
    if (!column.inputs) {
      const { names = {} } = column;
      const called = Object.entries(names).filter(([name, table]) => name !== table);
      if (called.length > 0)
        remarks.push(`With ${list(called.map(([name, table]) => `${name} = ${table}`))}.`);
      const isTaken = (name: string) =>
        info.inputs.some((input) => (names[input.name] ?? input.name) === name);
      const without = Object.keys(typed).filter((name) => name !== 'upstream' && !isTaken(name));
      if (without.length > 0)
        remarks.push(
          `This variant takes no ${list(without)}, and is computed without ${without.length > 1 ? 'them' : 'it'}.`,
        );
      return remarks;
    }
    const own = Object.entries(declared({ ...column, inputs: column.inputs }, info).inputs);
    const other = own.filter(
      ([name, texts]) => JSON.stringify(typed[name]) !== JSON.stringify(texts),
    );
    const names = list(other.map(([name]) => name));
    return [...remarks, names ? `With ${names} as pinned.` : 'With the inputs as they are now.'];
  }

  #act(label: string, type: 'column-first' | 'column-remove') {
    return html`<button
      class="act"
      aria-label="${label}: ${this.name}"
      @click=${() => act(this, type, this.at)}
    >${label}</button>`;
  }

  #settingActions = handles({
    'param-set': (setting) => act(this, 'column-param', { column: this.at, ...setting }),
  });
}

customElements.define('compare-head', CompareHead);

declare global {
  interface Actions {
    /** The place of the column that becomes the reference. */
    'column-first': number;
    'column-remove': number;
  }
  interface HTMLElementTagNameMap {
    'compare-head': CompareHead;
  }
}
