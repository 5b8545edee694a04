// What a question to the core may end in, besides an answer.

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

/** Given to a caller whose question was overtaken by a newer one in the same lane. */
export class Superseded extends Error {}

/** An error that a person can read: the core's own, or one of the supervisor's. */
export class CoreError extends Error {
  plain: PlainError;

  constructor(plain: PlainError) {
    super(plain.message);
    this.plain = plain;
  }
}
