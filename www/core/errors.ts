// What a question to the core may end in, besides an answer.
import type { AttentionError, ErrorFields } from '../../pkg/attention_playground.js';

/** An error as plain data: one of the core's, or of the page's own, which has codes of its own. */
export interface PlainError extends Omit<ErrorFields, 'code'> {
  code: string;
  message: string;
}

/** What the core refuses, as plain data; undefined where it did not refuse, but broke. */
export function refusalIn(thrown: unknown): PlainError | undefined {
  const { name, ...fields } = { ...(thrown as AttentionError) };
  if (name !== 'AttentionError') return undefined;
  return { ...fields, message: (thrown as AttentionError).message };
}

/** Given to a caller whose question was overtaken by a newer one, or withdrawn. */
export class Superseded extends Error {}

/** An error that a person can read: the core's own, or one of the supervisor's. */
export class CoreError extends Error {
  plain: PlainError;

  constructor(plain: PlainError) {
    super(plain.message);
    this.plain = plain;
  }
}

export type Outcome<T> = { value: T; error?: undefined } | { error: PlainError; value?: undefined };

/** What a question ends in: its answer, or what the core refuses; null where it is wanted no more. */
export async function outcomeOf<T>(asked: Promise<T>): Promise<Outcome<T> | null> {
  try {
    return { value: await asked };
  } catch (error) {
    if (error instanceof Superseded) return null;
    if (error instanceof CoreError) return { error: error.plain };
    throw error;
  }
}
