// Question 1: samples beside exact theory, in a table and in words.
import { html, nothing } from 'lit';
import type { ScalingReport } from '../../../pkg/attention_playground.js';
import { figure, grouped, write } from '../../lib/format.ts';
import { swatch } from '../../plot/swatch.ts';
import { namedTable } from '../../tables/named-table.ts';

/** As many digits as the standard error allows, and one more. */
const toError = (value: number, error: number) => {
  const decimals = error > 0 ? Math.max(0, 1 - Math.floor(Math.log10(error))) : 4;
  return write(value, Math.min(8, decimals));
};

/** What an answer gives for the mean or the variance, or what is asked for there. */
export interface Yours {
  of: string;
  given: number;
  name: string;
}

/** What stands beside the mean of the samples. */
export interface Told {
  /** What is exact, and how far the samples are from it: the standard error would tell the variance. */
  theory: boolean;
  /** The variance of the samples. */
  variance: boolean;
}

export function momentsTable({ mean, variance }: ScalingReport, told: Told, yours: Yours | null) {
  const hide = !told.theory;
  const rows = [
    { name: 'mean', of: mean },
    ...(told.variance ? [{ name: 'variance', of: variance }] : []),
  ];
  const own = (name: string) =>
    yours && html`<td>${yours.of === name ? figure(yours.given) : nothing}</td>`;
  return namedTable(
    'Samples and theory',
    html`<table translate="no">
      <thead>
        <tr>
          <th scope="col">of qᵀk / s</th>
          <th scope="col">sample</th>
          ${yours ? html`<th scope="col">${yours.name}</th>` : nothing}
          ${hide ? nothing : html`<th scope="col">exact</th>`}
          ${hide ? nothing : html`<th scope="col">standard error</th>`}
          ${hide ? nothing : html`<th scope="col">difference (standard errors)</th>`}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ name, of: { sample, exact, error } }) => html`<tr>
            <th scope="row">${name}</th>
            <td>${toError(sample, error)}</td>
            ${own(name) ?? nothing}
            ${hide ? nothing : html`<td>${toError(exact, error)}</td>`}
            ${hide ? nothing : html`<td>${error === 0 ? '0' : error.toPrecision(2)}</td>`}
            ${hide ? nothing : html`<td>${error === 0 ? '0' : write(Math.abs(sample - exact) / error, 1)}</td>`}
          </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

/** What the variance is at one width. */
export const readings = (
  { d, variance: { sample, exact, error } }: ScalingReport['widths'][number],
  hide: boolean,
) => html`
  <span><i class="axis-d">d</i> = ${grouped(d)}</span>
  ${hide ? nothing : html`<span>${swatch(1)}exact ${figure(exact)}</span>`}
  <span>${swatch(2)}sample ${figure(sample)}${hide ? '' : ` ± ${figure(Number(error.toPrecision(1)))}`}</span>
`;

/** The histogram in words. */
export const spoken = ({ samples, mean, variance }: ScalingReport, told: Told) =>
  [
    `Histogram of ${grouped(samples)} samples of the product over s: mean ${toError(mean.sample, mean.error)}`,
    told.variance ? `, variance ${toError(variance.sample, variance.error)}` : '',
    told.theory ? ', beside a normal curve' : '',
    '.',
  ].join('');
