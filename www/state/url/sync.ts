// The address of a state: kept in step with what is typed, and read on opening, on Back and on Forward.
import type { State } from '../edits.ts';
import type { Place } from '../results.ts';
import { BrokenLink, type Known, readLink, writeLink } from './codec.ts';
import { isPacked, pack, unpack } from './compress.ts';

export interface Found {
  state: State;
  held: Place | null;
}

/**
 * Where an address is shown: see bars.js. `read` gives the text with its #, and words where it was kept
 * beside the address; of the two texts that it is to show, one is for where there is room. `leave` is told
 * what it had no time to show.
 */
export interface Bar {
  read(): { text: string; kept: string };
  show(text: string, full: string, push: boolean): void;
  leave(full: string): void;
  link(text: string): string | null;
}

const PAUSE = 1000; // milliseconds from a change until it is written, or until the page goes away: browsers refuse too many writes, and each takes its time from the next key
const LONGEST_READABLE = 2000; // characters; a longer text is packed

export class Address {
  #timer?: ReturnType<typeof setTimeout>;
  /** What is to be written, until it is. */
  #next: Found | null = null;
  /** The next text that is written gets an entry of its own. */
  #push = false;
  /** Counts what is asked of it: packing takes time, and only the newest request counts. */
  #turn = 0;
  bar: Bar;
  known: Known;
  home: string;

  /** @param home the variant of an empty link */
  constructor(bar: Bar, known: Known, home: string) {
    this.bar = bar;
    this.known = known;
    this.home = home;
  }

  /**
   * What the address says, or in words why it cannot be read; null when it has changed meanwhile.
   */
  async read(): Promise<{ found: Found; kept: string } | { broken: string } | null> {
    this.#rest();
    this.#next = null;
    this.#turn += 1;
    const turn = this.#turn;
    const { text, kept } = this.bar.read();
    try {
      const bare = text.replace(/^#/, '');
      const readable = isPacked(bare) ? await unpack(bare) : bare;
      if (turn !== this.#turn) return null;
      return { found: readLink(readable, this.known, this.home), kept };
    } catch (error) {
      if (!(error instanceof BrokenLink)) throw error;
      if (turn !== this.#turn) return null;
      this.#push = true; // so that Back leads to the link
      return { broken: error.message };
    }
  }

  /** Soon, or at once with an entry of its own. */
  write(state: State, held: Place | null, push: boolean) {
    if (push) this.#settle();
    this.#next = { state, held };
    this.#push ||= push;
    if (this.#push) this.#write();
    else this.#timer ??= setTimeout(() => this.#write(), PAUSE);
  }

  /** The page goes away: what waits cannot wait any longer. */
  leave() {
    if (this.#next) this.bar.leave(this.#text(this.#next.state, this.#next.held));
  }

  /** What waits belongs to the entry that is left: at once, though that leaves no time to pack it. */
  #settle() {
    if (!this.#next) return;
    this.#rest();
    this.#turn += 1;
    const full = this.#text(this.#next.state, this.#next.held);
    this.bar.show(full, full, this.#push);
    this.#push = false;
    this.#next = null;
  }

  #rest() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The address to copy, or null where the state is too large for one. */
  async link(state: State, held: Place | null) {
    const full = this.#text(state, held);
    return this.bar.link(isLong(full) ? `#${await pack(full.slice(1))}` : full);
  }

  async #write() {
    this.#rest();
    const next = this.#next;
    if (!next) return;
    this.#turn += 1;
    const turn = this.#turn;
    const full = this.#text(next.state, next.held);
    const text = isLong(full) ? `#${await pack(full.slice(1))}` : full;
    if (turn !== this.#turn) return;
    this.bar.show(text, full, this.#push);
    this.#push = false;
    if (this.#next === next) this.#next = null; // else there was a change while it was packed
  }

  #text(state: State, held: Place | null) {
    const { variants, panels } = this.known;
    const info = variants.find(({ id }) => id === state.variant);
    return info ? writeLink(state, info, { home: this.home, held, panels }) : '';
  }
}

const isLong = (text: string) => text.length > LONGEST_READABLE;
