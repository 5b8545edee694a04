// One table of blanks: with its axes at the edges, and no more rows and columns than can be drawn.
import { html, nothing } from 'lit';
import { halfDigits, plural } from '../format.js';
import { LARGEST_TEXT } from '../styles/matrix.js';
import { axisClass, axisLetter } from './axis.js';
import { blankCell } from './blank-cell.js';

const WINDOW = 32; // rows and columns that are drawn at once

/** @typedef {{row: number, column: number}} Corner the first row and column that are drawn */

/** Move the window just so far that it holds a place. @param {Corner} corner @param {Corner} at */
export const reach = (corner, at) => ({
  row: Math.min(Math.max(corner.row, at.row - WINDOW + 1), at.row),
  column: Math.min(Math.max(corner.column, at.column - WINDOW + 1), at.column),
});

/** Keep the window within a table that has become smaller. @param {Corner} corner @param {number} rows @param {number} columns */
export const within = ({ row, column }, rows, columns) => ({
  row: Math.max(0, Math.min(row, rows - WINDOW)),
  column: Math.max(0, Math.min(column, columns - WINDOW)),
});

/** @param {number} start @param {number} size */
const range = (start, size) =>
  Array.from({ length: Math.min(WINDOW, size) }, (_, at) => start + at);

/**
 * @param {object} table
 * @param {import('../edits.js').InputInfo} table.info
 * @param {import('../sheet.js').Sheet} table.sheet
 * @param {import('../slices.js').Slice} table.slice
 * @param {Corner} table.corner
 * @param {number} table.bad the place of the cell at fault, or −1
 * @param {boolean} table.wrong the whole is at fault
 * @param {import('../lights.js').Lights} table.lights
 * @param {boolean} table.stubs the number of a row or a column opens what can be done with it
 */
export function blankTable({ info, sheet, slice, corner, bad, wrong, lights, stubs }) {
  const rows = range(corner.row, slice.rows);
  const columns = range(corner.column, slice.columns);
  const widths = columns.map((c) =>
    Math.min(
      LARGEST_TEXT,
      Math.max(2, ...rows.map((r) => halfDigits(sheet.cells[slice.place(r, c)]))),
    ),
  );
  const part = slice.name.map(({ letter, at }) => `, ${letter} ${at}`).join('');
  const clipped = rows.length < slice.rows || columns.length < slice.columns;
  return html`
    <table
      class="blanks ${wrong ? 'wrong' : ''}"
      aria-label="${info.name}${part}, ${info.meaning}"
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
              blankCell({ info, sheet, slice, row: r, column: c, bad, width: widths[at], lights }),
            )}
          </tr>`,
        )}
      </tbody>
    </table>
    ${clipped ? clipNote(rows, columns, slice) : nothing}
  `;
}

/** The number of a row or a column, which opens what can be done with it. @param {'row' | 'column'} what @param {number} at */
const stub = (what, at) =>
  html`<button class="stub" tabindex="-1" data-what=${what} data-at=${at} title="Insert or remove">${at + 1}</button>`;

/** @param {number[]} rows @param {number[]} columns @param {import('../slices.js').Slice} slice */
function clipNote(rows, columns, slice) {
  return html`<p class="note">
    Rows ${rows[0] + 1} to ${rows[rows.length - 1] + 1} of ${plural(slice.rows, 'row')}, columns
    ${columns[0] + 1} to ${columns[columns.length - 1] + 1} of ${slice.columns}. Arrow keys at the
    edge move on.
  </p>`;
}
