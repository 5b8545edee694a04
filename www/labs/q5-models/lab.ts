// Question 5: the heads of trained models.
import type { Lab } from '../lab.ts';
import { typed } from '../parts/progress.ts';

export const lab: Lab = {
  id: 'models',
  number: '5',
  title: 'Attention in GPT and BERT',
  question:
    'What do the heads of trained models attend to, and what did they attend to before training?',
  parts: [
    { label: '(a)', answers: typed('same', 'layers') },
    { label: '(b)', answers: typed('special', 'mask', 'sense', 'both') },
    { label: '(c)', answers: typed('why', 'features') },
    { label: '(d)', answers: typed('untrained', 'gradient') },
    { label: '(e)', answers: typed('own') },
  ],
  workbench: '#scaled-dot-product?causal=true',
  tag: 'models-lab',
  load: () => import('./models-lab.ts'),
  thumbnail: () => import('./thumbnail.ts'),
};
