// Question 3: the program of multi-head attention with blanks.
import type { Lab } from '../lab.ts';

export const lab: Lab = {
  id: 'by-hand',
  number: '3',
  title: 'Multi-head attention by hand',
  question: 'Which sizes, tensors and functions belong in the blanks of the program?',
  parts: [
    { label: '(a)', answers: { blanks: [...'abcdefgh'] } },
    { label: '(b)', answers: { widened: ['split', 'joined', 'combine', 'o_in'] } },
  ],
  workbench: '#multi-head',
  tag: 'by-hand-lab',
  load: () => import('./by-hand-lab.ts'),
  thumbnail: () => import('./thumbnail.ts'),
};
