// The temperature of a softmax as a slider, under the way that each weight takes as T changes.
import { css, html, LitElement, nothing } from 'lit';
import { write } from '../lib/format.js';
import { LADDER, rungOf, TEMPERATURE } from '../state/queries/temperatures.js';
import { base } from '../styles/base.js';
import { linesOf, temperatureCsv } from './temperature-lines.js';
import '../exports/save-plot.js';
import { LEFT, RIGHT } from './temperature-curves.js';

/** @typedef {import('../../pkg/attention_playground.js').Tensor} Tensor */

const NAMED = 8; // weights that are written out

/** Fires `column-param` with `{column, name, value, typed}`; `typed`, since a drag is undone as one. */
export class TemperaturePlot extends LitElement {
  static properties = {
    column: { attribute: false },
    name: { attribute: false },
    value: { attribute: false },
    sweep: { attribute: false },
    weights: { attribute: false },
    query: { attribute: false },
  };

  static styles = [
    base,
    css`
      :host {
        padding: 1.125rem 0 1.5rem;
        border-top: 1px solid var(--rule);
      }
      h3 {
        font-size: 1.3125rem;
        line-height: 1.75rem;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1rem;
        align-items: baseline;
        justify-content: space-between;
      }
      .body {
        display: grid;
        grid-template-columns: minmax(12rem, 1fr) 9rem;
        gap: 0.25rem 1.25rem;
        margin-top: 0.75rem;
      }
      .body > * {
        min-width: 0;
      }
      /* From one end of the axis to the other, and half of the thumb beyond each. */
      input {
        width: calc(100% - ${LEFT + RIGHT}rem + 1rem);
        height: 2rem;
        margin-left: ${LEFT - 0.5}rem;
        accent-color: var(--p7);
        cursor: pointer;
      }
      .values {
        grid-area: 1 / 2;
        font-size: 0.9375rem;
        line-height: 1.3125rem;
      }
      .values b {
        font-weight: 400;
        font-size: 1.0625rem;
      }
      .values [hidden] {
        display: none;
      }
      .values li {
        display: flex;
        justify-content: space-between;
        color: var(--ink2);
      }
      .values li:first-child {
        color: var(--ink);
      }
      @container (max-width: 37.5rem) {
        .body {
          grid-template-columns: minmax(0, 1fr);
        }
        .values {
          grid-area: auto;
          margin-top: 0.5rem;
        }
      }
      @media print {
        .values ul {
          visibility: var(--answers, visible);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.column = 0;
    this.name = '';
    this.value = /** @type {import('../state/edits.js').Value} */ (1);
    /** @type {Tensor[] | null} */
    this.sweep = null;
    /** @type {Tensor | null} */
    this.weights = null;
    this.query = 0;
  }

  render() {
    const step = rungOf(Number(this.value));
    const { sweep, query } = this;
    return html`
      <div class="head">
        <h3 id="title">Temperature</h3>
        ${
          sweep
            ? html`<save-plot
                .name=${`Weights of query ${query + 1} by T`}
                .drawing=${() => this.renderRoot.querySelector('temperature-curves')?.shadowRoot?.querySelector('svg')}
                .numbers=${() => temperatureCsv(sweep, query)}
              ></save-plot>`
            : nothing
        }
      </div>
      <p class="label">
        ${this.name} divides its scores by T. Drag T down: one key takes all, as argmax has it. Drag
        it up: every key weighs the same.
      </p>
      <div class="body">
        <temperature-curves
          .lines=${sweep ? linesOf(sweep, query) : []}
          .step=${step}
          .label=${sweep ? `The weights of query ${query + 1} against T, from 0.01 to 100` : 'T, from 0.01 to 100'}
        ></temperature-curves>
        <input
          type="range"
          min="0"
          max=${LADDER.length - 1}
          step="1"
          aria-labelledby="title"
          aria-valuetext="T = ${this.value}"
          .value=${String(step)}
          @input=${this.#move}
        />
        ${this.#values()}
      </div>
    `;
  }

  /** The weights as they are now, the largest first. */
  #values() {
    const { weights } = this;
    const columns = weights?.shape.at(-1) ?? 0;
    const start = weights ? Math.min(weights.data.length / columns - 1, this.query) * columns : 0;
    const row = Array.from(weights?.data.subarray(start, start + columns) ?? []);
    const sorted = row.map((value, key) => ({ value, key })).sort((a, b) => b.value - a.value);
    return html`<div class="values">
      <p><b>T = ${this.value}</b></p>
      <ul ?hidden=${!this.sweep}>
        ${sorted
          .slice(0, NAMED)
          .map(
            ({ value, key }) =>
              html`<li><span>key ${key + 1}</span><span>${write(value, 4)}</span></li>`,
          )}
      </ul>
    </div>`;
  }

  /** @param {InputEvent} event */
  #move({ target }) {
    const rung = Number(/** @type {HTMLInputElement} */ (target).value);
    const detail = { column: this.column, name: TEMPERATURE, value: LADDER[rung], typed: true };
    this.dispatchEvent(new CustomEvent('column-param', { detail, bubbles: true, composed: true }));
  }
}

customElements.define('temperature-plot', TemperaturePlot);
