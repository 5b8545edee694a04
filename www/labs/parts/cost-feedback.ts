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
  /** without the hint that says the answer */
  hide: boolean;
  /** more on an answer that is right */
  praise?: (report: BigOReport) => string;
  /** shows what is counted */
  experiment?: () => void;
}

export async function judgeCost(
  engine: Engine,
  question: Question,
  text: string,
): Promise<Verdict> {
  const { variant, request, quantity, rule, hide, praise, experiment } = question;
  const report = await engine.call({}, 'checkBigO', variant, quantity, rule, text, request);
  const { accepted: right, findings } = report;
  const all = (texts: string[]) => [...new Set(texts.filter(Boolean))].join(' ');
  const full = all(findings.map(({ message }) => message));
  if (right)
    return {
      right,
      message: all([full || 'These are the leading terms.', praise?.(report) ?? '']),
    };
  // What is wrong is said at once; where it comes from and what it is, when it is asked for.
  const origins = all(findings.map(({ origin }) => origin));
  const rungs = [origins, hide ? '' : full].filter(Boolean);
  const said = findings.filter(({ code }) => code !== 'missing').map(({ discreet }) => discreet);
  const missing = findings.filter(({ code }) => code === 'missing');
  return { right, message: all([...said, lacks(missing)]), rungs, experiment };
}

const COUNTS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six'];

/** What is said of all terms that are missing, without one of them being named. */
const lacks = (missing: BigOReport['findings']) =>
  missing.length > 1
    ? `${COUNTS[missing.length] ?? missing.length} leading terms are missing.`
    : (missing[0]?.discreet ?? '');
