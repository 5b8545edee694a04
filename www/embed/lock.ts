// What an author has locked: it is shown, copied and traced like anything else, and does not change.
import type { VariantInfo } from '../../pkg/attention_playground.js';
import type { State } from '../state/edits.ts';
import { sameTexts } from '../state/text-tensor.ts';
import { knownWords } from './read-settings.ts';
import type { Settings } from './schema.ts';

/** Words that stand for all of a kind. */
const ALL = ['inputs', 'settings'];

/** The inputs and settings of a variant that are locked, and what is to be said of the rest. */
export function lockOf({ lock = [] }: Settings, { title, inputs, params }: VariantInfo) {
  const every = {
    inputs: inputs.map(({ name }) => name),
    settings: params.map(({ name }) => name),
  };
  const { words, remarks } = knownWords(`The lock of ${title}`, lock, [
    ...ALL,
    ...every.inputs,
    ...every.settings,
  ]);
  const names = words.flatMap((word) => every[word as keyof typeof every] ?? [word]);
  return { names: new Set(names), remarks };
}

/** The first locked name that two states differ in. */
export function brokenLock(before: State, after: State, locked: ReadonlySet<string>) {
  return [...locked].find((name) => {
    const [one, other] = [before.inputs[name], after.inputs[name]];
    const same = one && other ? one === other || sameTexts(one, other) : one === other;
    return !same || before.params[name] !== after.params[name];
  });
}

/** One state, with what is locked as it is in another. */
export function withLocked(state: State, author: State, locked: ReadonlySet<string>): State {
  const kept = { inputs: { ...state.inputs }, params: { ...state.params } };
  for (const name of locked) {
    if (author.inputs[name]) kept.inputs[name] = author.inputs[name];
    if (name in author.params) kept.params[name] = author.params[name];
  }
  return { ...state, ...kept };
}
