// Question 4: decoding with keys that heads share: as the sheet has it, and where each answer is typed.
import type { Question } from '../lab.ts';
import { typed } from '../parts/progress.ts';

export const question: Question = {
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
};
