// Where decoding is shown, and which of its sizes share which.
import type { CostCurves, VariantInfo } from '../../pkg/attention_playground.js';
import { description } from '../core/description.ts';

/** Where there is a cache, and where one would be. */
export const decodes = ({ id }: VariantInfo) =>
  description().decoders.some(({ variant, whole }) => variant === id || whole === id);

/** Does a size divide another, or one that divides it? */
const divides = (part: string, whole: string): boolean =>
  description().shares.some(
    ([all, each]) => each === part && (all === whole || divides(all, whole)),
  );

/** A size that was chosen, and those that have to follow it so that every share is at least 1. */
export function withShares(
  sizes: CostCurves['sizes'],
  { letter, size }: { letter: string; size: number },
) {
  const follow = sizes.filter(
    (other) =>
      (divides(letter, other.letter) && other.size < size) ||
      (divides(other.letter, letter) && other.size > size),
  );
  const changed = [letter, ...follow.map((other) => other.letter)];
  return Object.fromEntries(changed.map((of): [string, number] => [of, size]));
}
