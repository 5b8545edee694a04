// Question 3: the program with its blanks filled in, run on sizes; and with values twice as wide.
import type { BlanksReport, BlankVerdict } from '../../../pkg/attention_playground.js';
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

/** A function (e) that torch has not, or that makes no shares, is understood: only what names nothing is not. */
export const isUnread = (verdict: BlankVerdict) =>
  verdict.kind === 'unclear' && verdict.hole !== 'e';

/**
 * What (b) may change: the blank of the program that it is, what stands there before, and what a screen
 * reader calls it. Most of it is to stay: which of it is not is what is asked.
 */
export const MENDS: Record<string, { hole: string; text: string; label: string }> = {
  wide_a: { hole: 'a', text: 'd_model', label: 'what W_k gives' },
  wide_b: { hole: 'b', text: 'd_model', label: 'what W_v takes' },
  o_in: { hole: 'o_in', text: 'd_model', label: 'what W_o takes' },
  wide_c: { hole: 'c', text: 'd_model', label: 'what W_o gives' },
  wide_d: { hole: 'd', text: 'Q', label: 'what is multiplied by K' },
  wide_e: { hole: 'e', text: 'softmax', label: 'the function of the scores' },
  wide_f: { hole: 'f', text: 'V', label: 'what the weights are multiplied by' },
  wide_g: { hole: 'g', text: 'self.num_heads', label: 'the number of heads' },
  split: { hole: 'split', text: 'self.d_k', label: 'the width of a head' },
  joined: { hole: 'joined', text: 'view', label: 'how the heads are joined' },
  combine: { hole: 'combine', text: 'self.d_model', label: 'the width of all heads' },
  wide_h: { hole: 'h', text: 'W_o', label: 'the last module' },
};
export const LAYOUTS = ['view', 'contiguous().view', 'reshape'];

/** What stands there in (b). @param blanks a person's own where they are right, else none */
export function mendTexts(
  settings: Settings,
  blanks: Record<string, string>,
): Record<string, string> {
  const own = Object.entries(MENDS).map(([name, { hole, text }]) => [
    name,
    settings[name] ?? blanks[hole] ?? text,
  ]);
  const mends = Object.fromEntries(own);
  return { ...mends, joined: LAYOUTS.includes(mends.joined) ? mends.joined : LAYOUTS[0] };
}

/** How the core is asked about what stands there. */
export function widened(texts: Record<string, string>) {
  const mends = Object.entries(MENDS).map(([name, { hole }]) => [hole, texts[name]]);
  return [{}, { widened: true, mends: Object.fromEntries(mends) }] as const;
}

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

/** What is said of a place in (b) in which nothing stands; nothing where there is none. */
export function emptyPlace(texts: Record<string, string>) {
  const [, empty] = Object.entries(MENDS).find(([name]) => texts[name].trim() === '') ?? [];
  return empty ? `Nothing stands in one place: ${empty.label}.` : '';
}

const values: Judge = async (settings, { ask }) => {
  const { report, texts } = await fill(ask, settings);
  const own = isSolved(report) ? texts : {};
  const empty = emptyPlace(mendTexts(settings, own));
  if (empty) return { right: false, message: empty };
  const { whole } = await ask('fillBlanks', ...widened(mendTexts(settings, own)));
  return { right: whole.kind === 'right', message: 'message' in whole ? whole.message : '' };
};

export const judges: Judges = { blanks, widened: values };
