// The whole sheet as text for a write-up: each part with what was typed in it, in one's own words too.
import { HOMEWORK } from '../lib/addresses.ts';
import type { Settings } from '../state/url/lab-codec.ts';
import { CREDITS } from './credits.ts';
import type { InText, Lab } from './lab.ts';
import { isChecked, isRight, isTried, type Part, WORDS } from './parts/progress.ts';
import { labs } from './registry.ts';
import { type Block, NONE, type WriteUpFormat, written } from './write-up.ts';

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
  const given = Object.entries(answers).flatMap(([answer, names]): Block[] => {
    // What stands as it came need not be told.
    const typed = names.filter((name) => settings[name]);
    const shown = typed.length > 0 ? typed : names.slice(0, 1);
    const lines = shown.flatMap((name): Block[] => {
      const number = inText.numbers?.[name];
      const asked = inText.labels[name] ?? `${name}:`;
      const own = number ? `${label}${number} ${asked}` : asked;
      const text = settings[name] ?? '';
      const told = text && inText.textOf ? inText.textOf(name, text) : text;
      const beside = text ? inText.besides?.(name, settings) : null;
      return [
        ...(beside ? [{ kind: 'words' as const, ...beside }] : []),
        { kind: 'answer', label: own, text: told || NONE, plain: told !== text },
      ];
    });
    const verdict = verdictOf(settings, answer);
    return verdict ? [...lines, { kind: 'verdict', text: verdict }] : lines;
  });
  const letter = label.replace(/\W/g, '');
  const words = Object.entries(settings).filter(([name]) => name.startsWith(WORDS + letter));
  return [
    { kind: 'heading', level: 3, text: `Part ${label}` },
    ...given,
    ...words.map(([name, text]): Block => {
      const number = name.slice((WORDS + letter).length).replace(/^_(\w+)$/, `${label}($1) `);
      return { kind: 'words', label: `${number}In my words:`, text: text.trim() };
    }),
  ];
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
