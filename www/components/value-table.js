// One table of computed numbers: fills, marks, and (as a grid) the keyboard's way through it.
import { css, html, LitElement, nothing } from 'lit';
import { halfDigits, write } from '../format.js';
import { moveInGrid } from '../keys.js';
import { DARK, lightClasses } from '../lights.js';
import { fillClass, stepOf } from '../ramp.js';
import { around } from '../slices.js';
import { base } from '../styles/base.js';
import { LARGEST_TEXT, matrix } from '../styles/matrix.js';
import { axisClass, axisLetter } from './axis.js';

/** @typedef {import('../slices.js').Slice} Slice */

const WINDOW = 64; // rows and columns that are drawn at once

/** Fires `cell-point` and `cell-hold` with the place of a cell in its step's data. */
export class ValueTable extends LitElement {
  static properties = {
    slice: { attribute: false },
    data: { attribute: false },
    name: { attribute: false },
    decimals: { attribute: false },
    /** With a scale the cells are filled; without, it is an operand. */
    scale: { attribute: false },
    lights: { attribute: false },
    /** Width of a cell, in quarters of a rem. */
    cell: { attribute: false },
    /** A grid with a keyboard cursor; otherwise a plain table. */
    grid: { type: Boolean },
    /** Names of rows and columns are read aloud, not shown: the operands beside it show them. */
    bare: { type: Boolean, reflect: true },
    stale: { type: Boolean, reflect: true },
    cursor: { attribute: false },
    /** Rows and columns that are drawn, round the cursor; 0 for as many as can be. */
    reach: { attribute: false },
  };

