// The thumbnail of question 5: weights of random tokens, each reading those before it, and each reading all.
import type { Thumbnail } from '../lab.ts';
import { tables } from '../parts/drawn.ts';

const TOKENS = 6;
const SIZES = { i: TOKENS, j: TOKENS, d: 4 };

export const thumbnail: Thumbnail = async (ask) => {
  const run = (causal: string) =>
    ask('runVariant', 'scaled-dot-product', { sizes: SIZES, params: { causal } });
  const traces = await Promise.all(['upper-left', 'off'].map(run));
  const weights = traces.flatMap(({ steps }) => steps.filter(({ role }) => role === 'weights'));
  return tables(weights.map(({ tensor }) => tensor));
};
