// How the answers of question 4 stand in a text.
import { BLANKS } from './judge.ts';

export const labels = {
  ...Object.fromEntries(
    Object.entries(BLANKS).map(([name, { label }]) => [name, `${name}, ${label}:`]),
  ),
  'mqa-time': 'time:',
  'mqa-memory': 'memory:',
};

/** Shapes are chosen by their letters. */
export const textOf = (name: string, text: string) =>
  /^[AB]$/.test(name) ? `[${[...text].join(', ')}]` : text;
