// What was measured, as tables to read: each kernel as a whole, and every point.
import { html, nothing } from 'lit';
import { pointSwatch } from './components/swatch.js';
import { figure, prefixed, slopeText } from './format.js';
import { kernels } from './measure/catalogue.js';
import { least, slopeWithError, summaryOf } from './measured.js';

/** @typedef {import('./measure/measure.js').Request} Request */
/** @typedef {import('./measure/measure.js').Limit} Limit */
/** @typedef {import('./measure/measure.js').Point} Point */

/** What of the limit was reached: the least time over the measured one. @param {Request} request @param {Point} point @param {Limit} limit */
const share = (request, { kernel, n, median }, limit) =>
  `${Math.round((1e5 * least(kernel, request, n, limit)) / median)} %`;

/** @param {Request} request @param {Point[]} points @param {Limit} limit */
export function measuredSummary(request, points, limit) {
  const rows = request.kernels.flatMap((kernel, at) => {
    const summary = summaryOf(kernel, request, points, limit);
    return summary ? [{ ...summary, kernel, series: at + 1 }] : [];
  });
  if (rows.length === 0) return nothing;
  return html`<div class="box" tabindex="0" role="region" aria-label="Each kernel in numbers">
    <table>
      <thead>
        <tr>
          <th scope="col">at the longest</th>
          <th scope="col">slope</th>
          <th scope="col">counted</th>
          <th scope="col">GFLOP/s</th>
          <th scope="col">GB/s</th>
          <th scope="col">of the limit</th>
          <th scope="col">allocated</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ kernel, series, last, slope, derived }) => html`<tr>
            <th scope="row">${pointSwatch(series)}${kernels[kernel].title}</th>
            <td>${slopeWithError(slope) || '–'}</td>
            <td>${derived === undefined ? '–' : slopeText(derived)}</td>
            <td>${figure(last.gigaflops)}</td>
            <td>${figure(last.gigabytes)}</td>
            <td>${share(request, last, limit)}</td>
            <td>${prefixed(last.bytes, 'B')}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** @param {Request} request @param {Point[]} points @param {Limit} limit @param {string} letter */
export function measuredTable(request, points, limit, letter) {
  return html`<div class="box" tabindex="0" role="region" aria-label="The points in numbers">
    <table>
      <thead>
        <tr>
          <th scope="col">kernel</th>
          <th scope="col"><i>${letter}</i></th>
          <th scope="col">median</th>
          <th scope="col">middle half</th>
          <th scope="col">GFLOP/s</th>
          <th scope="col">of the limit</th>
          <th scope="col">allocated</th>
          <th scope="col">batches</th>
          <th scope="col">dropped</th>
        </tr>
      </thead>
      <tbody>
        ${request.kernels.flatMap((kernel) =>
          points
            .filter((point) => point.kernel === kernel)
            .map((point) => {
              const [median, low, high] = [point.median, point.low, point.high].map((time) =>
                prefixed(time / 1000, 's'),
              );
              return html`<tr>
                <th scope="row">${kernels[kernel].title}</th>
                <td>${figure(point.n)}</td>
                <td>${median}</td>
                <td>${low} – ${high}</td>
                <td>${figure(point.gigaflops)}</td>
                <td>${share(request, point, limit)}</td>
                <td>${prefixed(point.bytes, 'B')}</td>
                <td>${point.samples.length}</td>
                <td>${point.dropped}</td>
              </tr>`;
            }),
        )}
      </tbody>
    </table>
  </div>`;
}
