// A typed cost, judged by the core, as a verdict in words.
import type { BigOReport, Request } from '../../../pkg/attention_playground.js';
import type { Engine } from '../../core/engine.ts';
import type { Verdict } from './answer-feedback.ts';

interface Question {
  variant: string;
  request?: Request;
  quantity: 'time' | 'memory';
  /** by which it is counted */
  rule: string;
  /** say nothing that gives the answer away */
  hide: boolean;
  /** more on an answer that is right, where nothing is hidden */
  praise?: (report: BigOReport) => string;
}

/** What can be said of an answer without saying what is right. */
const DISCREET: Record<string, string> = {
  wrong: 'A term grows too fast, or is no part of the count.',
  missing: 'A leading term is missing.',
  dominated: 'A term is not counted, and does no harm.',
  kept: 'A term may be left out.',
  letters: 'It was brought into the letters of the count.',
  factor: 'Constant factors make no difference.',
  near: 'This takes some sizes to be about equal.',
};

export async function judgeCost(
  engine: Engine,
  question: Question,
  text: string,
): Promise<Verdict> {
  const { variant, request, quantity, rule, hide, praise } = question;
  const report = await engine.call({}, 'checkBigO', variant, quantity, rule, text, request);
  const { accepted: right, findings } = report;
  const said = findings.map(({ code, message }) => (hide ? DISCREET[code] : message));
  if (right && praise && !hide) said.push(praise(report));
  if (right && said.length === 0) said.push('These are the leading terms.');
  return { right, message: [...new Set(said)].join(' ') };
}
