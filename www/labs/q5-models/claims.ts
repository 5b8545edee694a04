// A claim about a head as a text, and back.
import type { HeadPlace, PatternName } from '../../models/protocol.ts';
import { headText, PATTERN_NAMES } from '../../models/view-state.ts';

export interface Claim {
  head: HeadPlace;
  pattern: PatternName;
}

/** From here on a head is said to follow a pattern: on average half of its weight. */
export const ENOUGH = 0.5;

/** `1.2:induction` */
export const readClaim = (text: string): Claim | null => {
  const [, layer, head, pattern] = /^(\d+)\.(\d+):(\w+)$/.exec(text) ?? [];
  const known = PATTERN_NAMES.find((name) => name === pattern);
  return known ? { head: [Number(layer), Number(head)], pattern: known } : null;
};

export const writeClaim = ({ head, pattern }: Claim) => `${headText(head)}:${pattern}`;
