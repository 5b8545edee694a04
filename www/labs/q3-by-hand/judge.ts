// Question 3: the program with its blanks filled in, run on sizes; and with values twice as wide.
import type { BlanksReport } from '../../../pkg/attention_playground.js';
import type { Ask } from '../../core/query.ts';
import type { Settings } from '../../state/url/lab-codec.ts';
import type { Judge, Judges } from '../parts/judge.ts';
import { ASKED, GIVEN } from './blanks.ts';

/** What stands in the blanks of (a). */
export function blankTexts(settings: Settings): Record<string, string> {
  const own = ASKED.map((hole): [string, string] => [hole, settings[hole] ?? '']);
  return { ...Object.fromEntries(own), ...GIVEN };
}

/** That the sheet's own line 24 is refused is no fault of the blanks. */
export const isSolved = ({ whole }: BlanksReport) => ['right', 'refused'].includes(whole.kind);

/** What (b) may change, as it stands before, and what a screen reader calls it. */
export const MENDS = {
  split: { text: 'self.d_k', label: 'the width of a head' },
  joined: { text: 'view', label: 'how the heads are joined' },
  combine: { text: 'self.d_model', label: 'the width of all heads' },
  o_in: { text: 'd_model', label: 'what W_o takes' },
};
export const LAYOUTS = ['view', 'contiguous().view', 'reshape'];

/** What stands there in (b). */
export function mendTexts(settings: Settings): Record<string, string> {
  const own = Object.entries(MENDS).map(([hole, { text }]) => [hole, settings[hole] ?? text]);
  const mends = Object.fromEntries(own);
  return { ...mends, joined: LAYOUTS.includes(mends.joined) ? mends.joined : LAYOUTS[0] };
}

/** @param blanks a person's own where they are right, else none */
export const widened = (blanks: Record<string, string>, mends: Record<string, string>) =>
  [blanks, { widened: true, mends }] as const;

/** What was found of the blanks that are asked for. */
export const askedOf = ({ blanks }: BlanksReport) => blanks.filter(({ id }) => ASKED.includes(id));

const said = (report: BlanksReport) => {
  const { whole } = report;
  const blanks = askedOf(report);
  const right = blanks.filter(({ verdict }) => verdict.kind === 'right').length;
  const count = `${right} of ${blanks.length} blanks are right.`;
  return 'message' in whole ? `${count} ${whole.message}` : count;
};

const fill = async (ask: Ask, settings: Settings) => {
  const texts = blankTexts(settings);
  return { texts, report: await ask('fillBlanks', texts) };
};

const blanks: Judge = async (settings, { ask }) => {
  const { report } = await fill(ask, settings);
  return { right: isSolved(report), message: said(report) };
};

const values: Judge = async (settings, { ask }) => {
  const { report, texts } = await fill(ask, settings);
  const own = isSolved(report) ? texts : {};
  const { whole } = await ask('fillBlanks', ...widened(own, mendTexts(settings)));
  return { right: whole.kind === 'right', message: 'message' in whole ? whole.message : '' };
};

export const judges: Judges = { blanks, widened: values };
