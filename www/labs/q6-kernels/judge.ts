// Question 6: a condition, a kernel and its features, equation 3 with features, and costs.
import type { KernelPlace, KernelQuestion } from '../../../pkg/attention_playground.js';
import type { Ask } from '../../core/query.ts';
import { type Choice, choiceJudges, type Judgement, type Judges } from '../parts/judge.ts';
import { type CostQuestion, costJudges } from '../parts/judge-cost.ts';

export const CONDITIONS: Choice[] = [
  {
    value: 'not-zero',
    text: 'sim(q, k) is never 0.',
    why: 'Numbers that are not 0 can still cancel: 2 and −2 add up to 0. Search with the dot product.',
  },
  {
    value: 'symmetric',
    text: 'sim(q, k) = sim(k, q), as for a kernel.',
    why: 'The dot product is symmetric, and its rows can add up to 0. Symmetry says nothing about signs.',
  },
  {
    value: 'not-negative',
    text: 'sim(q, k) is never negative.',
    why: 'Nothing can cancel then, so it is nearly enough. But all similarities of a row can be 0 at once. Search with relu.',
  },
  {
    value: 'positive',
    text: 'sim(q, k) is never negative, and for every query above 0 for at least one key.',
    right: true,
    why: 'A sum without negative terms is at least as large as its largest term, and that one is above 0. It is the simplest such condition: positive everywhere, as exp is, satisfies it.',
  },
];

export const LINEAR = { variant: 'linear', request: { params: { feature_map: 'quadratic' } } };
export const SOFTMAX = { variant: 'scaled-dot-product', request: {} };

/** What each cost is asked for, by the name of its answer. */
export const COSTS: Record<string, CostQuestion> = {
  'softmax-time': { ...SOFTMAX, quantity: 'time', rule: 'forward' },
  'softmax-memory': { ...SOFTMAX, quantity: 'memory', rule: 'kept' },
  'linear-time': { ...LINEAR, quantity: 'time', rule: 'forward' },
  'linear-memory': { ...LINEAR, quantity: 'memory', rule: 'kept' },
};

/** What is said of a right answer. */
const PRAISE: Record<KernelQuestion, string> = {
  similarity: 'It gives the quadratic kernel wherever it was tried.',
  features: 'It gives the quadratic kernel wherever it was tried.',
  rewritten: 'The product of features stands for sim, above the line and under it.',
};

/** A kernel, its features or equation 3 with features, tried on numbers: with those on which it fails. */
export async function judgeKernel(
  ask: Ask,
  question: KernelQuestion,
  text: string,
): Promise<Judgement & { place?: KernelPlace }> {
  const { right, found, slip, place } = await ask('checkKernel', question, text);
  if (right) return { right, message: found || PRAISE[question] };
  return { right, message: `${slip} ${found}`.trim(), place };
}

export const judges: Judges = {
  ...choiceJudges({ condition: CONDITIONS }),
  ...costJudges(COSTS),
  sim: (settings, { ask }) => judgeKernel(ask, 'similarity', settings.sim ?? ''),
  phi: (settings, { ask }) => judgeKernel(ask, 'features', settings.phi ?? ''),
  attention: (settings, { ask }) => judgeKernel(ask, 'rewritten', settings.attention ?? ''),
};
