// The temperature of a softmax as a slider, under the way that each weight takes as T changes.
import { css, html, LitElement, nothing } from 'lit';
import type { Tensor } from '../../pkg/attention_playground.js';
import { write } from '../lib/format.ts';
import type { Value } from '../state/edits.ts';
import { LADDER, rungOf, TEMPERATURE } from '../state/temperatures.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import { linesOf, temperatureNumbers, tokenName } from './temperature-lines.ts';
import '../exports/save-plot.ts';
import { LEFT, RIGHT } from './temperature-curves.ts';

const NAMED = 8; // weights that are written out

export class TemperaturePlot extends LitElement {
  @property({ attribute: false }) column = 0;
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) value: Value = 1;
  @property({ attribute: false }) sweep: Tensor[] | null = null;
  @property({ attribute: false }) weights: Tensor | null = null;
  @property({ attribute: false }) query = 0;
  /** What its tokens are called. */
  @property({ attribute: false }) words: readonly string[] = [];

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

  render() {
    const step = rungOf(Number(this.value));
    const { sweep, query, words } = this;
    const asked = `query ${tokenName(sweep?.[0], -2, query, words)}`;
    return html`
      <div class="head">
        <h3 id="title">Temperature</h3>
        ${
          sweep
            ? html`<save-plot
                .name=${`Weights of ${asked} by T`}
                .plot=${'temperature-curves'}
                .numbers=${() => temperatureNumbers(sweep, query, words)}
              ></save-plot>`
            : nothing
        }
      </div>
      <p class="label">
        ${this.name} divides its scores by T. Drag T down: one key takes all the weight, as in
        argmax. Drag it up: all keys get the same weight. ${sweep ? `The curves are the weights of ${asked}.` : nothing}
      </p>
      <div class="body">
        <temperature-curves
          .lines=${sweep ? linesOf(sweep, query, words) : []}
          .step=${step}
          .label=${sweep ? `The weights of ${asked} against T, from 0.01 to 100` : 'T, from 0.01 to 100'}
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
              html`<li><span>key ${tokenName(weights ?? undefined, -1, key, this.words)}</span><span>${write(value, 4)}</span></li>`,
          )}
      </ul>
    </div>`;
  }

  #move({ target }: InputEvent) {
    const rung = Number((target as HTMLInputElement).value);
    const value = LADDER[rung];
    act(this, 'column-param', { column: this.column, name: TEMPERATURE, value, typed: true });
  }
}

customElements.define('temperature-plot', TemperaturePlot);

declare global {
  interface Actions {
    /** `typed` where what is set in one visit is undone as one, such as a drag. */
    'column-param': { column: number; name: string; value: Value; typed?: boolean };
  }
  interface HTMLElementTagNameMap {
    'temperature-plot': TemperaturePlot;
  }
}
