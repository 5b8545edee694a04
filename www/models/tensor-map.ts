// A table of numbers of a head: its map with a window of exact numbers, what its rows are called, and the ways to take it away.
import { css, html, LitElement, nothing } from 'lit';
import type { Tensor } from '../../pkg/attention_models.js';
import '../exports/copy-table.ts';
import { type Scale, scaleOf } from '../lib/colour-scale.ts';
import { write } from '../lib/format.ts';
import { viewsOf } from '../lib/tensor-views.ts';
import { base } from '../styles/base.ts';
import '../tables/map-reader.ts';
import '../tables/value-key.ts';
import { handles } from '../ui/action.ts';
import type { Cursor } from '../ui/grid-navigation.ts';
import { property, state } from '../ui/property.ts';

const DECIMALS = 3;

export class TensorMap extends LitElement {
  @property({ attribute: false }) tensor: Tensor | null = null;
  @property({ attribute: false }) name = '';
  /** What its rows and its columns are called; without them they are numbers. */
  @property({ attribute: false }) rows: string[] = [];
  @property({ attribute: false }) columns: string[] = [];
  /** Weights run from 0, and their fills by the square root. */
  @property({ type: Boolean }) weights = false;
  /** CSS pixels that the map may be wide. */
  @property({ attribute: false }) room = 256;
  /** The scale of maps that stand side by side; without one, that of its own numbers. */
  @property({ attribute: false }) scale: Scale | null = null;
  @state() private cursor: Cursor = { row: 0, column: 0 };

  static styles = [
    base,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1rem;
        align-items: baseline;
        justify-content: space-between;
        margin-bottom: 0.25rem;
      }
      .scroll {
        overflow-x: auto;
        padding: 0.25rem;
        margin: -0.25rem;
      }
      .says {
        min-height: 1.25rem;
      }
      copy-table {
        text-align: right;
      }
    `,
  ];

  render() {
    const { tensor, name, cursor } = this;
    if (!tensor) return nothing;
    const [view] = viewsOf(tensor);
    const data = Float64Array.from(tensor.data);
    const scale = this.scale ?? scaleOf(data, this.weights, true);
    return html`
      <div class="head">
        <p>${name}</p>
        <copy-table .tensor=${{ ...tensor, data }} .name=${name} .decimals=${DECIMALS} .scale=${scale}></copy-table>
      </div>
      <div class="scroll">
        <map-reader
          .view=${view}
          .data=${data}
          .name=${name}
          .decimals=${DECIMALS}
          .cell=${this.weights ? 14 : 18}
          .scale=${scale}
          .cursor=${cursor}
          .names=${this.rows.length > 0 ? { rows: this.rows, columns: this.columns } : null}
          .reach=${Math.min(5, Math.max(view.rows, view.columns))}
          .room=${this.room}
          @action=${handles({
            'cursor-move': (to) => {
              this.cursor = to;
            },
            'table-pin': () => {},
          })}
        ></map-reader>
      </div>
      <p class="label says" translate="no">${this.#says(data[view.place(Math.min(cursor.row, view.rows - 1), Math.min(cursor.column, view.columns - 1))])}</p>
      <value-key map .scale=${scale} .decimals=${DECIMALS}></value-key>
    `;
  }

  /** What stands where the cursor is, with the names of its row and column. */
  #says(value: number) {
    const { rows, columns, cursor } = this;
    const named = (names: string[], at: number) => names[at] ?? String(at + 1);
    const row = named(rows, cursor.row);
    const column = named(columns, cursor.column);
    return `${row} → ${column}: ${value === Number.NEGATIVE_INFINITY ? 'masked' : write(value, 4)}`;
  }
}

customElements.define('tensor-map', TensorMap);

declare global {
  interface HTMLElementTagNameMap {
    'tensor-map': TensorMap;
  }
}
