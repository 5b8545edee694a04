// The head of one column: what it is, what is set there, and what can be done with it.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../styles/base.js';
import { list } from './compare-words.js';
import '../inputs/param-settings.js';

/** @typedef {import('../state/queries/comparison.js').Column} Column */
/** @typedef {import('../state/edits.js').VariantInfo} VariantInfo */

/** Fires `column-first`, `column-remove` with its place, and `column-param` with `{column, name, value, typed}`. */
export class CompareHead extends LitElement {
  static properties = {
    column: { attribute: false },
    at: { attribute: false },
    name: { attribute: false },
    info: { attribute: false },
    state: { attribute: false },
    open: { state: true },
  };

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

  constructor() {
    super();
    /** @type {Column | null} */
    this.column = null;
    this.at = 0;
    this.name = '';
    /** @type {VariantInfo | undefined} */
    this.info = undefined;
    /** @type {import('../state/edits.js').State | null} */
    this.state = null;
    this.open = false;
  }

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
            ? html`<span>Set at the inputs</span>`
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
              @param-set=${this.#set}
            ></param-settings>`
          : nothing
      }
    `;
  }

  /** What is not as it opens, and what is not as in the other columns. @param {Column} column @param {VariantInfo} info */
  #remarks(column, info) {
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
      const without = Object.keys(typed).filter(
        (name) => name !== 'upstream' && !info.inputs.some((input) => input.name === name),
      );
      if (without.length > 0)
        remarks.push(`It takes no ${list(without)}, and is computed without.`);
      return remarks;
    }
    const own = Object.entries(column.inputs);
    const other = own.filter(
      ([name, sheet]) => JSON.stringify(typed[name]) !== JSON.stringify(sheet),
    );
    const names = list(other.map(([name]) => name));
    return [...remarks, names ? `With ${names} as pinned.` : 'With the inputs as they are now.'];
  }

  /** @param {string} label @param {string} type */
  #act(label, type) {
    return html`<button
      class="act"
      aria-label="${label}: ${this.name}"
      @click=${() => this.#tell(type, this.at)}
    >${label}</button>`;
  }

  /** @param {CustomEvent<{name: string, value: import('../state/edits.js').Value, typed?: boolean}>} event */
  #set(event) {
    event.stopPropagation();
    this.#tell('column-param', { column: this.at, ...event.detail });
  }

  /** @param {string} type @param {unknown} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define('compare-head', CompareHead);
