// One input: its name, its table of blanks, the keys that move in it, paste, and the error under it.
import { html, LitElement, nothing } from 'lit';
import { holdsMatrix } from '../lib/clipboard.js';
import { scaleOf } from '../lib/colour-scale.js';
import { decimalsFor } from '../lib/format.js';
import { densityOf } from '../lib/table-mode.js';
import { partName, shapeText, slicesOf, unflatten } from '../lib/tensor-views.js';
import { placeOf } from '../state/text-tensor.js';
import { base } from '../styles/base.js';
import { blanks } from '../styles/blanks.js';
import { field } from '../styles/field.js';
import { matrix } from '../styles/matrix.js';
import { DARK } from '../tables/highlights.js';
import { axisLetter } from '../ui/axis.js';
import { ask } from '../ui/context-request.js';
import { moveInBlanks } from '../ui/grid-navigation.js';
import { spotsOf } from './axis-menu.js';
import { showTogether } from './together.js';
import '../exports/copy-table.js';
import { blankTable, centred, reach, within } from './blank-table.js';
import { errorNote, errorStyles } from './error-note.js';
import './paste-box.js';
import './paste-report.js';
import '../tables/value-map.js';

/** @typedef {import('../core/engine.js').PlainError} PlainError */
/** @typedef {import('../state/queries/pastes.js').Report} Report */

const ROOM = 256; // CSS pixels that a map of typed numbers is wide

/** Asks `cell-foresee`; fires `cell-edit`, `cell-leave`, `matrix-paste`, `input-remove`, `random-fill`, `axis-splice`, and what paste box and report fire. */
export class MatrixField extends LitElement {
  static properties = {
    info: { attribute: false },
    sheet: { attribute: false },
    /** The numbers that the cells stand for, or null while there are none. */
    values: { attribute: false },
    error: { attribute: false },
    /** One-click cures of the error. */
    cures: { attribute: false },
    lights: { attribute: false },
    notes: { attribute: false },
    /** Of the last paste. */
    report: { attribute: false },
    /** A text that could not be read, with the reason. */
    failed: { attribute: false },
    pasting: { type: Boolean, reflect: true },
    /** It can be filled with numbers by chance. */
    random: { type: Boolean },
    corner: { state: true },
    /** Which axes, at which places, can be inserted in or removed from just now. */
    menu: { state: true },
    /** The other inputs that have an axis, by what its size is called. */
    sharing: { attribute: false },
    cursor: { state: true },
  };

  static styles = [base, matrix, blanks, errorStyles, field];

  constructor() {
    super();
    /** @type {import('../state/edits.js').InputInfo | null} */
    this.info = null;
    /** @type {import('../state/text-tensor.js').Sheet} */
    this.sheet = { shape: [1, 1], cells: [''] };
    /** @type {Float64Array | null} */
    this.values = null;
    /** @type {PlainError | null} */
    this.error = null;
    /** @type {import('./error-note.js').Cure[]} */
    this.cures = [];
    this.lights = DARK;
    /** @type {import('../../pkg/attention_playground.js').Note[]} */
    this.notes = [];
    /** @type {Report | null} */
    this.report = null;
    /** @type {{text: string, error: PlainError} | null} */
    this.failed = null;
    this.pasting = false;
    this.random = false;
    /** First row and column that are drawn. */
    this.corner = { row: 0, column: 0 };
    /** @type {{axis: number, at: number}[]} */
    this.menu = [];
    /** Null where its shape is not for the person to change. @type {Record<string, string[]> | null} */
    this.sharing = null;
    /** The cell that the menu was opened from. */
    this.from = 0;
    /** The cell that was typed in last. @type {import('../ui/grid-navigation.js').Cursor} */
    this.cursor = { row: 0, column: 0 };
  }

  /** @param {number} place */
  async focusCell(place) {
    const [column, row = 0] = unflatten(place, this.sheet.shape).reverse();
    this.corner = reach(this.corner, { row, column });
    await this.updateComplete;
    const cell = this.renderRoot.querySelector(`[data-place="${place}"]`);
    if (!(cell instanceof HTMLElement)) return false;
    cell.focus();
    if (cell instanceof HTMLInputElement) cell.select();
    return true;
  }

