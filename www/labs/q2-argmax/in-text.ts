// How the answers of question 2 stand in a text.
import { choiceText } from '../parts/judge.ts';
import { CLAIMS } from './judge.ts';

export const labels = {
  output: 'o =',
  claim: 'Can argmax attention learn its queries and keys from a loss?',
};

export const textOf = (name: string, text: string) =>
  name === 'claim' ? choiceText(CLAIMS, text) : text;
