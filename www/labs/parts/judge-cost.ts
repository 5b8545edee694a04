// A typed cost, judged by the core, and what is said of it without a term that is missing being named.
import type { BigOReport, Request } from '../../../pkg/attention_playground.js';
import type { Ask } from '../../core/query.ts';
import type { Judgement, Judges } from './judge.ts';

/** What is counted, and by which rule. */
export interface CostQuestion {
  variant: string;
  request?: Request;
  quantity: 'time' | 'memory';
  rule: string;
}

export async function judgeCost(
  ask: Ask,
  { variant, request, quantity, rule }: CostQuestion,
  text: string,
): Promise<Judgement & { report: BigOReport }> {
  const report = await ask('checkBigO', variant, quantity, rule, text, request);
  const { accepted: right, findings } = report;
  if (right) {
    const message = together(findings.map(({ message }) => message));
    return { right, message: message || 'These are the leading terms.', report };
  }
  const isMissing = (finding: BigOReport['findings'][number]) => finding.code === 'missing';
  const first = findings.filter((finding) => !isMissing(finding));
  const said = [...first, ...findings.filter(isMissing)].map(({ discreet }) => discreet);
  return { right, message: together(said), report };
}

/** By the settings that the answers are typed into. */
export const costJudges = (questions: Record<string, CostQuestion>): Judges =>
  Object.fromEntries(
    Object.entries(questions).map(([name, question]) => [
      name,
      (settings, { ask }) => judgeCost(ask, question, settings[name] ?? ''),
    ]),
  );

/** Each sentence once. */
export const together = (texts: string[]) => [...new Set(texts.filter(Boolean))].join(' ');
