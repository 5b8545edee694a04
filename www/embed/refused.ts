// What is given as an input, and why it is refused.

/** A number, a text for a cell, or lists of these; typed arrays count as lists. */
export type GivenTable =
  | string
  | number
  | boolean
  | ArrayLike<unknown>
  | { shape: ArrayLike<number>; data: ArrayLike<number | string> };

/** An input that cannot be taken, in words. */
export class Refused extends Error {}
