// One table of computed numbers: fills, marks, and (as a grid) the keyboard's way through it.
import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { fillClass, stepOf } from '../lib/colour-scale.js';
import { halfDigits, write, writeDense } from '../lib/format.js';
import { around } from '../lib/tensor-views.js';
import { base } from '../styles/base.js';
import { LARGEST_TEXT, matrix } from '../styles/matrix.js';
import { axisClass, axisLetter } from '../ui/axis.js';
import { moveInGrid } from '../ui/grid-navigation.js';
import { DARK, lightClasses } from './highlights.js';

/** @typedef {import('../lib/tensor-views.js').Slice} Slice */

/**
 * Fires `cell-point` and `cell-hold` with the place of a cell in its step's data, and `cursor-move`
 * with the row and column that the keyboard has come to.
 */
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
    /** Small cells, two decimals. */
    dense: { type: Boolean, reflect: true },
    /** An operand that is typed, not computed. */
    given: { type: Boolean, reflect: true },
    stale: { type: Boolean, reflect: true },
    cursor: { attribute: false },
    /** Rows and columns that are drawn, round the cursor; 0 for all. */
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
      /* The ring of the cell in hand is where the keyboard's would be, which goes inside. */
      td.held:focus-visible {
        outline-color: currentColor;
        outline-offset: -4px;
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
      :host([dense]) {
        --row: 1.1875rem;
      }
      :host([dense]) table {
        font-size: 0.8125rem;
        line-height: 1.1875rem;
      }
      :host([dense]) td.dependent::before {
        inset: 2px;
      }
      @media (pointer: coarse) {
        :host([dense]) {
          --row: 1.5rem;
        }
      }
      @media print {
        :host(:not([given])) .number {
          visibility: var(--answers, visible);
        }
        :host(:not([given])) td {
          box-shadow: inset 0 0 0 0.5px var(--answer-line, transparent);
        }
      }
      @media (forced-colors: active) {
        :host([stale]) td {
          color: GrayText;
        }
        td.held:focus-visible {
          outline: 6px double Highlight;
          outline-offset: -2px;
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
    /** @type {import('../lib/colour-scale.js').Scale | null} */
    this.scale = null;
    this.lights = DARK;
    this.cell = 10;
    this.grid = false;
    this.bare = false;
    this.dense = false;
    this.given = false;
    this.stale = false;
    /** @type {import('../ui/grid-navigation.js').Cursor} */
    this.cursor = { row: 0, column: 0 };
    this.reach = 0;
    /** The first row and column of the window. */
    this.corner = { row: 0, column: 0 };
  }

  /** Move the keyboard there. @param {number} place in the step's data */
  async focusPlace(place) {
    const to = this.slice?.find(place);
    return to ? this.#go(to) : false;
  }

  render() {
    const { slice } = this;
    if (!slice) return nothing;
    const rows = part(this.corner.row, slice.rows, this.reach);
    const columns = part(this.corner.column, slice.columns, this.reach);
    const written = this.dense ? writeDense : write;
    const texts = columns.map((c) =>
      rows.map((r) => written(this.data[slice.place(r, c)], this.decimals)),
    );
    const width = texts.map((column) => Math.max(1, ...column.map(halfDigits)));
    const { rowAxis, columnAxis } = slice;
    const clipped = rows.length < slice.rows || columns.length < slice.columns;
    // Keyed: the keyboard goes to another element when it goes to another cell, which is read aloud.
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
          ${repeat(
            rows,
            (r) => r,
            (r, at) => html`<tr aria-rowindex=${clipped ? r + 2 : nothing}>
              <th class=${axisClass(rowAxis)} scope="row"><span>${r + 1}</span></th>
              ${repeat(
                columns,
                (c) => c,
                (c, over) => this.#cell(slice, r, c, texts[over][at], width[over]),
              )}
            </tr>`,
          )}
        </tbody>
      </table>
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
      aria-colindex=${this.reach > 0 ? c + 2 : nothing}
      aria-selected=${this.grid ? String(this.lights.held === place) : nothing}
      tabindex=${this.grid ? (here ? '0' : '-1') : nothing}
    >${masked ? html`<span class="hidden">masked</span>` : html`<span class="number text-${Math.min(LARGEST_TEXT, width)}">${text}</span>`}</td>`;
  }

  /** @param {Event} event */
  #placeOf(event) {
    const cell = /** @type {Element} */ (event.target).closest('td[data-place]');
    return cell instanceof HTMLElement && !cell.classList.contains('masked')
      ? cell.dataset
      : undefined;
  }

  /** @param {string} type @param {unknown} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
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
    if (this.grid) this.#moveTo({ row: Number(at.row), column: Number(at.column) });
    this.#tell('cell-hold', Number(at.place));
  }

  /** Where the keyboard is, is pointed at. @param {FocusEvent} event */
  #focus(event) {
    const at = this.#placeOf(event);
    if (at && /** @type {Element} */ (event.target).matches(':focus-visible'))
      this.#tell('cell-point', Number(at.place));
  }

  /** @param {import('../ui/grid-navigation.js').Cursor} to */
  #moveTo(to) {
    this.cursor = to;
    this.#tell('cursor-move', to);
  }

  /** With the keyboard. @param {import('../ui/grid-navigation.js').Cursor} to */
  async #go(to) {
    this.#moveTo(to);
    await this.updateComplete;
    const cell = this.renderRoot.querySelector('td[tabindex="0"]');
    if (cell instanceof HTMLElement) cell.focus();
    return cell !== null;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { slice, grid, cursor } = this;
    if (!slice || !grid || event.altKey || event.metaKey) return;
    const to = moveInGrid(event, cursor, slice);
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
    const { rows, columns } = this.slice;
    this.corner = {
      row: start(this.corner.row, row, rows, this.reach),
      column: start(this.corner.column, column, columns, this.reach),
    };
  }
}

/** Where a window starts: where it was if the cursor is inside its edge, else with the cursor in the middle. @param {number} was @param {number} at @param {number} size @param {number} reach */
function start(was, at, size, reach) {
  if (reach === 0 || reach >= size) return 0;
  const inside = at > was && at < was + reach - 1 && was + reach <= size;
  return inside ? was : Math.max(0, Math.min(size - reach, at - Math.floor(reach / 2)));
}

/** @param {number} from @param {number} size @param {number} reach */
const part = (from, size, reach) =>
  Array.from({ length: reach === 0 ? size : Math.min(size, reach) }, (_, at) => from + at);

customElements.define('value-table', ValueTable);
