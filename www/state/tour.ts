// Three things to try at first: which of them a person has done, on any visit to this browser.
import { browserStorage } from '../lib/storage.ts';

const NAME = 'attention-playground.tour';

export const TRIED = ['hover', 'pin', 'edit'] as const;
export type Tried = (typeof TRIED)[number];

export class Tour {
  #done: Set<string>;

  /** @param shown whether there is any */
  constructor(shown: boolean) {
    this.#done = new Set(shown ? (browserStorage.get(NAME) ?? '').split(' ') : TRIED);
  }

  has(step: Tried) {
    return this.#done.has(step);
  }

  get over() {
    return TRIED.every((step) => this.has(step));
  }

  tried(step: Tried) {
    if (this.has(step)) return;
    this.#done.add(step);
    browserStorage.set(NAME, TRIED.filter((each) => this.has(each)).join(' '));
  }
}
