// Question 6: a condition, a kernel and its features, equation 3 with features, and costs.
import type { KernelPlace, KernelQuestion } from '../../../pkg/attention_playground.js';
import { outcomeOf } from '../../core/errors.ts';
import type { Ask } from '../../core/query.ts';
import type { Settings } from '../../state/url/lab-codec.ts';
import { type Choice, choiceJudges, type Judgement, type Judges } from '../parts/judge.ts';
import { type CostQuestion, costJudges } from '../parts/judge-cost.ts';

export const CONDITIONS: Choice[] = [
  {
    value: 'not-zero',
    text: 'sim(q, k) is never 0, whatever the query and the key are.',
    why: 'Numbers that are not 0 can still cancel: 2 and −2 add up to 0. Search with the dot product.',
  },
  {
    value: 'symmetric',
    text: 'sim(q, k) = sim(k, q), as it is for every kernel.',
    why: 'The dot product is symmetric, and its rows can add up to 0. Symmetry says nothing about signs.',
  },
  {
    value: 'not-negative',
    text: 'sim(q, k) is never negative, whatever the query and the key are.',
    why: 'Nothing can cancel then, so it is nearly enough. But all similarities of a row can be 0 at once. Search with relu.',
  },
  {
    value: 'positive',
    text: 'sim(q, k) is never negative, and in each row at least once above 0.',
    right: true,
    why: 'A sum without negative terms is at least as large as its largest term, and that one is above 0. A similarity that is above 0 everywhere, as exp is, meets this condition.',
  },
  {
    value: 'everywhere',
    text: 'sim(q, k) is above 0 for every query and every key.',
    right: true,
    why: 'A sum of numbers above 0 is above 0. It is more than is needed: some similarities may be 0, as long as one in each row is above 0 and none is below.',
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
  settings: Settings,
): Promise<Judgement & { place?: KernelPlace }> {
  const { right, found, slip, place, kernel } = await ask('checkKernel', question, text);
  if (right) {
    const message = found || PRAISE[question];
    return { right, message: `${message} ${await apart(ask, question, kernel, settings)}`.trim() };
  }
  return { right, message: `${slip} ${found}`.trim(), place };
}

const OTHER = {
  similarity: { name: 'phi', question: 'features', what: 'φ in (ii)' },
  features: { name: 'sim', question: 'similarity', what: 'kernel in (i)' },
} as const;

/** What is said where (i) and (ii) are both right, and of two kernels. */
async function apart(ask: Ask, of: KernelQuestion, kernel: string, settings: Settings) {
  if (of === 'rewritten') return '';
  const { name, question, what } = OTHER[of];
  const text = settings[name] ?? '';
  const other = text.trim() === '' ? null : await outcomeOf(ask('checkKernel', question, text));
  const its = other?.value?.kernel ?? '';
  // c stands for any constant but none.
  const general = (one: string) => one.replace(/\+ \S+(?=\))/, '+ c');
  const isNamed = kernel.includes('c') || its.includes('c');
  const isSame = kernel === its || (isNamed && general(kernel) === general(its));
  if (kernel === '' || its === '' || isSame) return '';
  const own =
    of === 'similarity' ? `Your kernel is ${kernel}` : `These are the features of ${kernel}`;
  return `${own}, but your ${what} ${of === 'similarity' ? 'belongs to' : 'is'} ${its}. Choose one of the two.`;
}

export const judges: Judges = {
  ...choiceJudges({ condition: CONDITIONS }),
  ...costJudges(COSTS),
  sim: (settings, { ask }) => judgeKernel(ask, 'similarity', settings.sim ?? '', settings),
  phi: (settings, { ask }) => judgeKernel(ask, 'features', settings.phi ?? '', settings),
  attention: (settings, { ask }) =>
    judgeKernel(ask, 'rewritten', settings.attention ?? '', settings),
};
