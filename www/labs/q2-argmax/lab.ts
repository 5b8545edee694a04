// Question 2: attention that takes the best key alone: on the page of labs.
import type { Lab } from '../lab.ts';
import { question } from './question.ts';

export const lab: Lab = {
  ...question,
  workbench: '#argmax',
  tag: 'argmax-lab',
  load: () => import('./argmax-lab.ts'),
  thumbnail: () => import('./thumbnail.ts'),
  inText: () => import('./in-text.ts'),
};
