// Question 1: why scores are divided by √d: as the sheet has it, and where each answer is typed.
import type { Question } from '../lab.ts';
import { typed } from '../parts/progress.ts';

export const question: Question = {
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
};
