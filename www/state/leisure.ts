// The last good result that a person has paused on: what is read at leisure is asked of that one.
import { onScreen } from '../lib/on-screen.ts';
import type { Good } from './results.ts';

const PAUSE = 120; // milliseconds without a new result

/** Fires `change`. */
export class Leisure extends EventTarget {
  /** Null where there is a newer one. */
  good: Good | null = null;
  #newest: Good | null = null;
  #timer?: ReturnType<typeof setTimeout>;

  follow(good: Good | null) {
    if (good === this.#newest) return;
    this.#newest = good;
    this.good = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rest(good), PAUSE);
  }

  close() {
    clearTimeout(this.#timer);
    this.#newest = null;
  }

  async #rest(good: Good | null) {
    await onScreen(); // the tables come first
    if (good !== this.#newest) return;
    this.good = good;
    this.dispatchEvent(new Event('change'));
  }
}
