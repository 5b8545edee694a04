// A computed table with its name over it and the key of its fills under it.
import { css, html, LitElement, nothing } from 'lit';
import '../../tables/value-key.js';
import '../../tables/value-table.js';
import { scaleOf } from '../../lib/colour-scale.js';
import { decimalsFor } from '../../lib/format.js';
import { slicesOf } from '../../lib/tensor-views.js';
import { cellOf } from '../../steps/operand-layout.js';
import { base } from '../../styles/base.js';

const MOST_DECIMALS = 3;

export class LabTable extends LitElement {
  static properties = {
    tensor: { attribute: false },
    /** What a screen reader calls it. */
    name: { attribute: false },
    label: { attribute: false },
    weights: { type: Boolean },
    /** Without the key, where several tables share one. */
    bare: { type: Boolean },
  };

  static styles = [
    base,
    css`
      .scroll {
        overflow-x: auto;
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

  constructor() {
    super();
    /** @type {import('../../../pkg/attention_playground.js').Tensor | null} */
    this.tensor = null;
    this.name = '';
    this.label = '';
    this.weights = false;
    this.bare = false;
  }

  render() {
    const { tensor } = this;
    if (!tensor) return nothing;
    const decimals = decimalsFor(tensor.data, MOST_DECIMALS);
    const scale = scaleOf(tensor.data, this.weights);
    const still = tensor.data.every((value) => value === 0);
    return html`
      <p class="head">
        <span>${this.label}</span>${still ? html`<span class="label">all exactly 0</span>` : nothing}
      </p>
      ${slicesOf(tensor).map(
        (slice) => html`<div class="scroll"><value-table
          grid
          .slice=${slice}
          .data=${tensor.data}
          .name=${this.name || this.label}
          .decimals=${decimals}
          .cell=${cellOf(tensor.data, decimals, 10)}
          .scale=${scale}
        ></value-table></div>`,
      )}
      ${this.bare ? nothing : html`<value-key .scale=${scale} .decimals=${decimals}></value-key>`}
    `;
  }
}

customElements.define('lab-table', LabTable);
