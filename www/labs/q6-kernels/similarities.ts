// The similarities that question 6 (a) searches: which it opens with, and which have parameters of their own.

export const START = 'dot';

/** Which parameters a similarity has besides itself. */
export const OWN = new Map([
  ['polynomial', ['degree', 'offset']],
  ['quadratic', ['offset']],
]);