  willUpdate(/** @type {Map<string, unknown>} */ changed) {
    if (changed.has('failed') && this.failed) this.pasting = true;
    if (changed.has('report') && this.report) this.pasting = false;
    if (!this.info || !(changed.has('sheet') || changed.has('values'))) return;
    this.slices = slicesOf({ axes: this.info.axes, shape: this.sheet.shape });
    const [{ rows, columns }] = this.slices;
    const corner = within(this.corner, rows, columns);
    if (corner.row !== this.corner.row || corner.column !== this.corner.column)
      this.corner = corner;
    this.numbers = this.values ?? Float64Array.from(this.sheet.cells, Number);
    this.scale = scaleOf(this.numbers, false);
    this.decimals = decimalsFor(this.numbers);
  }

  render() {
    const { info, sheet, error, slices } = this;
    if (!info || !slices) return nothing;
    const meaning = info.meaning === info.name ? '' : `${info.meaning}, `;
    return html`
      <div class="name">
        <h3>${info.name}</h3>
        <span class="label">${meaning}<span class="shape">${shapeText(sheet.shape)}</span></span>
      </div>
      <div class="acts">
          <button class="act" aria-expanded=${this.pasting} @click=${this.#togglePaste}>Paste<span class="hidden"> ${info.name}</span></button>
          ${this.values ? this.#copy(info, this.values) : nothing}
          ${
            this.random
              ? html`<button class="act" @click=${() => this.#tell('random-fill', { name: info.name })}>Random<span class="hidden"> ${info.name}</span></button>`
              : nothing
          }
          ${
            info.optional
              ? html`<button class="act" @click=${() => this.#tell('input-remove', info.name)}>Remove<span class="hidden"> ${info.name}</span></button>`
              : nothing
          }
      </div>
      <div
        class="scroll"
        @beforeinput=${this.#foresee}
        @input=${this.#input}
        @click=${this.#toggle}
        @keydown=${this.#key}
        @paste=${this.#paste}
        @focusin=${this.#visit}
        @focusout=${() => this.#tell('cell-leave')}
      >
        ${slices.map((slice) => this.#table(info, slice))}
      </div>
      ${this.menu.length > 0 ? this.#menu(info) : nothing}
      <div class="under">
        ${error ? errorNote(error, { cures: this.cures, of: { axes: info.axes, sheet } }) : nothing}
        ${this.notes.map(({ message }) => html`<p class="note">${message}</p>`)}
        ${this.report ? html`<paste-report .report=${this.report}></paste-report>` : nothing}
      </div>
      ${
        this.pasting
          ? html`<paste-box .name=${info.name} .failed=${this.failed} @paste-close=${this.#closePaste}></paste-box>`
          : nothing
      }
    `;
  }

  /** @param {import('../state/edits.js').InputInfo} info @param {import('../lib/tensor-views.js').Slice} slice */
  #table(info, slice) {
    const { sheet, corner, error, lights } = this;
    const bad = error ? placeOf(sheet, error) : -1;
    const wrong = error !== null && bad < 0;
    return html`<div>
      ${
        slice.name.length > 0
          ? html`<p class="label">
              ${slice.name.map(({ letter, at }) => html`${axisLetter(letter)} ${at} `)}
            </p>`
          : nothing
      }
      ${densityOf(slice) === 'map' ? this.#map(info, slice) : nothing}
      ${blankTable({ info, sheet, slice, corner, bad, wrong, lights, stubs: this.sharing !== null })}
    </div>`;
  }

  /** @param {import('../state/edits.js').InputInfo} info @param {Float64Array} data */
  #copy({ name, axes }, data) {
    return html`<copy-table
      .tensor=${{ axes, shape: this.sheet.shape, data }}
      .name=${name}
      .decimals=${this.decimals}
      .scale=${this.scale}
      .stale=${this.error !== null}
    ></copy-table>`;
  }

  /** @param {import('../state/edits.js').InputInfo} info @param {import('../lib/tensor-views.js').Slice} slice */
  #map(info, slice) {
    return html`<value-map
      .slice=${slice}
      .data=${this.numbers}
      .name=${`${info.name}${partName(slice)}`}
      .scale=${this.scale}
      .lights=${this.lights}
      .cursor=${this.cursor}
      .room=${ROOM}
      @map-pick=${(
        /** @type {CustomEvent<import('../ui/grid-navigation.js').Cursor>} */ { detail },
      ) => {
        this.corner = centred(detail, slice.rows, slice.columns);
        this.focusCell(slice.place(detail.row, detail.column));
      }}
    ></value-map>`;
  }

  /** @param {Event} event */
  #visit(event) {
    const [column, row = 0] = unflatten(this.#at(event), this.sheet.shape).reverse();
    if (column >= 0) this.cursor = { row, column };
  }

  /** @param {Event} event @returns {number} the place of the cell that it happened in */
  #at(event) {
    return Number(/** @type {HTMLElement} */ (event.target).dataset.place);
  }

  /** Whoever computes with the cells says when the result of a text to be is there. @param {InputEvent} event */
  #foresee(event) {
    const place = this.#at(event);
    showTogether(event, (text) => ask(this, 'cell-foresee', this.#cell(place, text)));
  }

  /** @param {InputEvent} event */
  #input(event) {
    this.#edit(this.#at(event), /** @type {HTMLInputElement} */ (event.target).value);
  }

  /** @param {import('../state/edits.js').InputInfo} info */
  #menu(info) {
    const spots = spotsOf(info, this.sheet.shape, this.menu, this.sharing ?? {});
    return html`<axis-menu .spots=${spots} @menu-close=${this.#closeMenu} @axis-splice=${this.#closeMenu}></axis-menu>`;
  }

  /** For the number of a row or a column, or with the keyboard for all that a cell stands in. @param {{axis: number, at: number}[]} menu @param {number} from the cell to go back to */
  async #openMenu(menu, from) {
    const same = menu.map(({ axis, at }) => `${axis} ${at}`).join();
    const again = same === this.menu.map(({ axis, at }) => `${axis} ${at}`).join();
    this.menu = again ? [] : menu;
    this.from = from;
    await this.updateComplete;
    const opened = this.renderRoot.querySelector('axis-menu');
    /** @type {import('./axis-menu.js').AxisMenu | null} */ (opened)?.focusFirst();
  }

  async #closeMenu() {
    this.menu = [];
    // What was done has changed the table by the time that it is drawn again.
    await new Promise((drawn) => requestAnimationFrame(drawn));
    await this.focusCell(Math.min(this.from, this.sheet.cells.length - 1));
  }

  /** @param {MouseEvent} event */
  #toggle(event) {
    if (!(event.target instanceof HTMLButtonElement)) return;
    const { what, at } = event.target.dataset;
    if (what) {
      const axis = this.sheet.shape.length - (what === 'row' ? 2 : 1);
      const columns = this.sheet.shape.at(-1) ?? 1;
      const from = Number(at) * (what === 'row' ? columns : 1);
      return this.#openMenu([{ axis, at: Number(at) }], from);
    }
    const place = this.#at(event);
    this.#edit(place, this.sheet.cells[place] === '1' ? '0' : '1');
  }

  /** @param {number} place @param {string} text */
  #edit(place, text) {
    this.#tell('cell-edit', this.#cell(place, text));
  }

  /** @param {number} place @param {string} text */
  #cell(place, text) {
    return { name: this.info?.name, place, text };
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const place = this.#at(event);
    if (Number.isNaN(place)) return;
    if (this.sharing && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      const index = unflatten(place, this.sheet.shape);
      this.#openMenu(index.map((at, axis) => ({ axis, at })).reverse(), place);
      return;
    }
    const [{ rows, columns }] = this.slices ?? [];
    const at = { row: Math.floor(place / columns) % rows, column: place % columns };
    const to = moveInBlanks(event, at, { rows, columns });
    const digit = event.target instanceof HTMLButtonElement && /^[01]$/.test(event.key);
    if (to && to.row >= 0 && to.row < rows && to.column >= 0 && to.column < columns) {
      this.focusCell(place + (to.row - at.row) * columns + to.column - at.column);
    } else if (digit) this.#edit(place, event.key);
    else if (!to) return;
    event.preventDefault();
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!holdsMatrix(text)) return;
    event.preventDefault();
    this.#tell('matrix-paste', { name: this.info?.name, text, place: this.#at(event) });
  }

  #togglePaste() {
    if (this.pasting) this.#closePaste();
    else this.pasting = true;
  }

  #closePaste() {
    this.pasting = false;
    this.#tell('paste-forget', { name: this.info?.name });
  }

  /** @param {string} type @param {unknown} [detail] */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define('matrix-field', MatrixField);
