// A computed table with its name over it and the key of its fills under it.
import { css, html, LitElement, nothing } from 'lit';
import type { Tensor } from '../../../pkg/attention_playground.js';
import { axisLetter } from '../../ui/axis.ts';
import { property } from '../../ui/property.ts';
import '../../exports/copy-table.ts';
import '../../tables/value-key.ts';
import '../../tables/value-table.ts';
import { scaleOf } from '../../lib/colour-scale.ts';
import { decimalsFor } from '../../lib/format.ts';
import { viewsOf } from '../../lib/tensor-views.ts';
import { cellOf } from '../../steps/operand-layout.ts';
import { base } from '../../styles/base.ts';
import { scrollEdge } from '../../styles/scroll-edge.ts';
import { watchedEdge } from '../../ui/scroll-edge.ts';

const MOST_DECIMALS = 3;
const MOST_TABLES = 12; // views of a tensor that are drawn

export class LabTable extends LitElement {
  @property({ attribute: false }) tensor: Tensor | null = null;
  /** What a screen reader calls it. */
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) label = '';
  @property({ type: Boolean }) weights = false;
  /** Without the key, where several tables share one. */
  @property({ type: Boolean }) bare = false;

  static styles = [
    base,
    scrollEdge,
    css`
      .scroll {
        padding: 0.25rem;
        margin: -0.25rem;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.625rem;
        align-items: baseline;
      }
      value-key {
        margin-top: 0.25rem;
      }
    `,
  ];

  render() {
    const { tensor } = this;
    if (!tensor) return nothing;
    const decimals = decimalsFor(tensor.data, MOST_DECIMALS);
    const scale = scaleOf(tensor.data, this.weights);
    const views = viewsOf(tensor);
    const still = tensor.data.every((value) => value === 0);
    return html`
      <div class="head">
        <span>${this.label}</span>${still ? html`<span class="label">all exactly 0</span>` : nothing}
        <copy-table
          .tensor=${tensor}
          .name=${this.name || this.label}
          .decimals=${decimals}
          .scale=${scale}
        ></copy-table>
      </div>
      ${views.slice(0, MOST_TABLES).map(
        (view) => html`${
          view.name.length > 0
            ? html`<p class="label">${view.name.map(({ letter, at }, place) => html`${place > 0 ? ', ' : ''}${axisLetter(letter)} = ${at}`)}</p>`
            : nothing
        }<div class="scroll" ${watchedEdge()}><value-table
          grid
          .view=${view}
          .data=${tensor.data}
          .name=${this.name || this.label}
          .decimals=${decimals}
          .cell=${cellOf(tensor.data, decimals, 10)}
          .scale=${scale}
        ></value-table></div>`,
      )}
      ${views.length > MOST_TABLES ? html`<p class="label">… and ${views.length - MOST_TABLES} tables more.</p>` : nothing}
      ${this.bare ? nothing : html`<value-key .scale=${scale} .decimals=${decimals}></value-key>`}
    `;
  }
}

customElements.define('lab-table', LabTable);

declare global {
  interface HTMLElementTagNameMap {
    'lab-table': LabTable;
  }
}
