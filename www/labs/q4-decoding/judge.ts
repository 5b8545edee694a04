// Question 4: the blanks of the multi-query program, judged by their letters, and what a token costs.
import type { Settings } from '../../state/url/lab-codec.ts';
import type { Judge, Judges } from '../parts/judge.ts';
import { type CostQuestion, costJudges } from '../parts/judge-cost.ts';

export const BLANKS: Record<string, { label: string; choices: string[] }> = {
  A: { label: 'shape of W_q', choices: ['hdq', 'dq', 'hq'] },
  B: { label: 'shape of W_k', choices: ['hdk', 'dk', 'hk'] },
  C: { label: 'queries', choices: ['bd,dq->bhq', 'bd,hdq->bhq', 'bhd,dq->bhq'] },
  D: { label: 'new keys', choices: ['bd,dk->bk', 'bd,hdk->bhk', 'bd,dk->bhk'] },
  E: { label: 'new values', choices: ['bd,hdv->bhv', 'bd,dv->bhv', 'bd,dv->bv'] },
};

/** What stands in a blank, if it is one of its choices. */
export const chosenIn = (settings: Settings, blank: string) =>
  BLANKS[blank].choices.find((choice) => choice === settings[blank]) ?? '';

/** What stands in those blanks in which something does. */
export const filledBlanks = (settings: Settings): Record<string, string> =>
  Object.fromEntries(
    Object.keys(BLANKS)
      .map((blank) => [blank, chosenIn(settings, blank)])
      .filter(([, text]) => text),
  );

export const KINDS = [
  { name: 'mqa', id: 'multi-query-decode', title: '(f), (g) Multi-query' },
  {
    name: 'mha',
    id: 'multi-head-decode',
    title: 'Not asked: multi-head, which the sheet gives',
  },
  {
    name: 'gqa',
    id: 'grouped-query-decode',
    title: 'Not asked: grouped-query, with g sets of keys and values',
  },
];
export const QUANTITIES: { name: 'time' | 'memory'; rule: string; label: string }[] = [
  { name: 'time', rule: 'forward', label: 'operations' },
  { name: 'memory', rule: 'fused', label: 'numbers read and written' },
];

/** What each cost is asked for, by the name of its answer. */
export const COSTS: Record<string, CostQuestion> = Object.fromEntries(
  KINDS.flatMap(({ name, id: variant }) =>
    QUANTITIES.map(({ name: quantity, rule }) => [
      `${name}-${quantity}`,
      { variant, quantity, rule },
    ]),
  ),
);

const blank =
  (name: string): Judge =>
  async (settings, { ask }) => {
    const { settled, faults } = await ask('checkSharedKeys', filledBlanks(settings));
    const right = settled.includes(name);
    return { right, message: right ? '' : faults.map(({ message }) => message).join(' ') };
  };

export const judges: Judges = {
  ...Object.fromEntries(Object.keys(BLANKS).map((name) => [name, blank(name)])),
  ...costJudges(COSTS),
};
