// Question 6: other similarities in place of the exponential: on the page of labs.
import type { Lab } from '../lab.ts';
import { question } from './question.ts';

export const lab: Lab = {
  ...question,
  workbench: '#linear?feature_map=quadratic',
  tag: 'kernels-lab',
  load: () => import('./kernels-lab.ts'),
  thumbnail: () => import('./thumbnail.ts'),
  inText: () => import('./in-text.ts'),
};
