// The weights of one query along T: as lines, the largest at T = 1 first, and as numbers for a file.
import type { Tensor } from '../../pkg/attention_playground.js';
import { numbersGrid } from '../exports/table.ts';
import { headsOf } from '../lib/tensor-views.ts';
import type { Line } from '../plot/plot-parts.ts';
import { LADDER, rungOf } from '../state/temperatures.ts';

const TOLD_APART = 4; // lines, by their dashes; more are alike but for their names

/** A token of an axis, counted from the last: by its word, or else by its number. */
export function tokenName(
  tensor: Tensor | undefined,
  axis: number,
  at: number,
  words: readonly string[],
) {
  const heads = tensor && headsOf(tensor.axes.at(axis) ?? '', tensor.shape.at(axis) ?? 0, words);
  return heads?.[at] ? `“${heads[at]}”` : `${at + 1}`;
}

/** What each key weighs at each temperature. */
function keysOf(sweep: Tensor[], query: number, words: readonly string[]) {
  const columns = sweep[0].shape.at(-1) ?? 1;
  const start = Math.min(sweep[0].data.length / columns - 1, query) * columns;
  return Array.from({ length: columns }, (_, key) => ({
    key,
    name: `key ${tokenName(sweep[0], -1, key, words)}`,
    values: sweep.map(({ data }) => data[start + key]),
  }));
}

export function linesOf(sweep: Tensor[], query: number, words: readonly string[]): Line[] {
  const plain = rungOf(1);
  return keysOf(sweep, query, words)
    .sort((one, other) => other.values[plain] - one.values[plain])
    .map((line, rank) => ({ ...line, series: Math.min(rank, TOLD_APART) + 1 }));
}

export function temperatureNumbers(sweep: Tensor[], query: number, words: readonly string[]) {
  const keys = keysOf(sweep, query, words);
  const rows = LADDER.map((temperature, rung) => [
    temperature,
    ...keys.map(({ values }) => values[rung]),
  ]);
  return numbersGrid(['T', ...keys.map(({ name }) => name)], rows);
}
