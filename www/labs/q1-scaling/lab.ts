// Question 1: why scores are divided by √d.
import type { Lab } from '../lab.ts';
import { typed } from '../parts/progress.ts';

export const lab: Lab = {
  id: 'why-root-d',
  number: '1',
  title: 'Why scores are scaled',
  question:
    'How do products of random queries and keys spread, and what should they be divided by?',
  parts: [
    { label: '(a)', answers: typed('a') },
    { label: '(b)', answers: typed('b') },
    { label: '(c)', answers: typed('c') },
  ],
  workbench: '#scaled-dot-product',
  tag: 'scaling-lab',
  load: () => import('./scaling-lab.ts'),
  thumbnail: () => import('./thumbnail.ts'),
};
