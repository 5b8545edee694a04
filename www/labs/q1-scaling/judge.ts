// Question 1: a typed mean, variance or scale, tried on numbers.
import type { MomentPlace, MomentQuestion } from '../../../pkg/attention_playground.js';
import type { Ask } from '../../core/query.ts';
import type { Judgement, Judges } from '../parts/judge.ts';

/** What each answer is asked for. */
export const ASKED = { a: 'mean', b: 'variance', c: 'scale' } satisfies Record<
  string,
  MomentQuestion
>;

/** What an answer gives is its own; what it should give would be part of the right one, and is not said. */
export async function judgeMoment(
  ask: Ask,
  asked: MomentQuestion,
  text: string,
): Promise<Judgement & { place?: MomentPlace }> {
  const { right, found, slip, place } = await ask('checkMoment', asked, text);
  if (right) {
    const matches = 'It matches the exact value at every setting that was tried.';
    return { right, message: `${matches} ${found}`.trim() };
  }
  return { right, message: `${slip} ${found}`.trim(), place };
}

export const judges: Judges = Object.fromEntries(
  Object.entries(ASKED).map(([name, asked]) => [
    name,
    (settings, { ask }) => judgeMoment(ask, asked, settings[name] ?? ''),
  ]),
);
