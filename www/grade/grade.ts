// Handed-in work, judged anew: every answer of every link, whatever the link says of itself.
import { CoreError } from '../core/errors.ts';
import { type JudgedQuestion, judged } from '../labs/judged.ts';
import type { Experts } from '../labs/parts/judge.ts';
import { hintsOn, isRight, isTried } from '../labs/parts/progress.ts';
import { quoted, shortened } from '../lib/quoted.ts';
import { BrokenLink } from '../state/url/broken-link.ts';
import { LOST, labCodec, type Settings } from '../state/url/lab-codec.ts';
import { mendedLink } from '../state/url/mended-link.ts';
import { type Rows, writeCsv } from './csv.ts';
import { handedIn } from './handed-in.ts';

export { Unusable } from './handed-in.ts';

const HEADS = ['lab', 'part', 'answer', 'given', 'result', 'tried', 'hints', 'remark'];
const LONGEST = 1 << 16; // characters: no link of a lab is longer
const LONGEST_GIVEN = 1000; // of an answer in the table

/** Why a row has no work that could be judged. */
class Unread extends Error {}

interface Graded {
  csv: string;
  /** How many links were judged, and how many could not be read. */
  judged: number;
  unread: number;
}

/**
 * @param text of a file: CSV with a heading, or links alone
 * @param column the heading of the column with the links; it is found where none is named
 * @returns or throws Unusable
 */
export async function grade(text: string, experts: Experts, column?: string): Promise<Graded> {
  const { heads, work } = handedIn(text, column);
  const rows: Rows = [['row', ...heads, ...HEADS]];
  let unread = 0;
  for (const { row, others, link, fault } of work) {
    const about = [String(row), ...others];
    try {
      if (fault) throw new Unread(fault);
      const lines = await graded(link, experts);
      rows.push(...lines.map((line) => [...about, ...line]));
    } catch (error) {
      unread += 1;
      rows.push([...about, '', '', '', '', 'not read', '', '', why(error)]);
    }
  }
  return { csv: writeCsv(rows), judged: work.length - unread, unread };
}

function why(error: unknown) {
  if (error instanceof Unread) return error.message;
  if (error instanceof BrokenLink) return `This link cannot be read: ${error.message}.`;
  throw error;
}

/** A line for each answer, and one for all. @returns or throws Unread or BrokenLink */
async function graded(link: string, experts: Experts): Promise<Rows> {
  const { known, settings } = readWork(link);
  const { question, judges } = known;
  const lines: Rows = [];
  let right = 0;
  let tried = 0;
  let hints = 0;
  for (const { label, answers } of question.parts)
    for (const [answer, fields] of Object.entries(answers)) {
      const given = fields.filter((name) => (settings[name] ?? '').trim() !== '');
      const isTriedOnce = isTried(settings, answer);
      if (isTriedOnce) tried += 1;
      const opened = hintsOn(settings, answer);
      hints += opened;
      const { result, remark } =
        given.length === 0
          ? { result: 'empty', remark: '' }
          : await verdict(() => judges[answer](settings, experts));
      if (result === 'right') right += 1;
      const isForged = isRight(settings, answer) && result !== 'right';
      const doubt = isForged ? 'The link says that it is right.' : '';
      const text = fields.length === 1 ? settings[answer] : listed(given, settings);
      lines.push([
        ...[question.id, label, answer, shortened(text ?? '', LONGEST_GIVEN), result],
        ...[isTriedOnce ? 'yes' : 'no', String(opened), [remark, doubt].filter(Boolean).join(' ')],
      ]);
    }
  const all = lines.length;
  const shown = settings.shown
    ? `Opened without a try: ${shortened(settings.shown, LONGEST_GIVEN)}.`
    : '';
  lines.push([
    ...[question.id, 'all', '', '', `${right} of ${all}`, `${tried} of ${all}`],
    ...[String(hints), shown],
  ]);
  return lines;
}

function readWork(link: string): { known: JudgedQuestion; settings: Settings } {
  if (link === '') throw new Unread('There is no link in this row.');
  if (link.length > LONGEST) throw new Unread('It is longer than any link of a lab.');
  const { text } = mendedLink(link);
  const { id, settings, lost } = labCodec.read(text);
  if (lost) throw new Unread(LOST);
  const known = judged.find(({ question }) => question.id === id || question.number === id);
  if (known) return { known, settings };
  const ids = judged.map(({ question }) => question.id);
  throw new Unread(
    `${id === '' ? 'It names no lab' : `There is no lab ${quoted(id)}`}. The labs are ${ids.join(', ')}.`,
  );
}

/** What cannot be read as an answer is none, and is said. */
async function verdict(judge: () => ReturnType<JudgedQuestion['judges'][string]>) {
  try {
    const { right, unread, message, note = '' } = await judge();
    const remark = [note, message].filter(Boolean).join(' ');
    return { result: unread ? 'not read' : right ? 'right' : 'wrong', remark };
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    const { message, hint } = error.plain;
    return { result: 'not read', remark: `${message} ${hint}`.trim() };
  }
}

const listed = (names: string[], settings: Settings) =>
  names.map((name) => `${name}: ${settings[name]}`).join(' | ');
