// A question that follows what is shown: asked anew when its subject changes, its last answer kept until there is another.
import { CoreError, type PlainError, Superseded } from '../core/errors.ts';
import type { Asking } from './client.ts';

export class Followed<T> {
  value: T | null = null;
  /** What the value is about. */
  about = '';
  error: PlainError | null = null;
  #wanted = '';
  #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** @param about null where nothing is wanted @param ask only the newest question counts */
  want(about: string | null, ask: (asking: Asking) => Promise<T>) {
    if (about === null || about === this.#wanted) return;
    this.#wanted = about;
    this.#ask(about, ask);
  }

  /** The next time it is asked again: what it was asked of is another now. */
  forget() {
    this.#wanted = '';
    this.value = null;
    this.about = '';
    this.error = null;
  }

  async #ask(about: string, ask: (asking: Asking) => Promise<T>) {
    try {
      const value = await ask({ asker: this });
      if (about !== this.#wanted) return;
      this.value = value;
      this.about = about;
      this.error = null;
    } catch (error) {
      if (error instanceof Superseded || about !== this.#wanted) return;
      if (!(error instanceof CoreError)) throw error;
      this.error = error.plain;
    }
    this.#changed();
  }
}
