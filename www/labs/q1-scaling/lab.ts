// Question 1: why scores are divided by √d: on the page of labs.
import type { Lab } from '../lab.ts';
import { question } from './question.ts';

export const lab: Lab = {
  ...question,
  workbench: '#scaled-dot-product',
  tag: 'scaling-lab',
  load: () => import('./scaling-lab.ts'),
  thumbnail: () => import('./thumbnail.ts'),
  inText: () => import('./in-text.ts'),
};
