// The thumbnail of question 4: the cached keys of one sequence, a set a head and one for all heads.
import type { Thumbnail } from '../lab.ts';
import { tables } from '../parts/drawn.ts';
import { readSizes } from './size-fields.ts';

const KINDS = ['multi-head-decode', 'multi-query-decode'];
const MOST = 8; // rows and columns that can be told apart

export const thumbnail: Thumbnail = async (ask, settings) => {
  const all = Object.entries(readSizes(settings.sizes));
  const sizes = Object.fromEntries(all.map(([letter, size]) => [letter, Math.min(MOST, size)]));
  const { n, k } = sizes;
  const caches = async (variant: string) => {
    const { steps } = await ask('runVariant', variant, { sizes: { ...sizes, b: 1 } });
    const data = steps.find(({ id }) => id === 'prev_k')?.tensor.data ?? new Float64Array();
    return Array.from({ length: data.length / n / k }, (_, set) => ({
      axes: ['n', 'k'],
      shape: [n, k],
      data: data.slice(set * n * k, (set + 1) * n * k),
    }));
  };
  const kinds = await Promise.all(KINDS.map(caches));
  return tables(kinds.flat());
};
