// One input: its name, its table of blanks, the keys that move in it, paste, and the error under it.
import { css, html, LitElement, nothing } from 'lit';
import { holdsMatrix } from '../clipboard.js';
import { halfDigits, plural } from '../format.js';
import { moveInBlanks } from '../keys.js';
import { DARK } from '../lights.js';
import { base } from '../styles/base.js';
import { blanks } from '../styles/blanks.js';
import { LARGEST_TEXT, matrix } from '../styles/matrix.js';
import { axisClass, axisLetter } from './axis.js';
import { blankCell } from './blank-cell.js';
import { errorNote, errorStyles } from './error-note.js';
import './paste-box.js';
import './paste-report.js';

/** @typedef {import('../engine.js').PlainError} PlainError */
/** @typedef {import('../pastes.js').Report} Report */

const WINDOW = 32; // rows and columns that are drawn at once

/** Fires `cell-edit`, `cell-leave`, `matrix-paste`, `input-remove`, and what paste box and report fire. */
export class MatrixField extends LitElement {
  static properties = {
    info: { attribute: false },
    grid: { attribute: false },
    error: { attribute: false },
    /** One-click cures of the error. */
    cures: { attribute: false },
    lights: { attribute: false },
    notes: { attribute: false },
    /** Of the last paste. */
    report: { attribute: false },
    /** A text that could not be read, with the reason. */
    failed: { attribute: false },
    pasting: { state: true },
    corner: { state: true },
  };

  static styles = [
    base,
    matrix,
    blanks,
    errorStyles,
    css`
    .name {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 0.5rem;
      min-height: 1.5rem;
      margin-bottom: 0.125rem;
    }
    .name h3 {
      font-size: 1.1875rem;
      line-height: 1.5rem;
      font-style: italic;
    }
    .scroll {
      overflow-x: auto;
      padding: 0.25rem;
      margin: -0.25rem;
    }
    /* What is said under the table does not make the field wider, which would move its neighbour. */
    .under {
      width: 0;
      min-width: 100%;
    }
    .note {
      margin-top: 0.5rem;
      font-size: 0.9375rem;
      line-height: 1.375rem;
      color: var(--ink2);
    }
  `,
  ];

  constructor() {
    super();
    /** @type {import('../edits.js').InputInfo | null} */
    this.info = null;
    /** @type {import('../edits.js').Grid} */
    this.grid = [['']];
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
    /** First row and column that are drawn. */
    this.corner = { row: 0, column: 0 };
  }

  /** @param {number} row @param {number} column */
  async focusCell(row, column) {
    const { length } = this.grid;
    const width = this.grid[0].length;
    if (row < 0 || column < 0 || row >= length || column >= width) return false;
    this.corner = {
      row: reach(this.corner.row, row, length),
      column: reach(this.corner.column, column, width),
    };
    await this.updateComplete;
    const cell = this.renderRoot.querySelector(`[data-cell="${row},${column}"]`);
    if (!(cell instanceof HTMLElement)) return false;
    cell.focus();
    if (cell instanceof HTMLInputElement) cell.select();
    return true;
  }

  willUpdate(/** @type {Map<string, unknown>} */ changed) {
    if (changed.has('failed') && this.failed) this.pasting = true;
    if (changed.has('report') && this.report) this.pasting = false;
    const { row, column } = this.corner;
    const corner = {
      row: Math.max(0, Math.min(row, this.grid.length - WINDOW)),
      column: Math.max(0, Math.min(column, this.grid[0].length - WINDOW)),
    };
    if (corner.row !== row || corner.column !== column) this.corner = corner;
  }

