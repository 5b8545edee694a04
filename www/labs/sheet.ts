// The whole sheet as text for a write-up: each part with what was typed in it, in one's own words too.
import { HOMEWORK } from '../lib/addresses.ts';
import type { Settings } from '../state/url/lab-codec.ts';
import { type Block, NONE, type WriteUpFormat, written } from './blocks.ts';
import { CREDITS } from './credits.ts';
import type { InText, Lab } from './lab.ts';
import { isChecked, isRight, isTried, type Part, WORDS } from './parts/progress.ts';
import { labs } from './registry.ts';

/** @param of what was typed in a lab, by its id */
export async function wholeSheet(of: (id: string) => Settings, format: WriteUpFormat) {
  const questions = await Promise.all(
    labs.map(async (lab) => question(lab, await lab.inText(), of(lab.id))),
  );
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: HOMEWORK },
    ...questions.flat(),
    ...credits(of(CREDITS.id)),
  ];
  return written(blocks, format);
}

function question(
  { number, title, question, parts }: Lab,
  inText: InText,
  settings: Settings,
): Block[] {
  return [
    { kind: 'heading', level: 2, text: `Question ${number}: ${title}` },
    { kind: 'text', text: question },
    ...parts.flatMap((one) => part(one, inText, settings)),
  ];
}

function part({ label, answers }: Part, inText: InText, settings: Settings): Block[] {
  const numberOf = (name: string) => inText.numbers?.[name] ?? '';
  const given = Object.entries(answers).map(([answer, names]) => ({
    number: numberOf(names[0]),
    blocks: answered(answer, names, label, inText, settings),
  }));
  const prefix = WORDS + label.replace(/\W/g, '');
  const words = Object.keys(settings)
    .filter((name) => name.startsWith(prefix))
    .map((name) => ({ number: numberOf(name), block: ownWords(name, label, inText, settings) }));
  // Where the sheet numbers what it asks, words stand behind the answer to the same.
  const isBeside = (number: string) => number !== '' && given.some((one) => one.number === number);
  const last = (at: number) =>
    !given.slice(at + 1).some(({ number }) => number === given[at].number);
  return [
    { kind: 'heading', level: 3, text: `Part ${label}` },
    ...given.flatMap(({ number, blocks }, at) => [
      ...blocks,
      ...words
        .filter((one) => isBeside(one.number) && one.number === number && last(at))
        .map(({ block }) => block),
    ]),
    ...words.filter(({ number }) => !isBeside(number)).map(({ block }) => block),
  ];
}

function answered(
  answer: string,
  names: string[],
  label: string,
  inText: InText,
  settings: Settings,
): Block[] {
  const numbered = (name: string, asked: string) => {
    const number = inText.numbers?.[name];
    return number ? `${label}${number} ${asked}` : asked;
  };
  const isOne = names.length === 1;
  // What stands as it came is no answer.
  const typed = names.filter(
    (name) => (settings[name] ?? '').trim() && settings[name] !== inText.starts?.[name],
  );
  if (typed.length === 0) {
    const asked = isOne ? (inText.labels[names[0]] ?? '') : '';
    return [{ kind: 'answer', label: numbered(names[0], asked), text: NONE }];
  }
  const lines = typed.flatMap((name): Block[] => {
    const text = settings[name] ?? '';
    const told = inText.textOf?.(name, text) ?? text;
    const beside = inText.besides?.(name, settings);
    return [
      ...(beside ? [{ kind: 'words' as const, ...beside }] : []),
      {
        kind: 'answer',
        label: numbered(name, inText.labels[name] ?? `${name}:`),
        text: told,
        plain: told !== text,
      },
    ];
  });
  const verdict = verdictOf(settings, answer);
  return verdict ? [...lines, { kind: 'verdict', text: verdict }] : lines;
}

function ownWords(name: string, label: string, inText: InText, settings: Settings): Block {
  const number = inText.numbers?.[name];
  const own = number ? `${label}${number} In my words:` : 'In my words:';
  return { kind: 'words', label: own, text: settings[name].trim() };
}

function verdictOf(settings: Settings, answer: string) {
  if (isTried(settings, answer) && !isChecked(settings, answer))
    return 'Changed since it was checked.';
  if (isRight(settings, answer)) return 'Checked: correct.';
  return isTried(settings, answer) ? 'Checked: not yet correct.' : '';
}

function credits(settings: Settings): Block[] {
  const parts = Object.entries(CREDITS.parts);
  return [
    { kind: 'heading', level: 2, text: 'Question 7: Sources, study group, hours' },
    ...parts.map(
      ([name, label]): Block => ({ kind: 'words', label, text: settings[name]?.trim() || NONE }),
    ),
  ];
}
