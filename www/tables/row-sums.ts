// The sums of a table's rows: weights are read by them.
import { decimalsFor, write } from '../lib/format.ts';
import type { TensorView } from '../lib/tensor-views.ts';

/** Of the cells that are not masked. */
export function rowSum({ columns, place }: TensorView, data: ArrayLike<number>, row: number) {
  let sum = 0;
  for (let c = 0; c < columns; c += 1) {
    const value = data[place(row, c)];
    if (value !== Number.NEGATIVE_INFINITY) sum += value;
  }
  return { sum, decimals: decimalsFor([sum]) };
}

/** In a sentence, for all tables of a step. */
export function sumsText(views: TensorView[], data: ArrayLike<number>) {
  const sums = views.flatMap((view) =>
    Array.from({ length: view.rows }, (_, row) => rowSum(view, data, row).sum),
  );
  const decimals = decimalsFor(sums);
  const texts = sums.map((sum) => write(sum, decimals));
  if (new Set(texts).size === 1)
    return texts.length === 1 ? `The row sums to ${texts[0]}.` : `Every row sums to ${texts[0]}.`;
  if (views.length === 1 && texts.length <= 16) return `Row sums: ${texts.join(', ')}.`;
  const [low, high] = [Math.min(...sums), Math.max(...sums)].map((sum) => write(sum, decimals));
  return `Row sums run from ${low} to ${high}.`;
}
