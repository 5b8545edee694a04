// One table of computed numbers: fills, marks, and (as a grid) the keyboard's way through it.
import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { fillClass, type Scale, stepOf } from '../lib/colour-scale.ts';
import { halfDigits, write, writeDense } from '../lib/format.ts';
import { around, headsOf, type TensorView } from '../lib/tensor-views.ts';
import { base } from '../styles/base.ts';
import { LARGEST_TEXT, matrix } from '../styles/matrix.ts';
import { act } from '../ui/action.ts';
import { axisClass, axisLetter } from '../ui/axis.ts';
import { type Cursor, moveInGrid } from '../ui/grid-navigation.ts';
import { property } from '../ui/property.ts';
import { highlightClasses, NO_HIGHLIGHTS } from './highlights.ts';

export class ValueTable extends LitElement {
  @property({ attribute: false }) view: TensorView | null = null;
  @property({ attribute: false }) data = new Float64Array();
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) decimals = 0;
  /** With a scale the cells are filled; without, it is an operand. */
  @property({ attribute: false }) scale: Scale | null = null;
  @property({ attribute: false }) highlights = NO_HIGHLIGHTS;
  /** Whole numbers stand without decimals. */
  @property({ type: Boolean }) whole = false;
  /** Width of a cell, in quarters of a rem. */
  @property({ attribute: false }) cell = 10;
  /** A grid with a keyboard cursor; otherwise a plain table. */
  @property({ type: Boolean }) grid = false;
  /** Names of rows and columns are read aloud, not shown: the operands beside it show them. */
  @property({ type: Boolean, reflect: true }) bare = false;
  /** On a phone it stands below its operands, and has its headings again. */
  @property({ type: Boolean, reflect: true }) stacks = false;
  /** Small cells, two decimals. */
  @property({ type: Boolean, reflect: true }) dense = false;
  /** An operand that is typed, not computed. */
  @property({ type: Boolean, reflect: true }) given = false;
  @property({ type: Boolean, reflect: true }) stale = false;
  @property({ attribute: false }) cursor: Cursor = { row: 0, column: 0 };
  /** What its tokens are called. */
  @property({ attribute: false }) words: readonly string[] = [];
  /** Rows and columns that are drawn, round the cursor; 0 for all. */
  @property({ attribute: false }) reach = 0;

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
      /* The ring of the pinned cell is where the keyboard's would be, which goes inside. */
      td.pinned:focus-visible {
        outline-color: currentColor;
        outline-offset: -4px;
      }
      td.masked {
        color: var(--ink3);
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
      @container (max-width: 30rem) {
        :host([bare][stacks]) thead th {
          height: 1.5rem;
          font-size: 0.8125rem;
          line-height: inherit;
        }
        :host([bare][stacks]) tbody th span {
          font-size: inherit;
        }
        :host([bare][stacks]) thead .corner span {
          font-size: 1rem;
        }
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
        td.pinned:focus-visible {
          outline: 6px double Highlight;
          outline-offset: -2px;
        }
      }
    `,
  ];

  /** The first row and column of the window. */
  corner = { row: 0, column: 0 };

  /** Move the keyboard there. @param place in the step's data */
  async focusPlace(place: number) {
    const to = this.view?.find(place);
    return to ? this.#go(to) : false;
  }

  render() {
    const { view } = this;
    if (!view) return nothing;
    const rows = part(this.corner.row, view.rows, this.reach);
    const columns = part(this.corner.column, view.columns, this.reach);
    const texts = columns.map((c) => rows.map((r) => this.#text(this.data[view.place(r, c)])));
    const width = texts.map((column) => Math.max(1, ...column.map(halfDigits)));
    const { rowAxis, columnAxis } = view;
    const rowHeads = headsOf(rowAxis, view.rows, this.words);
    const columnHeads = headsOf(columnAxis, view.columns, this.words);
    const clipped = rows.length < view.rows || columns.length < view.columns;
    // Keyed: the keyboard goes to another element when it goes to another cell, which is read aloud.
    return html`
      <table translate="no"
        role=${this.grid ? 'grid' : nothing}
        aria-label=${this.name}
        aria-rowcount=${clipped ? view.rows + 1 : nothing}
        aria-colcount=${clipped ? view.columns + 1 : nothing}
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
            ${columns.map((c) => html`<th class="column ${axisClass(columnAxis)}" scope="col">${columnHeads?.[c] ?? c + 1}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${repeat(
            rows,
            (r) => r,
            (r, at) => html`<tr aria-rowindex=${clipped ? r + 2 : nothing}>
              <th class=${axisClass(rowAxis)} scope="row"><span>${rowHeads?.[r] ?? r + 1}</span></th>
              ${repeat(
                columns,
                (c) => c,
                (c, over) => this.#cell(view, r, c, texts[over][at], width[over]),
              )}
            </tr>`,
          )}
        </tbody>
      </table>
    `;
  }

  /** A masked score is −∞; where nobody has asked for decimals, a whole number stands without. */
  #text(value: number) {
    if (value === Number.NEGATIVE_INFINITY) return '−∞';
    if (this.dense) return writeDense(value, this.decimals);
    return write(value, this.whole && Number.isInteger(value) ? 0 : this.decimals);
  }

  #cell(view: TensorView, r: number, c: number, text: string, width: number) {
    const place = view.place(r, c);
    const value = this.data[place];
    const masked = value === Number.NEGATIVE_INFINITY;
    const fill = this.scale ? fillClass(stepOf(value, this.scale)) : '';
    const kind = masked ? 'masked' : value === 0 ? 'zero' : '';
    const lit = highlightClasses(this.highlights, place, around(view, r, c));
    const here = this.cursor.row === r && this.cursor.column === c;
    return html`<td
      role=${this.grid ? 'gridcell' : nothing}
      class="${fill} ${kind} ${lit}"
      data-place=${place}
      data-row=${r}
      data-column=${c}
      aria-colindex=${this.reach > 0 ? c + 2 : nothing}
      aria-selected=${this.grid ? String(this.highlights.pinned === place) : nothing}
      tabindex=${this.grid ? (here ? '0' : '-1') : nothing}
    ><span class="number text-${Math.min(LARGEST_TEXT, width)}">${text}</span></td>`;
  }

  #placeOf(event: Event) {
    const cell = (event.target as Element).closest('td[data-place]');
    return cell instanceof HTMLElement && !cell.classList.contains('masked')
      ? cell.dataset
      : undefined;
  }

  #over(event: PointerEvent) {
    if (event.pointerType === 'touch') return;
    const at = this.#placeOf(event);
    act(this, 'table-point', at ? Number(at.place) : null);
  }

  #leave() {
    act(this, 'table-point', null);
  }

  #click(event: MouseEvent) {
    const at = this.#placeOf(event);
    if (!at) return;
    if (this.grid) this.#moveTo({ row: Number(at.row), column: Number(at.column) });
    act(this, 'table-pin', Number(at.place));
  }

  /** Where the keyboard is, is pointed at. */
  #focus(event: FocusEvent) {
    const at = this.#placeOf(event);
    if (at && (event.target as Element).matches(':focus-visible'))
      act(this, 'table-point', Number(at.place));
  }

  #moveTo(to: Cursor) {
    this.cursor = to;
    act(this, 'cursor-move', to);
  }

  /** With the keyboard. */
  async #go(to: Cursor) {
    this.#moveTo(to);
    await this.updateComplete;
    const cell = this.renderRoot.querySelector('td[tabindex="0"]');
    if (cell instanceof HTMLElement) cell.focus();
    return cell !== null;
  }

  #key(event: KeyboardEvent) {
    const { view, grid, cursor } = this;
    if (!view || !grid || event.altKey || event.metaKey) return;
    const to = moveInGrid(event, cursor, view);
    const at = this.#placeOf(event);
    if (to) this.#go(to);
    else if ((event.key === 'Enter' || event.key === ' ') && at)
      act(this, 'table-pin', Number(at.place));
    else return;
    event.preventDefault();
  }

  willUpdate() {
    if (!this.view) return;
    // A table that has become smaller takes the cursor with it.
    const row = Math.min(this.cursor.row, this.view.rows - 1);
    const column = Math.min(this.cursor.column, this.view.columns - 1);
    if (row !== this.cursor.row || column !== this.cursor.column) this.cursor = { row, column };
    const { rows, columns } = this.view;
    this.corner = {
      row: start(this.corner.row, row, rows, this.reach),
      column: start(this.corner.column, column, columns, this.reach),
    };
  }
}

/** Where a window starts: where it was if the cursor is inside its edge, else with the cursor in the middle. */
function start(was: number, at: number, size: number, reach: number) {
  if (reach === 0 || reach >= size) return 0;
  const inside = at > was && at < was + reach - 1 && was + reach <= size;
  return inside ? was : Math.max(0, Math.min(size - reach, at - Math.floor(reach / 2)));
}

const part = (from: number, size: number, reach: number) =>
  Array.from({ length: reach === 0 ? size : Math.min(size, reach) }, (_, at) => from + at);

customElements.define('value-table', ValueTable);

declare global {
  interface Actions {
    /** The place of a cell in the data of the table, or none. */
    'table-point': number | null;
    'table-pin': number;
    /** The row and column that the keyboard or the mouse has come to. */
    'cursor-move': Cursor;
  }
  interface HTMLElementTagNameMap {
    'value-table': ValueTable;
  }
}
