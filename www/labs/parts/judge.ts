// How an answer to a lab is judged: from the texts among its settings, by the core and the models, without a page.
import type { Ask } from '../../core/query.ts';
import type { AskModels } from '../../models/protocol.ts';
import type { Settings } from '../../state/url/lab-codec.ts';

/** What an answer is worth, and what there is to say of it that does not give the right one away. */
export interface Judgement {
  right: boolean;
  message: string;
  /** It was not understood, so that it is no try. */
  unread?: boolean;
  /** What else is to be known by whoever grades it. */
  note?: string;
}

/** Who is asked. */
export interface Experts {
  ask: Ask;
  askModels: AskModels;
}

/** @returns or throws a CoreError, where an answer cannot be read */
export type Judge = (settings: Settings, experts: Experts) => Promise<Judgement>;

/** By the name of the answer. */
export type Judges = Record<string, Judge>;

/** A statement to choose, and why it is right or not. */
export interface Choice {
  value: string;
  text: unknown;
  right?: boolean;
  why: string;
}

export function judgeChoice(choices: Choice[], value: string): Judgement {
  const choice = choices.find((one) => one.value === value);
  return { right: choice?.right ?? false, message: choice?.why ?? 'It is none of the statements.' };
}

/** The statement that is chosen, in words. */
export const choiceText = (choices: readonly Choice[], value: string) =>
  String(choices.find((one) => one.value === value)?.text ?? value);

/** Judges of answers that are chosen, by the names of their settings. */
export const choiceJudges = (lists: Record<string, Choice[]>): Judges =>
  Object.fromEntries(
    Object.entries(lists).map(([name, choices]): [string, Judge] => [
      name,
      async (settings) => judgeChoice(choices, settings[name] ?? ''),
    ]),
  );
