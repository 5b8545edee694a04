// What a question to the core may end in, besides an answer.
import type { AttentionError } from '../../pkg/attention_playground.js';

export interface PlainError {
  code: string;
  field: string;
  row?: number;
  column?: number;
  expected?: string;
  found?: string;
  hint: string;
  message: string;
}

/** What the core refuses, as plain data; undefined where it did not refuse, but broke. */
export function refusalIn(thrown: unknown): PlainError | undefined {
  const { code, field, row, column, expected, found, hint, message } = Object(
    thrown,
  ) as AttentionError;
  if (typeof code !== 'string') return undefined;
  return { code, field, row, column, expected, found, hint, message };
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