  static styles = [
    base,
    matrix,
    css`
      :host {
        color: var(--ink2);
      }
      :host([grid]) {
        color: var(--ink);
      }
      td {
        cursor: pointer;
      }
      td.zero {
        color: var(--ink3);
      }
      td.source,
      td.origin {
        color: var(--mark-ink);
      }
      td span.number {
        display: inline-block;
        min-width: var(--text);
        text-align: right;
      }
      td:focus-visible {
        z-index: 3;
      }
      td.masked {
        cursor: default;
      }
      :host([stale]) td {
        background: repeating-linear-gradient(
          135deg,
          var(--rule) 0 1px,
          transparent 1px 5px
        );
        color: var(--ink3);
      }
      :host([bare]) thead th {
        height: 2px;
        font-size: 0;
        line-height: 0;
      }
      :host([bare]) thead .corner span,
      :host([bare]) tbody th span {
        font-size: 0;
      }
      .window {
        contain: inline-size;
        margin-top: 0.5rem;
      }
      @media (forced-colors: active) {
        :host([stale]) td {
          color: GrayText;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Slice | null} */
    this.slice = null;
    this.data = new Float64Array();
    this.name = '';
    this.decimals = 0;
    /** @type {import('../ramp.js').Scale | null} */
    this.scale = null;
    this.lights = DARK;
    this.cell = 10;
    this.grid = false;
    this.bare = false;
    this.stale = false;
    this.cursor = { row: 0, column: 0 };
    this.reach = 0;
  }

  /** Move the keyboard there. @param {number} place in the step's data */
  async focusPlace(place) {
    const { slice } = this;
    if (!slice) return false;
    for (let row = 0; row < slice.rows; row += 1) {
      for (let column = 0; column < slice.columns; column += 1) {
        if (slice.place(row, column) === place) return this.#go({ row, column });
      }
    }
    return false;
  }

  render() {
    const { slice } = this;
    if (!slice) return nothing;
    const { rows, columns } = this.#window(slice);
    const texts = columns.map((c) =>
      rows.map((r) => write(this.data[slice.place(r, c)], this.decimals)),
    );
    const width = texts.map((column) => Math.max(1, ...column.map(halfDigits)));
    const { rowAxis, columnAxis } = slice;
    const clipped = rows.length < slice.rows || columns.length < slice.columns;
    return html`
      <table
        role=${this.grid ? 'grid' : nothing}
        aria-label=${this.name}
        aria-rowcount=${clipped ? slice.rows + 1 : nothing}
        aria-colcount=${clipped ? slice.columns + 1 : nothing}
        class="cell-${this.cell}"
        @pointerover=${this.#over}
        @pointerleave=${this.#leave}
        @click=${this.#click}
        @keydown=${this.#key}
        @focusin=${this.#focus}
      >
        <thead>
          <tr>
            <th class="corner" scope="col">
              ${rowAxis ? axisLetter(rowAxis) : html`<span></span>`} ${axisLetter(columnAxis)}
            </th>
            ${columns.map((c) => html`<th class="column ${axisClass(columnAxis)}" scope="col">${c + 1}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (r, at) => html`<tr>
              <th class=${axisClass(rowAxis)} scope="row"><span>${r + 1}</span></th>
              ${columns.map((c, over) => this.#cell(slice, r, c, texts[over][at], width[over]))}
            </tr>`,
          )}
        </tbody>
      </table>
      ${clipped ? this.#clipNote(slice, rows, columns) : nothing}
    `;
  }

  /** @param {Slice} slice @param {number} r @param {number} c @param {string} text @param {number} width */
  #cell(slice, r, c, text, width) {
    const place = slice.place(r, c);
    const value = this.data[place];
    const masked = value === Number.NEGATIVE_INFINITY;
    const fill = this.scale ? fillClass(stepOf(value, this.scale)) : '';
    const kind = masked ? 'masked' : value === 0 ? 'zero' : '';
    const lit = lightClasses(this.lights, place, around(slice, r, c));
    const here = this.cursor.row === r && this.cursor.column === c;
    return html`<td
      role=${this.grid ? 'gridcell' : nothing}
      class="${fill} ${kind} ${lit}"
      data-place=${place}
      data-row=${r}
      data-column=${c}
      aria-selected=${this.grid ? String(this.lights.held === place) : nothing}
      tabindex=${this.grid ? (here ? '0' : '-1') : nothing}
    >${masked ? html`<span class="hidden">masked</span>` : html`<span class="number text-${Math.min(LARGEST_TEXT, width)}">${text}</span>`}</td>`;
  }

  get #most() {
    return this.reach || WINDOW;
  }

  /** The rows and columns that are drawn: all, or a window that holds the cursor. @param {Slice} slice */
  #window({ rows, columns }) {
    const most = this.#most;
    /** @param {number} size @param {number} at */
    const part = (size, at) => {
      const start = Math.max(0, Math.min(size - most, at - most / 2));
      return Array.from({ length: Math.min(size, most) }, (_, index) => start + index);
    };
    return { rows: part(rows, this.cursor.row), columns: part(columns, this.cursor.column) };
  }

  /** @param {Slice} slice @param {number[]} rows @param {number[]} columns */
  #clipNote(slice, rows, columns) {
    const shown = (/** @type {number[]} */ part) => `${part[0] + 1} to ${(part.at(-1) ?? 0) + 1}`;
    return html`<p class="label window">
      Rows ${shown(rows)} of ${slice.rows}, columns ${shown(columns)} of ${slice.columns}. Arrow
      keys move on; Page Up and Page Down move by ${this.#most / 2} rows.
    </p>`;
  }

  /** @param {Event} event */
  #placeOf(event) {
    const cell = /** @type {Element} */ (event.target).closest('td[data-place]');
    return cell instanceof HTMLElement && !cell.classList.contains('masked')
      ? cell.dataset
      : undefined;
  }

  /** @param {string} type @param {number | null} place */
  #tell(type, place) {
    this.dispatchEvent(new CustomEvent(type, { detail: place, bubbles: true, composed: true }));
  }

  /** @param {PointerEvent} event */
  #over(event) {
    if (event.pointerType === 'touch') return;
    const at = this.#placeOf(event);
    this.#tell('cell-point', at ? Number(at.place) : null);
  }

  #leave() {
    this.#tell('cell-point', null);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const at = this.#placeOf(event);
    if (!at) return;
    if (this.grid) this.cursor = { row: Number(at.row), column: Number(at.column) };
    this.#tell('cell-hold', Number(at.place));
  }

  /** Where the keyboard is, is pointed at. @param {FocusEvent} event */
  #focus(event) {
    const at = this.#placeOf(event);
    if (at && /** @type {Element} */ (event.target).matches(':focus-visible'))
      this.#tell('cell-point', Number(at.place));
  }

  /** @param {import('../keys.js').Cursor} to */
  async #go(to) {
    this.cursor = to;
    await this.updateComplete;
    const cell = this.renderRoot.querySelector('td[tabindex="0"]');
    if (cell instanceof HTMLElement) cell.focus();
    return cell !== null;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { slice, grid, cursor } = this;
    if (!slice || !grid || event.altKey || event.metaKey) return;
    const to = moveInGrid(event, cursor, slice, this.#most / 2);
    const at = this.#placeOf(event);
    if (to) this.#go(to);
    else if ((event.key === 'Enter' || event.key === ' ') && at)
      this.#tell('cell-hold', Number(at.place));
    else return;
    event.preventDefault();
  }

  willUpdate() {
    if (!this.slice) return;
    // A table that has become smaller takes the cursor with it.
    const row = Math.min(this.cursor.row, this.slice.rows - 1);
    const column = Math.min(this.cursor.column, this.slice.columns - 1);
    if (row !== this.cursor.row || column !== this.cursor.column) this.cursor = { row, column };
  }
}

customElements.define('value-table', ValueTable);
