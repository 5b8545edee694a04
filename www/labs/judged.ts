// What judges each question, without a page: the questions in the order of the sheet.
import type { Question } from './lab.ts';
import type { Judges } from './parts/judge.ts';
import { judges as scalingJudges } from './q1-scaling/judge.ts';
import { question as scaling } from './q1-scaling/question.ts';
import { judges as argmaxJudges } from './q2-argmax/judge.ts';
import { question as argmax } from './q2-argmax/question.ts';
import { judges as byHandJudges } from './q3-by-hand/judge.ts';
import { question as byHand } from './q3-by-hand/question.ts';
import { judges as decodingJudges } from './q4-decoding/judge.ts';
import { question as decoding } from './q4-decoding/question.ts';
import { judges as modelsJudges } from './q5-models/judge.ts';
import { question as models } from './q5-models/question.ts';
import { judges as kernelsJudges } from './q6-kernels/judge.ts';
import { question as kernels } from './q6-kernels/question.ts';

/** For every answer of its parts there is a judge. */
export interface JudgedQuestion {
  question: Question;
  judges: Judges;
}

export const judged: JudgedQuestion[] = [
  { question: scaling, judges: scalingJudges },
  { question: argmax, judges: argmaxJudges },
  { question: byHand, judges: byHandJudges },
  { question: decoding, judges: decodingJudges },
  { question: models, judges: modelsJudges },
  { question: kernels, judges: kernelsJudges },
];
