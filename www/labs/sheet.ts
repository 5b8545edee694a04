// The whole sheet as text for a write-up: each part with what was typed in it, in one's own words too.
import { HOMEWORK } from '../lib/addresses.ts';
import { PATTERNS } from '../models/view-state.ts';
import type { Settings } from '../state/url/lab-codec.ts';
import { CREDITS } from './credits.ts';
import type { Lab } from './lab.ts';
import type { Choice } from './parts/judge.ts';
import { isRight, isTried, type Part, WORDS } from './parts/progress.ts';
import { CLAIMS } from './q2-argmax/judge.ts';
import { MENDS } from './q3-by-hand/judge.ts';
import { BLANKS } from './q4-decoding/judge.ts';
import { asked } from './q5-models/choices.ts';
import { readClaim } from './q5-models/claims.ts';
import { CONDITIONS } from './q6-kernels/judge.ts';
import { labs } from './registry.ts';
import { type Block, type WriteUpFormat, written } from './write-up.ts';

/** What stands before an answer; else its name does. */
const LABELS: Record<string, Record<string, string>> = {
  'why-root-d': { a: 'E[qᵀk] =', b: 'Var(qᵀk) =', c: 's =' },
  argmax: { output: 'o =', claim: 'Can it learn queries and keys?' },
  'by-hand': {
    ...Object.fromEntries([...'abdefh'].map((hole) => [hole, `(${hole})`])),
    ...Object.fromEntries(Object.entries(MENDS).map(([name, { label }]) => [name, label])),
  },
  decoding: {
    ...Object.fromEntries(
      Object.entries(BLANKS).map(([name, { label }]) => [name, `${name}, ${label}:`]),
    ),
    'mqa-time': 'time:',
    'mqa-memory': 'memory:',
  },
  models: {
    same: 'A head that looks at the same kind of place in each text:',
    special: 'A head that attends to a kind of token:',
    features: 'A pattern that a head follows:',
    own: 'What a head does on my text:',
    layers: 'The layer that looks back least far:',
  },
  kernels: {
    condition: 'condition:',
    sim: 'sim(q, k) =',
    phi: 'φ(x) =',
    attention: 'V′ᵢ =',
    'softmax-time': 'time:',
    'softmax-memory': 'memory:',
    'linear-time': 'time:',
    'linear-memory': 'memory:',
  },
};

const CHOICES: Record<string, Choice[]> = { ...asked, claim: CLAIMS, condition: CONDITIONS };

/** @param of what was typed in a lab, by its id */
export function wholeSheet(of: (id: string) => Settings, format: WriteUpFormat) {
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: HOMEWORK },
    ...labs.flatMap((lab) => question(lab, of(lab.id))),
    ...credits(of(CREDITS.id)),
  ];
  return written(blocks, format);
}

function question({ id, number, title, question, parts }: Lab, settings: Settings): Block[] {
  return [
    { kind: 'heading', level: 2, text: `Question ${number}: ${title}` },
    { kind: 'text', text: question },
    ...parts.flatMap((one) => part(id, one, settings)),
  ];
}

function part(id: string, { label, answers }: Part, settings: Settings): Block[] {
  const given = Object.entries(answers).flatMap(([answer, names]): Block[] => {
    // What stands as it came need not be told.
    const typed = names.filter((name) => settings[name]);
    const shown = typed.length > 0 ? typed : names.slice(0, 1);
    const lines = shown.map((name): Block => {
      const own = LABELS[id]?.[name] ?? `${name}:`;
      return { kind: 'answer', label: own, text: textOf(name, settings[name] ?? '') };
    });
    const verdict = verdictOf(settings, answer);
    return verdict ? [...lines, { kind: 'verdict', text: verdict }] : lines;
  });
  const letter = label.replace(/\W/g, '');
  const words = Object.entries(settings).filter(([name]) => name.startsWith(WORDS + letter));
  return [
    { kind: 'heading', level: 3, text: `Part ${label}` },
    ...given,
    ...words.map(
      ([, text]): Block => ({ kind: 'words', label: 'In my words:', text: text.trim() }),
    ),
  ];
}

function textOf(name: string, text: string) {
  // Shapes are chosen by their letters.
  if (/^[AB]$/.test(name) && text) return `[${[...text].join(', ')}]`;
  const claim = readClaim(text);
  if (claim) {
    const [layer, head] = claim.head;
    return `layer ${layer}, head ${head}: ${PATTERNS[claim.pattern]}`;
  }
  const choice = CHOICES[name]?.find(({ value }) => value === text);
  return choice ? String(choice.text) : text || '—';
}

function verdictOf(settings: Settings, answer: string) {
  if (isRight(settings, answer)) return 'Checked: correct.';
  return isTried(settings, answer) ? 'Checked: not yet correct.' : '';
}

function credits(settings: Settings): Block[] {
  const parts = Object.entries(CREDITS.parts);
  return [
    { kind: 'heading', level: 2, text: 'Question 7: Sources, study group, hours' },
    ...parts.map(
      ([name, label]): Block => ({ kind: 'words', label, text: settings[name]?.trim() || '—' }),
    ),
  ];
}
