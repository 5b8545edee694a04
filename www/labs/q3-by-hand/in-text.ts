// How the answers of question 3 stand in a text.
import { MENDS } from './judge.ts';

export const labels = {
  ...Object.fromEntries([...'abdefh'].map((hole) => [hole, `(${hole})`])),
  ...Object.fromEntries(Object.entries(MENDS).map(([name, { label }]) => [name, label])),
};

/** (b) begins from the program of (a). */
export const starts = Object.fromEntries(
  Object.entries(MENDS).map(([name, { text }]) => [name, text]),
);
