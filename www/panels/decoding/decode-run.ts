// A decoding run, as long and as wide as was chosen; how many values a head has is the same in all.
import type { View } from '../../state/edits.ts';

export const RUN = { tokens: 8, heads: 4, sets: 2, seed: 0 };
const HEAD = 2; // values

export function decodeRequest(at: View['at']) {
  const { tokens, heads, sets, seed } = { ...RUN, ...at };
  const sizes = { i: tokens, d: heads * HEAD, h: heads, k: HEAD, v: HEAD };
  return { sizes, seed, params: { kv_heads: sets } };
}
