// A large result: its map, and beside it a window of exact numbers that the cursor moves.
import { css, html, LitElement, nothing } from 'lit';
import type { Scale } from '../lib/colour-scale.ts';
import { write } from '../lib/format.ts';
import type { Slice } from '../lib/tensor-views.ts';
import { base } from '../styles/base.ts';
import type { Cursor } from '../ui/grid-navigation.ts';
import { property } from '../ui/property.ts';
import { DARK } from './highlights.ts';
import { rowSum } from './row-sums.ts';
import type { ValueTable } from './value-table.ts';
import './value-map.ts';
import './value-table.ts';

/** Fires `cursor-move` with a row and a column, and `cell-hold` with the place of a cell. */
export class MapReader extends LitElement {
  @property({ attribute: false }) slice: Slice | null = null;
  @property({ attribute: false }) data = new Float64Array();
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) decimals = 0;
  @property({ attribute: false }) scale: Scale | null = null;
  @property({ attribute: false }) lights = DARK;
  @property({ attribute: false }) cell = 10;
  @property({ attribute: false }) cursor: Cursor = { row: 0, column: 0 };
  /** Rows and columns of the window. */
  @property({ attribute: false }) reach = 5;
  /** CSS pixels that the map may be wide, where it is not the width of a step. */
  @property({ attribute: false }) room = 0;
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
    const { slice, data, name, decimals, scale, lights, cell, cursor, reach, stale } = this;
    if (!slice || !scale) return nothing;
    return html`
      <value-map
        .slice=${slice}
        .data=${data}
        .name=${name}
        .scale=${scale}
        .lights=${lights}
        .cursor=${cursor}
        .room=${this.room}
        .stale=${stale}
        @map-over=${({ detail }: CustomEvent<Cursor>) => this.#move(detail)}
        @map-pick=${this.#pick}
      ></value-map>
      <div class="beside">
        <value-table
          grid
          .slice=${slice}
          .data=${data}
          .name=${name}
          .decimals=${decimals}
          .cell=${cell}
          .scale=${scale}
          .lights=${lights}
          .cursor=${cursor}
          .reach=${reach}
          .stale=${stale}
          @cell-point=${(event: Event) => event.stopPropagation()}
        ></value-table>
        <p class="label sum" aria-live="polite">${this.#sum(slice, cursor.row)}</p>
      </div>
    `;
  }

  #sum(slice: Slice, row: number) {
    if (row >= slice.rows) return nothing;
    const { sum, decimals } = rowSum(slice, this.data, row);
    return `Row ${row + 1} sums to ${write(sum, decimals)}.`;
  }

  #move(to: Cursor) {
    this.dispatchEvent(
      new CustomEvent('cursor-move', { detail: to, bubbles: true, composed: true }),
    );
  }

  /** A finger is too broad for a pixel: it moves the window, and touches the number there. */
  #pick({ detail: { row, column, touch } }: CustomEvent<Cursor & { touch: boolean }>) {
    this.#move({ row, column });
    const place = this.slice?.place(row, column) ?? 0;
    if (touch || this.data[place] === Number.NEGATIVE_INFINITY) return;
    this.dispatchEvent(
      new CustomEvent('cell-hold', { detail: place, bubbles: true, composed: true }),
    );
  }
}

customElements.define('map-reader', MapReader);

declare global {
  interface HTMLElementTagNameMap {
    'map-reader': MapReader;
  }
}
