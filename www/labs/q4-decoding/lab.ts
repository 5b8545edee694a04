// Question 4: decoding with keys that heads share.
import type { Lab } from '../lab.ts';
import { typed } from '../parts/progress.ts';

export const lab: Lab = {
  id: 'decoding',
  number: '4',
  title: 'Decoding with fewer keys',
  question:
    'When all heads share their keys and values, what changes in the program and in its cost?',
  parts: [
    { label: '(a)', answers: typed('A') },
    { label: '(b)', answers: typed('B') },
    { label: '(c)', answers: typed('C') },
    { label: '(d)', answers: typed('D') },
    { label: '(e)', answers: typed('E') },
    { label: '(f)', answers: typed('mqa-time') },
    { label: '(g)', answers: typed('mqa-memory') },
  ],
  workbench: '#multi-query-decode',
  tag: 'decoding-lab',
  load: () => import('./decoding-lab.ts'),
  thumbnail: () => import('./thumbnail.ts'),
};
