// Question 6: other similarities in place of the exponential: as the sheet has it, and where each answer is typed.
import type { Question } from '../lab.ts';
import { typed } from '../parts/progress.ts';

export const question: Question = {
  id: 'kernels',
  number: '6',
  title: 'Kernels in place of softmax',
  question: 'Which similarities may take the place of the exponential, and what do they save?',
  parts: [
    { label: '(a)', answers: typed('condition') },
    { label: '(b)', answers: typed('sim', 'phi', 'attention') },
    { label: '(c)', answers: typed('softmax-time', 'softmax-memory') },
    { label: '(d)', answers: typed('linear-time', 'linear-memory') },
  ],
};
