// Question 6: other similarities in place of the exponential.
import type { Lab } from '../lab.ts';
import { typed } from '../parts/progress.ts';

export const lab: Lab = {
  id: 'kernels',
  number: '6',
  title: 'Kernels in place of softmax',
  question: 'Which similarities may take the place of the exponential, and what do they save?',
  parts: [
    { label: '(a)', answers: typed('condition') },
    { label: '(b)', answers: typed('sim', 'phi', 'rewritten') },
    { label: '(c)', answers: typed('softmax-time', 'softmax-memory') },
    { label: '(d)', answers: typed('linear-time', 'linear-memory') },
  ],
  workbench: '#linear?feature_map=quadratic',
  tag: 'kernels-lab',
  load: () => import('./kernels-lab.ts'),
  thumbnail: () => import('./thumbnail.ts'),
};
