// How long a question to the core may wait for others.

/**
 * Each gives way to those before it: a result to none, the arithmetic of one of its cells to a result, and
 * what is read at leisure to both.
 */
const LANES = ['result', 'explain', 'panel', 'sweep'] as const;

export type Lane = (typeof LANES)[number];

/** Who asks: the newest of its questions is the only one that counts. */
export interface Asker {
  /** A result, where it does not say. */
  lane?: Lane;
  /** Hears how far a long answer is. */
  progress?(done: number, total: number): void;
}

/** 0 for those that wait for none. */
export const patienceOf = ({ lane = 'result' }: Asker) => LANES.indexOf(lane);
