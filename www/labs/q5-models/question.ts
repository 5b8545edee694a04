// Question 5: the heads of trained models: as the sheet has it, and where each answer is typed.
import type { Question } from '../lab.ts';
import { typed } from '../parts/progress.ts';

export const question: Question = {
  id: 'models',
  number: '5',
  title: 'Attention in GPT and BERT',
  question:
    'What do the heads of trained models attend to, and what did they attend to before training?',
  parts: [
    { label: '(a)', answers: typed('same', 'layers'), words: ['words_a'] },
    {
      label: '(b)',
      answers: typed('special', 'mask', 'sense', 'both'),
      words: ['words_b_i', 'words_b_ii', 'words_b_iii', 'words_b'],
    },
    { label: '(c)', answers: typed('why', 'features'), words: ['words_c'] },
    { label: '(d)', answers: typed('untrained', 'gradient'), words: ['words_d_i', 'words_d'] },
    { label: '(e)', answers: typed('own'), words: ['words_e'] },
  ],
};
