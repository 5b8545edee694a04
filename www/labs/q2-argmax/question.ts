// Question 2: attention that takes the best key alone: as the sheet has it, and where each answer is typed.
import type { Question } from '../lab.ts';
import { typed } from '../parts/progress.ts';

export const question: Question = {
  id: 'argmax',
  number: '2',
  title: 'Argmax attention',
  question: 'What does attention give if it takes the best key alone, and can it be trained?',
  parts: [
    { label: '(a)', answers: typed('output') },
    { label: '(b)', answers: typed('claim'), words: ['words_b'] },
  ],
};
