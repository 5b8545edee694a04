// Question 3: the program of multi-head attention with blanks: on the page of labs.
import type { Lab } from '../lab.ts';
import { question } from './question.ts';

export const lab: Lab = {
  ...question,
  workbench: '#multi-head',
  tag: 'by-hand-lab',
  load: () => import('./by-hand-lab.ts'),
  thumbnail: () => import('./thumbnail.ts'),
  inText: () => import('./in-text.ts'),
};
