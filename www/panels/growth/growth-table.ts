// The numbers of the growth plots: as a table to read, and every one of them for a file.
import { html } from 'lit';
import type { CostCurves, CostMeasure as Measure } from '../../../pkg/attention_playground.js';
import { numbersGrid } from '../../exports/table.ts';
import { exact, figure } from '../../lib/format.ts';
import type { Series } from '../../state/curve-choices.ts';
import { namedTable } from '../../tables/named-table.ts';

const COLUMNS: { measure: Measure; name: string }[] = [
  { measure: 'operations', name: 'operations' },
  { measure: 'needed', name: 'operations needed under the mask' },
  { measure: 'fused', name: 'memory of a fused kernel' },
  { measure: 'every', name: 'memory of every intermediate' },
  { measure: 'kept', name: 'memory kept for backpropagation' },
  { measure: 'intensity', name: 'intensity' },
];

export function growthNumbers({ letter, at, sizes, curves }: CostCurves, series: Series[]) {
  const others = sizes.map((size) => size.letter);
  const names = series.flatMap(({ id }) =>
    COLUMNS.map(({ name }) => ({ text: `${id}: ${name}`, quoted: true })),
  );
  const rows = Array.from(at, (size, place) => [
    size,
    ...sizes.map((other) => other.size),
    ...curves.flatMap(({ lines }) => COLUMNS.map(({ measure }) => lines[measure].values[place])),
  ]);
  return numbersGrid([letter, ...others, ...names], rows);
}

/** One row for each doubling. */
export function growthTable({ letter, at, curves }: CostCurves, series: Series[], rule: Measure) {
  const shown = Array.from(at, (size, place) => ({ size, place })).filter(({ size }) =>
    Number.isInteger(Math.log2(size)),
  );
  const measures: Measure[] = ['operations', rule, 'intensity'];
  return namedTable(
    'The numbers of the plots',
    html`<table translate="no">
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

const cell = (value: number) => html`<td data-exact=${exact(value)}>${figure(value)}</td>`;
