// The variants that decode with a cache, and which of their sizes share which: until the core tells it.
import type { CostCurves, VariantInfo } from '../../pkg/attention_playground.js';

/** The three of homework 4, from the largest cache to the smallest. */
export const DECODERS = [
  { variant: 'multi-head-decode', title: 'Multi-head', name: 'multi-head', short: 'MHA' },
  { variant: 'grouped-query-decode', title: 'Grouped-query', name: 'grouped-query', short: 'GQA' },
  { variant: 'multi-query-decode', title: 'Multi-query', name: 'multi-query', short: 'MQA' },
];

/** Decoding is shown where there is a cache, and where one would be. */
export const decodes = ({ id }: VariantInfo) =>
  id === 'multi-head' || DECODERS.some(({ variant }) => variant === id);

/** Each is shared evenly by the next: the width by the heads, the heads by the sets of keys. */
const SHARES = ['d', 'h', 'g'];

/** A size that was chosen, and those that have to follow it so that every share is at least 1. */
export function withShares(
  sizes: CostCurves['sizes'],
  { letter, size }: { letter: string; size: number },
) {
  const changed = { [letter]: size };
  const place = SHARES.indexOf(letter);
  for (const other of place < 0 ? [] : sizes) {
    const at = SHARES.indexOf(other.letter);
    const [whole, share] = at < place ? [other.size, size] : [size, other.size];
    if (at >= 0 && at !== place && whole < share) changed[other.letter] = size;
  }
  return changed;
}
