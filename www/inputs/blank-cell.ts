// One cell of an input: a blank to type in, or in a mask a switch.
import { html, nothing } from 'lit';
import { halfDigits } from '../lib/format.js';
import { around, unflatten } from '../lib/tensor-views.js';
import { cellName } from '../state/text-tensor.js';
import { LARGEST_CELL, LARGEST_TEXT } from '../styles/matrix.js';
import { lightClasses } from '../tables/highlights.js';

const SMALLEST = 10; // quarters of a rem

/** Of a number before its point, and from there on, in half digits; null for what is none. @param {string} text */
export function partsOf(text) {
  const [, head, tail] = text.match(/^([-+−]?\d*)((?:\.\d*)?)$/) ?? [];
  return head === undefined ? null : { head: halfDigits(head), tail: halfDigits(tail) };
}

/**
 * @param {object} cell
 * @param {import('../state/edits.js').InputInfo} cell.info
 * @param {import('../state/text-tensor.js').Sheet} cell.sheet
 * @param {import('../lib/tensor-views.js').Slice} cell.slice the table that it stands in
 * @param {number} cell.row @param {number} cell.column
 * @param {number} cell.bad the place of the cell at fault, or −1
 * @param {import('./blank-table.js').Fit} cell.fit of its column
 * @param {import('../tables/highlights.js').Lights} cell.lights
 */
export function blankCell({ info, sheet, slice, row, column, bad, fit, lights }) {
  const place = slice.place(row, column);
  const wrong = place === bad;
  const text = sheet.cells[place];
  const { widest, head, tail } = fit;
  const parts = partsOf(text);
  const width = parts ? head + tail : halfDigits(text);
  const size = Math.min(LARGEST_CELL, Math.max(SMALLEST, widest + 4, head + tail + 4));
  const lit = lightClasses(lights, place, around(slice, row, column));
  const aligned = `text-${Math.min(LARGEST_TEXT, width)} tail-${parts ? tail - parts.tail : 0}`;
  const classes = `cell-${size} ${aligned} ${lit} ${wrong ? 'bad' : ''}`;
  const label = cellName(info.name, info.axes, unflatten(place, sheet.shape));
  if (info.boolean && (text === '0' || text === '1')) {
    return html`<td class=${classes}>
      <button
        class="blank"
        role="switch"
        aria-label="${label}: may attend"
        aria-checked=${text === '1'}
        data-place=${place}
      >${text}</button>
    </td>`;
  }
  return html`<td class=${classes}>
    <input
      class="blank"
      aria-label=${label}
      aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${wrong ? 'error' : nothing}
      data-place=${place}
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      .value=${text}
    />
  </td>`;
}
