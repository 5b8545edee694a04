// What has been tried and what is right in a lab, kept among its settings as names of answers.
import type { Settings } from '../../state/url/lab-codec.ts';
import { anything, each } from '../../state/url/url-schema.ts';

/** A part of a question: `(a)`, with its answers. */
export interface Part {
  label: string;
  /** By the name of each answer: the settings that it is typed into. */
  answers: Record<string, string[]>;
  /** The settings that hold one’s own words on its open questions, which nobody judges. */
  words?: string[];
}

/** An answer that has a setting of its own name. */
export const typed = (...names: string[]) =>
  Object.fromEntries(names.map((name): [string, string[]] => [name, [name]]));

/** The settings that this file keeps. */
const KEPT = ['tried', 'right', 'shown', 'hints', 'unchecked', 'unread'] as const;
type Kept = (typeof KEPT)[number];

/** One's own words on a part are kept as this and the letter of the part. */
export const WORDS = 'words_';

export const progressSchema = each([...KEPT], anything);

const listed = (settings: Settings, kept: Kept) =>
  (settings[kept] ?? '').split(',').filter(Boolean);

const joined = (names: Iterable<string>) => [...new Set(names)].join(',') || null;

export const isTried = (settings: Settings, ...answers: string[]) =>
  answers.every((answer) => listed(settings, 'tried').includes(answer));

/** Right as it stands, or as it stood before something that could not be read. */
export const isRight = (settings: Settings, ...answers: string[]) =>
  answers.every((answer) => {
    const has = (kept: Kept) => listed(settings, kept).includes(answer);
    return has('right') && (!has('unchecked') || has('unread'));
  });

/** Whether what stands there is what was checked. */
export const isChecked = (settings: Settings, answer: string) =>
  isTried(settings, answer) && !listed(settings, 'unchecked').includes(answer);

/** Whether a person has asked for what a gate holds back. */
export const isShown = (settings: Settings, name: string) =>
  listed(settings, 'shown').includes(name);

export const withShown = (settings: Settings, name: string) => ({
  shown: joined([...listed(settings, 'shown'), name]),
});

/** How many hints on an answer have been opened: kept as `output.2`. */
export function hintsOn(settings: Settings, answer: string) {
  const found = listed(settings, 'hints').find((entry) => entry.startsWith(`${answer}.`));
  return Number(found?.slice(answer.length + 1) ?? 0) || 0;
}

/** Hints have been opened; what is hidden again was opened once. */
export function withHints(settings: Settings, answers: readonly string[], count: number) {
  const isOther = (entry: string) => !answers.some((answer) => entry.startsWith(`${answer}.`));
  const others = listed(settings, 'hints').filter(isOther);
  const opened = answers.map((of) => `${of}.${Math.max(count, hintsOn(settings, of))}`);
  return { hints: joined([...others, ...opened]) };
}

const without = (settings: Settings, kept: Kept, answer: string) =>
  listed(settings, kept).filter((name) => name !== answer);

/** An answer has been checked. */
export function judged(settings: Settings, answer: string, right: boolean) {
  const others = without(settings, 'right', answer);
  return {
    tried: joined([...listed(settings, 'tried'), answer]),
    right: joined(right ? [...others, answer] : others),
    unchecked: joined(without(settings, 'unchecked', answer)),
    unread: joined(without(settings, 'unread', answer)),
  };
}

/** What stands there now cannot be read: it is neither tried nor wrong, and what was right before stays so. */
export const notRead = (settings: Settings, answer: string): Record<string, string | null> =>
  listed(settings, 'right').includes(answer)
    ? { unread: joined([...listed(settings, 'unread'), answer]) }
    : {};

/** What a link says is right is not known to be: it is only known to have been tried, and is judged anew. */
export function unproved(settings: Settings): Settings {
  const { right: _, unread: __, ...kept } = settings;
  const tried = joined([...listed(settings, 'tried'), ...listed(settings, 'right')]);
  return tried ? { ...kept, tried } : kept;
}

/** What is typed anew is no longer known to be right. */
export function retyped(
  parts: Part[],
  settings: Settings,
  changed: string[],
): Record<string, string | null> {
  const answers = parts.flatMap((part) => Object.entries(part.answers));
  const touched = answers.filter(([, fields]) => fields.some((field) => changed.includes(field)));
  const names = touched.map(([answer]) => answer).filter((name) => isTried(settings, name));
  if (names.length === 0) return {};
  return {
    unchecked: joined([...listed(settings, 'unchecked'), ...names]),
    unread: joined(listed(settings, 'unread').filter((name) => !names.includes(name))),
  };
}

/** `checked`: what is judged is right, and one’s own words are missing. */
type PartState = 'right' | 'checked' | 'begun' | 'open';

export function stateOf({ answers, words = [] }: Part, settings: Settings): PartState {
  const names = Object.keys(answers);
  const said = words.filter((name) => (settings[name] ?? '').trim() !== '');
  if (isRight(settings, ...names)) return said.length === words.length ? 'right' : 'checked';
  return said.length > 0 || names.some((name) => isTried(settings, name)) ? 'begun' : 'open';
}

/** The same lab without anybody's answers: its experiments stay as they are set. */
export function emptied(parts: Part[], settings: Settings): Settings {
  const fields = parts.flatMap(({ answers }) => Object.values(answers).flat());
  const theirs = new Set<string>([...fields, ...KEPT, 'gradients']);
  const isTheirs = (name: string) => theirs.has(name) || name.startsWith(WORDS);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !isTheirs(name)));
}
