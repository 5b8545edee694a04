// One table of blanks: with its axes at the edges, and no more rows and columns than can be drawn.
import { html, nothing } from 'lit';
import { halfDigits } from '../lib/format.js';
import { densityOf } from '../lib/table-mode.js';
import { partName } from '../lib/tensor-views.js';
import { LARGEST_TEXT } from '../styles/matrix.js';
import { axisClass, axisLetter } from '../ui/axis.js';
import { blankCell, partsOf } from './blank-cell.js';

const WINDOW = 5; // rows and columns that are drawn at once, of a table that is a map

/** @typedef {{row: number, column: number}} Corner the first row and column that are drawn */

/** Move the window just so far that it holds a place. @param {Corner} corner @param {Corner} at */
export const reach = (corner, at) => ({
  row: Math.min(Math.max(corner.row, at.row - WINDOW + 1), at.row),
  column: Math.min(Math.max(corner.column, at.column - WINDOW + 1), at.column),
});

/** The window with a place in its middle. @param {Corner} at @param {number} rows @param {number} columns */
export const centred = ({ row, column }, rows, columns) =>
  within(
    { row: row - Math.floor(WINDOW / 2), column: column - Math.floor(WINDOW / 2) },
    rows,
    columns,
  );

/** Keep the window within a table that has become smaller. @param {Corner} corner @param {number} rows @param {number} columns */
export const within = ({ row, column }, rows, columns) => ({
  row: Math.max(0, Math.min(row, rows - WINDOW)),
  column: Math.max(0, Math.min(column, columns - WINDOW)),
});

/** @param {number} start @param {number} size @param {boolean} map */
const range = (start, size, map) =>
  map
    ? Array.from({ length: Math.min(WINDOW, size) }, (_, at) => start + at)
    : Array.from({ length: size }, (_, at) => at);

/**
 * A column of texts, in half digits: how wide the longest is, and of the numbers how far they reach to
 * the left of where their points stand and to the right of it. What is no number moves none of them.
 * @typedef {{widest: number, head: number, tail: number}} Fit
 * @param {string[]} texts @returns {Fit}
 */
function columnOf(texts) {
  const parts = texts.map(partsOf).filter((part) => part !== null);
  const most = (/** @type {number[]} */ sizes) => Math.min(LARGEST_TEXT, Math.max(0, ...sizes));
  return {
    widest: most(texts.map(halfDigits)),
    head: Math.max(2, most(parts.map(({ head }) => head))),
    tail: most(parts.map(({ tail }) => tail)),
  };
}

/**
 * @param {object} table
 * @param {import('../state/edits.js').InputInfo} table.info
 * @param {import('../state/text-tensor.js').Sheet} table.sheet
 * @param {import('../lib/tensor-views.js').Slice} table.slice
 * @param {Corner} table.corner
 * @param {number} table.bad the place of the cell at fault, or −1
 * @param {boolean} table.wrong the whole is at fault
 * @param {import('../tables/highlights.js').Lights} table.lights
 * @param {boolean} table.stubs the number of a row or a column opens what can be done with it
 */
export function blankTable({ info, sheet, slice, corner, bad, wrong, lights, stubs }) {
  const map = densityOf(slice) === 'map';
  const rows = range(corner.row, slice.rows, map);
  const columns = range(corner.column, slice.columns, map);
  const fits = columns.map((c) => columnOf(rows.map((r) => sheet.cells[slice.place(r, c)])));
  return html`
    <table
      class="blanks ${wrong ? 'wrong' : ''}"
      aria-label="${info.name}${partName(slice)}, ${info.meaning}"
      aria-describedby=${wrong ? 'error' : nothing}
    >
      <thead>
        <tr>
          <th class="corner" scope="col">
            ${slice.rowAxis ? axisLetter(slice.rowAxis) : html`<span></span>`}
            ${axisLetter(slice.columnAxis)}
          </th>
          ${columns.map((c) => html`<th class="column ${axisClass(slice.columnAxis)}" scope="col">${stubs ? stub('column', c) : c + 1}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (r) => html`<tr>
            <th class=${axisClass(slice.rowAxis)} scope="row">${stubs && slice.rowAxis ? stub('row', r) : r + 1}</th>
            ${columns.map((c, at) =>
              blankCell({ info, sheet, slice, row: r, column: c, bad, fit: fits[at], lights }),
            )}
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

/** The number of a row or a column, which opens what can be done with it. @param {'row' | 'column'} what @param {number} at */
const stub = (what, at) =>
  html`<button class="stub" tabindex="-1" data-what=${what} data-at=${at} title="Insert or remove">${at + 1}</button>`;
