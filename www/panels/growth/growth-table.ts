// The numbers of the growth plots: as a table to read, and every one of them as CSV.
import { html } from 'lit';
import { exact, figure } from '../../lib/format.js';
import { namedTable } from '../../tables/named-table.js';

/** @typedef {import('../../../pkg/attention_playground.js').CostCurves} CostCurves */
/** @typedef {import('../../../pkg/attention_playground.js').CostMeasure} Measure */
/** @typedef {import('../../state/curve-choices.js').Series} Series */

/** @type {{measure: Measure, name: string}[]} */
const COLUMNS = [
  { measure: 'operations', name: 'operations' },
  { measure: 'fused', name: 'memory of a fused kernel' },
  { measure: 'every', name: 'memory of every intermediate' },
  { measure: 'kept', name: 'memory kept for backpropagation' },
  { measure: 'intensity', name: 'intensity' },
];

/** @param {CostCurves} growth @param {Series[]} series */
export function growthCsv({ letter, at, sizes, curves }, series) {
  const others = sizes.map((size) => size.letter);
  const names = series.flatMap(({ id }) => COLUMNS.map(({ name }) => `"${id}: ${name}"`));
  const rows = Array.from(at, (size, place) => [
    exact(size),
    ...sizes.map((other) => exact(other.size)),
    ...curves.flatMap(({ lines }) =>
      COLUMNS.map(({ measure }) => exact(lines[measure].values[place])),
    ),
  ]);
  return `${[[letter, ...others, ...names], ...rows].map((row) => row.join(',')).join('\n')}\n`;
}

/** One row for each doubling. @param {CostCurves} growth @param {Series[]} series @param {Measure} rule */
export function growthTable({ letter, at, curves }, series, rule) {
  const shown = Array.from(at, (size, place) => ({ size, place })).filter(({ size }) =>
    Number.isInteger(Math.log2(size)),
  );
  /** @type {Measure[]} */
  const measures = ['operations', rule, 'intensity'];
  return namedTable(
    'The numbers of the plots',
    html`<table>
      <thead>
        <tr>
          <th rowspan="2" scope="col"><i>${letter}</i></th>
          ${series.map(({ name }) => html`<th colspan="3" scope="colgroup">${name}</th>`)}
        </tr>
        <tr>
          ${series.map(() => ['operations', 'memory', 'intensity'].map((name) => html`<th scope="col">${name}</th>`))}
        </tr>
      </thead>
      <tbody>
        ${shown.map(
          ({ size, place }) => html`<tr>
            <th scope="row" data-exact=${size}>${figure(size)}</th>
            ${curves.map(({ lines }) =>
              measures.map((measure) => cell(lines[measure].values[place])),
            )}
          </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

/** @param {number} value */
const cell = (value) => html`<td data-exact=${exact(value)}>${figure(value)}</td>`;
