// What the rounds say: ratios of paired times, and whether a measurement may be believed at all.
import { quantile } from '../www/measure/statistics.ts';

/** Below this the machine was busy with something else. */
const LEAST_LIMIT = 50;
/** And so it was where the peer's own times lie further apart than this share. */
const MOST_SPREAD = 0.15;

const OWN = ['relaxed', 'simd'];
const PEER = 'onnxruntime-web';

const median = (list) => quantile(list, 0.5);

/** Multiplications and additions that a task stands for, or bytes for a step that reads a cache. */
export function work({ kind, n, h, d }) {
  if (kind === 'decode') return 4 * 2 * h * n * d;
  const pairs = kind.endsWith('causal') ? (n * (n + 1)) / 2 : n * n;
  return kind.startsWith('softmax') ? 4 * h * pairs * d : 4 * h * n * d * (d + 1);
}

/** Why the rounds of a task in one browser do not count, or undefined. */
export function doubt({ kind, rounds }) {
  const limit = quantile(
    rounds.map((round) => round.limit),
    1,
  );
  if (kind !== 'decode' && limit < LEAST_LIMIT)
    return `the limit loop gave ${limit.toFixed(0)} GFLOP/s`;
  const times = rounds.map((round) => round[PEER]).filter((time) => time !== undefined);
  if (times.length === 0) return undefined;
  const spread = (quantile(times, 0.75) - quantile(times, 0.25)) / median(times);
  if (spread > MOST_SPREAD) return `${PEER} spread by ${(100 * spread).toFixed(0)} %`;
  return undefined;
}

/** One task over several browsers: medians of the medians of each browser's rounds. */
export function verdict(browsers) {
  const [task] = browsers;
  const over = (value) => {
    const each = browsers.map(({ rounds }) => rounds.map(value).filter(Number.isFinite));
    const full = each.filter((values) => values.length > 0);
    return full.length > 0 ? median(full.map(median)) : undefined;
  };
  const names = [...new Set(browsers.flatMap(({ rounds }) => rounds.flatMap(Object.keys)))];
  const rows = names
    .filter((name) => name !== 'limit')
    .map((name) => ({
      name,
      milliseconds: over((round) => round[name]),
      speed: over((round) => work(task) / round[name] / 1e6),
      share: over((round) => work(task) / round[name] / 1e6 / round.limit),
      // How many times longer it takes than each of ours, round by round.
      ratios: Object.fromEntries(
        OWN.map((own) => [own, over((round) => round[name] / round[own])]),
      ),
      error: Math.max(...browsers.map(({ errors }) => errors[name] ?? 0)),
    }));
  const { kind, n, h, d } = task;
  const doubts = browsers.map(doubt).filter(Boolean);
  const failed = Object.assign({}, ...browsers.map((browser) => browser.failed));
  return { kind, n, h, d, limit: over((round) => round.limit), rows, failed, doubts };
}

/** The verdicts as one table of text. */
export function table(verdicts) {
  const head = ['task', 'N', 'h', 'd', 'who', 'ms', 'speed', 'of limit', '× relaxed', '× simd'];
  const lines = verdicts.flatMap(({ kind, n, h, d, rows }) =>
    rows.map(({ name, milliseconds, speed, share, ratios, error }) => [
      kind,
      n,
      h,
      d,
      name,
      milliseconds.toPrecision(3),
      `${speed.toFixed(1)} ${kind === 'decode' ? 'GB/s' : 'GFLOP/s'}`,
      `${(100 * share).toFixed(0)} %`,
      ratios.relaxed?.toFixed(2) ?? '',
      ratios.simd?.toFixed(2) ?? '',
      error.toExponential(1),
    ]),
  );
  const all = [[...head, 'error'], ...lines].map((line) => line.map(String));
  const widths = all[0].map((_, column) => Math.max(...all.map((line) => line[column].length)));
  const pad = (cell, column) =>
    column === 0 || column === 4 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
  return all.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}
