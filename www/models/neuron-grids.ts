// The numbers of the neuron view as they are taken away: a row, and one pair of tokens.
import type { Head, Row } from '../../pkg/attention_models.js';
import { numbersGrid } from '../exports/table.ts';
import type { RunData } from './protocol.ts';

/** @param texts of the tokens, as they are shown */
export function rowGrid(texts: readonly string[], run: RunData, row: Row) {
  const tables = [row.dots, row.scaled, row.masked, row.weights];
  return numbersGrid(
    ['position', 'key', 'q·k', 'scaled', 'masked', 'weight'],
    run.tokens.map((token, at) => [
      String(at + 1),
      texts[at] ?? token,
      ...tables.map(({ data }) => data[at]),
    ]),
  );
}

export function pairGrid(
  { q, k, v }: Pick<Head, 'q' | 'k' | 'v'>,
  row: Row,
  query: number,
  key: number,
) {
  const d = q.shape[1];
  const of = ({ data }: { data: Float32Array }, at: number) => [
    ...data.subarray(at * d, (at + 1) * d),
  ];
  return numbersGrid(
    ['', ...Array.from({ length: d }, (_, at) => String(at + 1))],
    [
      ['q', ...of(q, query)],
      ['k', ...of(k, key)],
      ['q × k', ...of(row.products, key)],
      ['v', ...of(v, key)],
      ['α·v', ...of(row.weighted, key)],
      ['Σ α·v', ...row.output.data],
    ],
  );
}
