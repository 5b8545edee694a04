// The temperature of a softmax as a slider, under the way that each weight takes as T changes.
import { css, html, LitElement, nothing, svg } from 'lit';
import { write } from '../format.js';
import { base } from '../styles/base.js';
import { LADDER, rungOf, TEMPERATURE } from '../temperatures.js';

/** @typedef {import('../../pkg/attention_playground.js').Tensor} Tensor */

const TICKS = ['0.01', '0.1', '1', '10', '100'];
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
      .body {
        display: grid;
        grid-template-columns: 2rem minmax(12rem, 1fr) 9rem;
        gap: 0 1.25rem;
        margin-top: 0.75rem;
      }
      .scale {
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        height: 9rem;
        margin: -0.625rem 0;
        text-align: right;
      }
      .labels {
        grid-column: 2;
        display: flex;
        justify-content: space-between;
      }
      .ends {
        font-style: italic;
      }
      svg {
        display: block;
        width: 100%;
        height: 7.75rem;
        overflow: visible;
      }
      path {
        fill: none;
        stroke: var(--p6);
        stroke-width: 2px;
        vector-effect: non-scaling-stroke;
      }
      path.most {
        stroke: var(--p8);
        stroke-width: 3px;
      }
      path.dot {
        stroke: var(--ink);
        stroke-width: 9px;
        stroke-linecap: round;
      }
      line {
        stroke: var(--rule);
        vector-effect: non-scaling-stroke;
      }
      line.now {
        stroke: var(--ink);
        stroke-width: 1.5px;
      }
      input {
        grid-column: 2;
        width: calc(100% + 1.5rem);
        height: 2rem;
        margin: 0 -0.75rem;
        accent-color: var(--p7);
        cursor: pointer;
      }
      .values {
        grid-column: 3;
        grid-row: 1;
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
          grid-template-columns: 1.75rem minmax(0, 1fr);
          gap: 0 0.625rem;
        }
        .values {
          grid-column: 1 / -1;
          grid-row: auto;
          margin-top: 0.5rem;
        }
      }
      @media print {
        .scale,
        svg,
        .values ul {
          visibility: var(--answers, visible);
        }
      }
      @media (forced-colors: active) {
        path,
        line {
          stroke: CanvasText;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.column = 0;
    this.name = '';
    this.value = /** @type {import('../edits.js').Value} */ (1);
    /** @type {Tensor[] | null} */
    this.sweep = null;
    /** @type {Tensor | null} */
    this.weights = null;
    this.query = 0;
  }

  render() {
    const step = rungOf(Number(this.value));
    return html`
      <h3 id="title">Temperature</h3>
      <p class="label">
        ${this.name} divides its scores by T. Drag T down: one key takes all, as argmax has it. Drag
        it up: every key weighs the same.
      </p>
      <div class="body">
        ${this.sweep ? this.#curves(this.sweep, step) : nothing}
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
        <p class="labels label">${TICKS.map((text) => html`<span>${text}</span>`)}</p>
        <p class="labels label ends"><span>argmax</span><span>plain mean</span></p>
        ${this.#values()}
      </div>
    `;
  }

  /** @param {Tensor[]} sweep @param {number} step */
  #curves(sweep, step) {
    const columns = sweep[0].shape.at(-1) ?? 1;
    const rows = sweep[0].data.length / columns;
    const start = Math.min(rows - 1, this.query) * columns;
    const at = (/** @type {number} */ rung, /** @type {number} */ key) =>
      sweep[rung]?.data[start + key] ?? 0;
    const keys = Array.from({ length: columns }, (_, key) => key);
    const most = keys.reduce((best, key) => (at(0, key) > at(0, best) ? key : best), 0);
    const end = LADDER.length - 1;
    return html`
      <p class="scale label"><span>1</span><span>0.5</span><span>0</span></p>
      <svg
        viewBox="0 0 ${end} 1"
        preserveAspectRatio="none"
        role="img"
        aria-label="The weights of query ${this.query + 1} against T, from 0.01 to 100"
      >
        ${[0, 0.5, 1].map((y) => svg`<line x1="0" x2=${end} y1=${y} y2=${y}></line>`)}
        ${keys.map((key) => {
          const points = sweep.map((_, rung) => `${across(rung)} ${1 - at(rung, key)}`);
          return svg`<path class=${key === most ? 'most' : ''} d="M${points.join('L')}"></path>`;
        })}
        <line class="now" x1=${across(step)} x2=${across(step)} y1="0" y2="1.08"></line>
        ${keys.map((key) => svg`<path class="dot" d="M${across(step)} ${1 - at(step, key)}h0"></path>`)}
      </svg>
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

/** Where a temperature stands: the ladder is even but for its rounding. @param {number} rung */
const across = (rung) =>
  ((Math.log10(LADDER[rung]) - Math.log10(LADDER[0])) * (LADDER.length - 1)) /
  Math.log10(LADDER[LADDER.length - 1] / LADDER[0]);

customElements.define('temperature-plot', TemperaturePlot);
