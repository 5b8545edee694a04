// What measurements are drawn and written as: lines of least time, points, and numbers for a table.
import { numbersGrid } from '../../exports/table.ts';
import { slopeWithError } from '../../lib/format.ts';
import { bytesOf, held, kernels } from '../../measure/catalogue.ts';
import { type Limit, ordinary, type Point, type Request } from '../../measure/measure.ts';
import { slope } from '../../measure/statistics.ts';
import { leastTime, machineOf } from '../roofline/roofline.ts';

/** What can be measured beside the curves along a letter. */
export const MEASURABLE: Record<string, string[]> = {
  N: ['softmax', 'softmax-causal', 'plain', 'linear', 'linear-causal'],
  n: ['decode-multi-head', 'decode-grouped-query', 'decode-multi-query'],
};

/** The sizes of a request at one length. */
const sizesAt = ({ sizes }: Request, n: number) => ({ ...ordinary, ...sizes, n });

/** The least seconds for what a kernel computes and reads. */
export function least(kernel: string, request: Request, n: number, limit: Limit) {
  const sizes = sizesAt(request, n);
  const flops = kernels[kernel].operations(sizes);
  const bytes = 4 * kernels[kernel].reads(sizes);
  return leastTime(machineOf(limit), { flops, bytes });
}

/** Whether the heads of a sequence are not in memory all at once. */
export function isInTurn(request: Request, n: number) {
  const sizes = sizesAt(request, n);
  const isSequence = request.kernels.some((kernel) => MEASURABLE.N.includes(kernel));
  return isSequence && held(sizes).heads < sizes.heads;
}

const tables = (kernel: string, request: Request, n: number) =>
  bytesOf(kernels[kernel], sizesAt(request, n));

/**
 * What is said of a kernel as a whole: how its time grows over the last octaves, how it should, and
 * its speed at the largest size.
 */
export function summaryOf(kernel: string, request: Request, all: Point[], limit: Limit) {
  const points = all.filter((point) => point.kernel === kernel);
  const last = points.at(-1);
  if (!last) return undefined;
  const derived = points.map(({ n }) => {
    const seconds = least(kernel, request, n, limit);
    return { n, median: seconds, low: seconds, high: seconds };
  });
  return { last, slope: slope(points), derived: slope(derived)?.power };
}

/** The lines and points of both plots, each kernel a series. */
export function plotsOf(request: Request, points: Point[], limit: Limit) {
  const series = (kernel: string) => request.kernels.indexOf(kernel) + 1;
  const lines = (value: (kernel: string, n: number) => number) =>
    request.kernels.map((kernel) => ({
      name: kernels[kernel].title,
      values: request.ns.map((n) => value(kernel, n)),
      series: series(kernel),
    }));
  const time = lines((kernel, n) => least(kernel, request, n, limit)).map((line, at) => {
    const found = slopeWithError(summaryOf(request.kernels[at], request, points, limit)?.slope);
    return { ...line, more: found ? [`slope ${found}`] : [] };
  });
  const seconds = points.map(({ kernel, n, median, low, high }) => ({
    at: n,
    series: series(kernel),
    value: median / 1000,
    low: low / 1000,
    high: high / 1000,
  }));
  const memory = lines((kernel, n) => tables(kernel, request, n)).map((line) => ({
    ...line,
    more: [],
  }));
  const allocated = points.map(({ kernel, n, bytes }) => ({
    at: n,
    series: series(kernel),
    value: bytes,
    low: bytes,
    high: bytes,
  }));
  return { time: { lines: time, points: seconds }, memory: { lines: memory, points: allocated } };
}

/** Every number, for a file. */
export function measuredNumbers(request: Request, points: Point[], limit: Limit) {
  const head = [
    'kernel',
    'n',
    'heads',
    'width',
    'median s',
    'lower quarter s',
    'upper quarter s',
    'least s',
    'GFLOP/s',
    'limit GFLOP/s',
    'limit GB/s',
    'bytes of its tables',
    'bytes allocated',
    'batches',
    'batches dropped',
  ];
  const rows = points.map((point) => {
    const { heads, width } = sizesAt(request, point.n);
    return [
      { text: kernels[point.kernel].title, quoted: true },
      point.n,
      heads,
      width,
      ...[point.median, point.low, point.high].map((milliseconds) => milliseconds / 1000),
      least(point.kernel, request, point.n, limit),
      point.gigaflops,
      limit.gigaflops,
      limit.gigabytes,
      tables(point.kernel, request, point.n),
      point.bytes,
      point.samples.length,
      point.dropped,
    ];
  });
  return numbersGrid(head, rows);
}
