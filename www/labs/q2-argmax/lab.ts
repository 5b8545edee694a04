// Question 2: attention that takes the best key alone.
import type { Lab } from '../lab.ts';
import { typed } from '../parts/progress.ts';

export const lab: Lab = {
  id: 'argmax',
  number: '2',
  title: 'Argmax attention',
  question: 'What does attention give if it takes the best key alone, and can it be trained?',
  parts: [
    { label: '(a)', answers: typed('output') },
    { label: '(b)', answers: typed('claim') },
  ],
  workbench: '#argmax',
  tag: 'argmax-lab',
  load: () => import('./argmax-lab.ts'),
  thumbnail: () => import('./thumbnail.ts'),
};
