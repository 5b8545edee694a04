// The weights of one query along T: as lines, the largest at T = 1 first, and as numbers for a file.
import type { Tensor } from '../../pkg/attention_playground.js';
import { numbersGrid } from '../exports/table.ts';
import type { Line } from '../plot/plot-parts.ts';
import { LADDER, rungOf } from '../state/temperatures.ts';

const TOLD_APART = 4; // lines, by their dashes; more are alike but for their names

/** What each key weighs at each temperature. */
function keysOf(sweep: Tensor[], query: number) {
  const columns = sweep[0].shape.at(-1) ?? 1;
  const start = Math.min(sweep[0].data.length / columns - 1, query) * columns;
  return Array.from({ length: columns }, (_, key) => ({
    key,
    name: `key ${key + 1}`,
    values: sweep.map(({ data }) => data[start + key]),
  }));
}

export function linesOf(sweep: Tensor[], query: number): Line[] {
  const plain = rungOf(1);
  return keysOf(sweep, query)
    .sort((one, other) => other.values[plain] - one.values[plain])
    .map((line, rank) => ({ ...line, series: Math.min(rank, TOLD_APART) + 1 }));
}

export function temperatureNumbers(sweep: Tensor[], query: number) {
  const keys = keysOf(sweep, query);
  const rows = LADDER.map((temperature, rung) => [
    temperature,
    ...keys.map(({ values }) => values[rung]),
  ]);
  return numbersGrid(['T', ...keys.map(({ name }) => name)], rows);
}
