// A large result: its map, and beside it a window of exact numbers that the cursor moves.
import { css, html, LitElement, nothing } from 'lit';
import type { Scale } from '../lib/colour-scale.ts';
import { write } from '../lib/format.ts';
import type { TensorView } from '../lib/tensor-views.ts';
import { base } from '../styles/base.ts';
import { act, handles } from '../ui/action.ts';
import type { Cursor } from '../ui/grid-navigation.ts';
import { property } from '../ui/property.ts';
import { NO_HIGHLIGHTS } from './highlights.ts';
import { rowSum } from './row-sums.ts';
import type { AxisNames } from './value-map.ts';
import type { ValueTable } from './value-table.ts';
import './value-map.ts';
import './value-table.ts';

export class MapReader extends LitElement {
  @property({ attribute: false }) view: TensorView | null = null;
  @property({ attribute: false }) data = new Float64Array();
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) decimals = 0;
  @property({ attribute: false }) scale: Scale | null = null;
  @property({ attribute: false }) highlights = NO_HIGHLIGHTS;
  @property({ attribute: false }) cell = 10;
  @property({ attribute: false }) cursor: Cursor = { row: 0, column: 0 };
  /** Rows and columns of the window. */
  @property({ attribute: false }) reach = 5;
  /** CSS pixels that the map may be wide, where it is not the width of a step. */
  @property({ attribute: false }) room = 0;
  /** What rows and columns are called beside the map, where there is room. */
  @property({ attribute: false }) names: AxisNames | null = null;
  @property({ type: Boolean }) stale = false;

  static styles = [
    base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem 1rem;
      }
      .sum {
        margin-top: 0.5rem;
        min-height: 1.25rem;
      }
      .beside {
        padding-top: 0.25rem;
      }
      @media print {
        .sum,
        value-map {
          visibility: var(--answers, visible);
        }
      }
    `,
  ];

  /** @param place in the step's data */
  async focusPlace(place: number) {
    await this.updateComplete;
    const table = this.renderRoot.querySelector('value-table');
    return (table as ValueTable).focusPlace(place);
  }

  render() {
    const { view, data, name, decimals, scale, highlights, cell, cursor, reach, stale } = this;
    if (!view || !scale) return nothing;
    return html`
      <value-map
        .view=${view}
        .data=${data}
        .name=${name}
        .scale=${scale}
        .highlights=${highlights}
        .cursor=${cursor}
        .room=${this.room}
        .names=${this.names}
        .stale=${stale}
        @action=${this.#mapActions}
      ></value-map>
      <div class="beside">
        <value-table
          grid
          .view=${view}
          .data=${data}
          .name=${name}
          .decimals=${decimals}
          .cell=${cell}
          .scale=${scale}
          .highlights=${highlights}
          .cursor=${cursor}
          .reach=${reach}
          .stale=${stale}
          @action=${handles({ 'table-point': ignore })}
        ></value-table>
        <p class="label sum" aria-live="polite">${this.#sum(view, cursor.row)}</p>
      </div>
    `;
  }

  #sum(view: TensorView, row: number) {
    if (row >= view.rows) return nothing;
    const { sum, decimals } = rowSum(view, this.data, row);
    return `Row ${row + 1} sums to ${write(sum, decimals)}.`;
  }

  #mapActions = handles({
    'map-point': (to) => act(this, 'cursor-move', to),
    'map-pick': ({ row, column, touch }) => {
      act(this, 'cursor-move', { row, column });
      // A finger is too broad for a pixel: it moves the window, and touches the number there.
      const place = this.view?.place(row, column) ?? 0;
      if (touch || this.data[place] === Number.NEGATIVE_INFINITY) return;
      act(this, 'table-pin', place);
    },
  });
}

/** In the window a cell is read where the cursor is, and not pointed at. */
const ignore = () => {};

customElements.define('map-reader', MapReader);

declare global {
  interface HTMLElementTagNameMap {
    'map-reader': MapReader;
  }
}
