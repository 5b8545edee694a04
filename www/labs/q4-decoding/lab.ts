// Question 4: decoding with keys that heads share: on the page of labs.
import type { Lab } from '../lab.ts';
import { question } from './question.ts';

export const lab: Lab = {
  ...question,
  workbench: '#multi-query-decode',
  tag: 'decoding-lab',
  load: () => import('./decoding-lab.ts'),
  thumbnail: () => import('./thumbnail.ts'),
  inText: () => import('./in-text.ts'),
};
