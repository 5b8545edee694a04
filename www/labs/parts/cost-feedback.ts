// What is said of a typed cost on the page: its verdict, its hints, and the experiment that shows it.
import type { Ask } from '../../core/query.ts';
import type { Verdict } from './answer-feedback.ts';
import { type CostQuestion, judgeCost, together } from './judge-cost.ts';

interface Feedback {
  /** without the hint that says the answer */
  hide: boolean;
  /** shows what is counted */
  experiment?: () => void;
}

export async function costVerdict(
  ask: Ask,
  question: CostQuestion,
  text: string,
  { hide, experiment }: Feedback,
): Promise<Verdict> {
  const { right, message, report } = await judgeCost(ask, question, text);
  if (right) return { right, message };
  // What is wrong is said at once; where it comes from and what it is, when it is asked for.
  const origins = together(report.findings.map(({ origin }) => origin));
  // A term that does no harm in a right answer is not what is to be mended; of several that are missing
  // one sentence may speak.
  const told = report.findings.filter(
    ({ code, discreet }) => code === 'missing' || discreet !== '',
  );
  const full = together(
    told.map(({ code, discreet, message }) => (code === 'dominated' ? discreet : message)),
  );
  const rungs = [origins, hide ? '' : full];
  return { right, message, rungs, experiment };
}
