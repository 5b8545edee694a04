// Question 5: the heads of trained models: on the page of labs.
import type { Lab } from '../lab.ts';
import { question } from './question.ts';

export const lab: Lab = {
  ...question,
  workbench: '#scaled-dot-product?causal=true',
  tag: 'models-lab',
  load: () => import('./models-lab.ts'),
  thumbnail: () => import('./thumbnail.ts'),
  inText: () => import('./in-text.ts'),
};
