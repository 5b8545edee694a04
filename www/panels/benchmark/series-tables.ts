// What was measured, as tables to read: each kernel as a whole, and every point.
import { html, nothing } from 'lit';
import { figure, prefixed, slopeText, slopeWithError } from '../../lib/format.ts';
import { kernels } from '../../measure/catalogue.ts';
import type { Limit, Point, Request } from '../../measure/measure.ts';
import { pointSwatch } from '../../plot/swatch.ts';
import { watchedEdge } from '../../ui/scroll-edge.ts';
import { least, summaryOf } from './series.ts';

/** What of the limit was reached: the least time over the measured one. */
const share = (request: Request, { kernel, n, median }: Point, limit: Limit) =>
  `${Math.round((1e5 * least(kernel, request, n, limit)) / median)} %`;

export function measuredSummary(request: Request, points: Point[], limit: Limit, letter: string) {
  const rows = request.kernels.flatMap((kernel, at) => {
    const summary = summaryOf(kernel, request, points, limit);
    return summary ? [{ ...summary, kernel, series: at + 1 }] : [];
  });
  if (rows.length === 0) return nothing;
  return html`<p class="label">
      Slopes are of the last three octaves, as measured and as counted. Speed and memory are those
      of the largest <i>${letter}</i>.
    </p>
    <div class="box" tabindex="0" role="region" aria-label="Each kernel in numbers" ${watchedEdge()}>
      <table translate="no">
        <thead>
          <tr>
            <th scope="col">kernel</th>
            <th scope="col">slope</th>
            <th scope="col">counted</th>
            <th scope="col">${letter === 'n' ? 'GB/s' : 'GFLOP/s'}</th>
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
              <td>${figure(letter === 'n' ? last.gigabytes : last.gigaflops)}</td>
              <td>${share(request, last, limit)}</td>
              <td>${prefixed(last.bytes, 'B')}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

export function measuredTable(request: Request, points: Point[], limit: Limit, letter: string) {
  return html`<div class="box" tabindex="0" role="region" aria-label="The points in numbers" ${watchedEdge()}>
    <table translate="no">
      <thead>
        <tr>
          <th scope="col"><i>${letter}</i></th>
          <th scope="col">median</th>
          <th scope="col">middle half</th>
          <th scope="col">${letter === 'n' ? 'GB/s' : 'GFLOP/s'}</th>
          <th scope="col">of the limit</th>
          <th scope="col">allocated</th>
          <th scope="col">batches</th>
        </tr>
      </thead>
      ${request.kernels.map((kernel, at) => {
        const own = points.filter((point) => point.kernel === kernel);
        return html`<tbody>
          <tr>
            <th scope="rowgroup" colspan="7">${pointSwatch(at + 1)}${kernels[kernel].title}</th>
          </tr>
          ${own.map((point) => row(request, point, limit, letter))}
        </tbody>`;
      })}
    </table>
  </div>`;
}

function row(request: Request, point: Point, limit: Limit, letter: string) {
  const { n, median, low, high, gigabytes, gigaflops, bytes, samples, dropped } = point;
  const seconds = (milliseconds: number) => prefixed(milliseconds / 1000, 's');
  return html`<tr>
    <th scope="row">${figure(n)}</th>
    <td>${seconds(median)}</td>
    <td>${seconds(low)} – ${seconds(high)}</td>
    <td>${figure(letter === 'n' ? gigabytes : gigaflops)}</td>
    <td>${share(request, point, limit)}</td>
    <td>${prefixed(bytes, 'B')}</td>
    <td>${samples.length}${dropped > 0 ? `, ${dropped} dropped` : ''}</td>
  </tr>`;
}
