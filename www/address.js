// The page's address: kept in step with the state, and read on opening, on Back and on Forward.
import { BrokenLink, LONGEST_LINK, readLink, writeLink } from './link.js';

/** @typedef {import('./edits.js').State} State */
/** @typedef {import('./edits.js').VariantInfo} VariantInfo */
/** @typedef {import('./session.js').Place} Place */
/** @typedef {{state: State, held: Place | null}} Found */

const PAUSE = 250; // milliseconds between two writes: browsers refuse too many

export class Address {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #written = Number.NEGATIVE_INFINITY;
  #keep = false;

  /** @param {VariantInfo[]} variants @param {string} home the variant of an empty link */
  constructor(variants, home) {
    this.variants = variants;
    this.home = home;
  }

  /** What the address says, or in words why it cannot be read. @returns {{found: Found} | {broken: string}} */
  read() {
    // A state too large for a link travels beside the address.
    const beside = history.state?.playground;
    if (beside) return { found: beside };
    try {
      return { found: readLink(location.hash, this.variants, this.home) };
    } catch (error) {
      if (!(error instanceof BrokenLink)) throw error;
      this.#keep = true; // the next change gets an entry of its own, so that Back leads to the link
      return { broken: error.message };
    }
  }

  /** Soon, or at once with an entry of its own. @param {State} state @param {Place | null} held @param {boolean} push */
  write(state, held, push) {
    clearTimeout(this.#timer);
    if (push || this.#keep) return this.#write(state, held, true);
    const wait = Math.max(0, this.#written + PAUSE - performance.now());
    this.#timer = setTimeout(() => this.#write(state, held, false), wait);
  }

  /** The address to copy, or null where the state is too large for one. @param {State} state @param {Place | null} held */
  link(state, held) {
    const info = this.variants.find(({ id }) => id === state.variant);
    const hash = info ? writeLink(state, info, { home: this.home, held }) : '';
    return hash.length > LONGEST_LINK ? null : location.href.split('#')[0] + hash;
  }

  /** @param {State} state @param {Place | null} held @param {boolean} push */
  #write(state, held, push) {
    this.#written = performance.now();
    const link = this.link(state, held);
    const address = link ?? `${location.href.split('#')[0]}#${state.variant}`;
    const beside = link === null ? { playground: { state, held } } : null;
    if (address === location.href && !beside && !history.state) return;
    this.#keep = false;
    if (push) history.pushState(beside, '', address);
    else history.replaceState(beside, '', address);
  }
}