  render() {
    const { info, grid, error } = this;
    if (!info) return nothing;
    return html`
      <div class="name">
        <h3>${info.name}</h3>
        <span class="label">${info.meaning === info.name ? '' : `${info.meaning}, `}${grid.length} × ${grid[0].length}</span>
        <button class="act" aria-expanded=${this.pasting} @click=${this.#togglePaste}>Paste<span class="hidden"> ${info.name}</span></button>
        ${
          info.optional
            ? html`<button class="act" @click=${() => this.#tell('input-remove', info.name)}>Remove<span class="hidden"> ${info.name}</span></button>`
            : nothing
        }
      </div>
      <div class="scroll">${this.#table(info, grid)}</div>
      <div class="under">
        ${error ? errorNote(error, { id: 'error', cures: this.cures }) : nothing}
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

  /** @param {import('../edits.js').InputInfo} info @param {import('../edits.js').Grid} grid */
  #table(info, grid) {
    const [down, across] = info.axes;
    const rows = range(this.corner.row, grid.length);
    const columns = range(this.corner.column, grid[0].length);
    const texts = columns.map((c) =>
      Math.min(LARGEST_TEXT, Math.max(2, ...rows.map((r) => halfDigits(grid[r][c])))),
    );
    const clipped = rows.length < grid.length || columns.length < grid[0].length;
    return html`
      <table
        class="blanks ${this.error && !this.error.row ? 'wrong' : ''}"
        aria-describedby=${this.error ? 'error' : nothing}
        aria-label="${info.name}, ${info.meaning}"
        @input=${this.#input}
        @click=${this.#toggle}
        @keydown=${this.#key}
        @paste=${this.#paste}
        @focusout=${() => this.#tell('cell-leave')}
      >
        <thead>
          <tr>
            <th class="corner" scope="col">${axisLetter(down)} ${axisLetter(across)}</th>
            ${columns.map((c) => html`<th class="column ${axisClass(across)}" scope="col">${c + 1}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (r) => html`<tr>
              <th class=${axisClass(down)} scope="row">${r + 1}</th>
              ${columns.map((c, at) =>
                blankCell({
                  name: info.name,
                  row: r,
                  column: c,
                  grid,
                  toggles: info.boolean,
                  bad: this.error?.row === r + 1 && this.error.column === c + 1,
                  width: texts[at],
                  lights: this.lights,
                }),
              )}
            </tr>`,
          )}
        </tbody>
      </table>
      ${
        clipped
          ? html`<p class="note">
            Rows ${rows[0] + 1} to ${rows[rows.length - 1] + 1} of ${plural(grid.length, 'row')}, columns
            ${columns[0] + 1} to ${columns[columns.length - 1] + 1} of ${grid[0].length}. Arrow keys
            at the edge move on.
          </p>`
          : nothing
      }
    `;
  }

  /** @param {Event} event */
  #at(event) {
    const cell = /** @type {HTMLElement} */ (event.target).dataset.cell ?? '';
    const [row, column] = cell.split(',').map(Number);
    return { row, column };
  }

  /** @param {InputEvent} event */
  #input(event) {
    this.#edit(this.#at(event), /** @type {HTMLInputElement} */ (event.target).value);
  }

  /** @param {MouseEvent} event */
  #toggle(event) {
    if (!(event.target instanceof HTMLButtonElement)) return;
    const { row, column } = this.#at(event);
    this.#edit({ row, column }, this.grid[row][column] === '1' ? '0' : '1');
  }

  /** @param {{row: number, column: number}} at @param {string} text */
  #edit({ row, column }, text) {
    this.#tell('cell-edit', { name: this.info?.name, row, column, text });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const at = this.#at(event);
    const to = moveInBlanks(event, at);
    const digit = event.target instanceof HTMLButtonElement && /^[01]$/.test(event.key);
    if (to) this.focusCell(to.row, to.column);
    else if (digit) this.#edit(at, event.key);
    else return;
    event.preventDefault();
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!holdsMatrix(text)) return;
    event.preventDefault();
    this.#tell('matrix-paste', { name: this.info?.name, text, cell: this.#at(event) });
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

/** @param {number} start @param {number} size */
const range = (start, size) =>
  Array.from({ length: Math.min(WINDOW, size) }, (_, at) => start + at);

/** Move a window's start just so far that it holds a place. @param {number} start @param {number} at @param {number} size */
const reach = (start, at, size) =>
  Math.max(0, Math.min(Math.max(start, at - WINDOW + 1), at, size - 1));

customElements.define('matrix-field', MatrixField);
