// A large result: its map, and beside it a window of exact numbers that the cursor moves.
import { css, html, LitElement, nothing } from 'lit';
import { write } from '../lib/format.js';
import { base } from '../styles/base.js';
import { DARK } from './highlights.js';
import { rowSum } from './row-sums.js';
import './value-map.js';
import './value-table.js';

/** @typedef {import('../ui/grid-navigation.js').Cursor} Cursor */

/** Fires `cursor-move` with a row and a column, and `cell-hold` with the place of a cell. */
export class MapReader extends LitElement {
  static properties = {
    slice: { attribute: false },
    data: { attribute: false },
    name: { attribute: false },
    decimals: { attribute: false },
    scale: { attribute: false },
    lights: { attribute: false },
    cell: { attribute: false },
    cursor: { attribute: false },
    /** Rows and columns of the window. */
    reach: { attribute: false },
    /** CSS pixels that the map may be wide, where it is not the width of a step. */
    room: { attribute: false },
    stale: { type: Boolean },
  };

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

  constructor() {
    super();
    /** @type {import('../lib/tensor-views.js').Slice | null} */
    this.slice = null;
    this.data = new Float64Array();
    this.name = '';
    this.decimals = 0;
    /** @type {import('../lib/colour-scale.js').Scale | null} */
    this.scale = null;
    this.lights = DARK;
    this.cell = 10;
    /** @type {Cursor} */
    this.cursor = { row: 0, column: 0 };
    this.reach = 5;
    this.room = 0;
    this.stale = false;
  }

  /** @param {number} place in the step's data */
  async focusPlace(place) {
    await this.updateComplete;
    const table = this.renderRoot.querySelector('value-table');
    return /** @type {import('./value-table.js').ValueTable} */ (table).focusPlace(place);
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
        @map-over=${(/** @type {CustomEvent<Cursor>} */ { detail }) => this.#move(detail)}
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
          @cell-point=${(/** @type {Event} */ event) => event.stopPropagation()}
        ></value-table>
        <p class="label sum" aria-live="polite">${this.#sum(slice, cursor.row)}</p>
      </div>
    `;
  }

  /** @param {import('../lib/tensor-views.js').Slice} slice @param {number} row */
  #sum(slice, row) {
    if (row >= slice.rows) return nothing;
    const { sum, decimals } = rowSum(slice, this.data, row);
    return `Row ${row + 1} sums to ${write(sum, decimals)}.`;
  }

  /** @param {Cursor} to */
  #move(to) {
    this.dispatchEvent(
      new CustomEvent('cursor-move', { detail: to, bubbles: true, composed: true }),
    );
  }

  /** A finger is too broad for a pixel: it moves the window, and touches the number there. @param {CustomEvent<Cursor & {touch: boolean}>} event */
  #pick({ detail: { row, column, touch } }) {
    this.#move({ row, column });
    const place = this.slice?.place(row, column) ?? 0;
    if (touch || this.data[place] === Number.NEGATIVE_INFINITY) return;
    this.dispatchEvent(
      new CustomEvent('cell-hold', { detail: place, bubbles: true, composed: true }),
    );
  }
}

customElements.define('map-reader', MapReader);
