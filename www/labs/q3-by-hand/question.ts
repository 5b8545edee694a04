// Question 3: the program of multi-head attention with blanks: as the sheet has it, and where each answer is typed.
import type { Question } from '../lab.ts';

/** What else can be changed in (b), by the blanks of (a). */
const WIDE = [...'abcdefgh'].map((hole) => `wide_${hole}`);

export const question: Question = {
  id: 'by-hand',
  number: '3',
  title: 'Multi-head attention by hand',
  question: 'Which sizes, tensors and functions belong in the blanks of the program?',
  parts: [
    { label: '(a)', answers: { blanks: [...'abdefh'] } },
    { label: '(b)', answers: { widened: ['split', 'joined', 'combine', 'o_in', ...WIDE] } },
  ],
};
