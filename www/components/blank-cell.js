// One cell of an input: a blank to type in, or in a mask a switch.
import { html, nothing } from 'lit';
import { lightClasses } from '../lights.js';
import { LARGEST_CELL } from '../styles/matrix.js';

const SMALLEST = 10; // quarters of a rem

/**
 * @param {object} cell
 * @param {string} cell.name of the input
 * @param {number} cell.row @param {number} cell.column
 * @param {string[][]} cell.grid
 * @param {boolean} cell.toggles
 * @param {boolean} cell.bad
 * @param {number} cell.width of the longest text in its column, in half digits
 * @param {import('../lights.js').Lights} cell.lights
 */
export function blankCell({ name, row, column, grid, toggles, bad, width, lights }) {
  const { length } = grid[0];
  const place = row * length + column;
  const around = {
    up: row > 0 ? place - length : -1,
    down: row < grid.length - 1 ? place + length : -1,
    left: column > 0 ? place - 1 : -1,
    right: column < length - 1 ? place + 1 : -1,
  };
  const size = Math.min(LARGEST_CELL, Math.max(SMALLEST, width + 4));
  const classes = `cell-${size} text-${width} ${lightClasses(lights, place, around)} ${bad ? 'bad' : ''}`;
  const label = `${name}, row ${row + 1}, column ${column + 1}`;
  const text = grid[row][column];
  const at = `${row},${column}`;
  if (toggles && (text === '0' || text === '1')) {
    return html`<td class=${classes}>
      <button
        class="blank"
        role="switch"
        aria-label="${label}: may attend"
        aria-checked=${text === '1'}
        data-cell=${at}
      >${text}</button>
    </td>`;
  }
  return html`<td class=${classes}>
    <input
      class="blank"
      aria-label=${label}
      aria-invalid=${bad ? 'true' : nothing}
      aria-describedby=${bad ? 'error' : nothing}
      data-cell=${at}
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      .value=${text}
    />
  </td>`;
}
