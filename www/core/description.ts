// What the core says of itself: the same for every element of a page, so that it is asked for once.
import type { Description } from '../../pkg/attention_playground.js';

const comparison = { most: 0, variants: [] };
let known: Description = { targets: [], decoders: [], shares: [], comparison };

/** Empty until it was asked for, which is before anything is drawn from it. */
export const description = () => known;

export function remember(description: Description) {
  known = description;
  return known;
}
