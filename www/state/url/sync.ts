// An address kept in step with what is typed, and read on opening, on Back and on Forward.
import type { Backend } from './backend.ts';
import { BrokenLink } from './broken-link.ts';
import { isPacked, pack, unpack } from './compress.ts';
import { lasting, leftOut, mendedLink } from './mended-link.ts';

/** What one kind of address says, as text and back. */
export interface Codec<T> {
  /** With its #; the empty text is where the page opens. */
  write(value: T): string;
  /** @param text without its # @returns or throws BrokenLink */
  read(text: string): T;
  /** A long text is packed; else what it says can be read in it, however long it is. */
  packs: boolean;
}

const PAUSE = 1000; // milliseconds from a change until it is written, or until the page goes away: browsers refuse too many writes, and each takes its time from the next key
const LONGEST_READABLE = 2000; // characters; a longer text is packed

export class AddressSync<T> {
  #timer?: ReturnType<typeof setTimeout>;
  /** What is to be written, until it is. */
  #next: { value: T } | null = null;
  /** The next text that is written gets an entry of its own. */
  #push = false;
  /** Counts what is asked of it: packing takes time, and only the newest request counts. */
  #turn = 0;
  #backend: Backend;
  #codec: Codec<T>;

  constructor(backend: Backend, codec: Codec<T>) {
    this.#backend = backend;
    this.#codec = codec;
  }

  /**
   * What the address says, with what is to be said of it, or in words why it cannot be read; null when it has changed meanwhile.
   */
  async read(): Promise<{ found: T; kept: string } | { broken: string } | null> {
    this.#rest();
    this.#next = null;
    this.#turn += 1;
    const turn = this.#turn;
    const { text, kept } = this.#backend.read();
    try {
      const { text: bare, left } = mendedLink(text);
      const readable = this.#codec.packs && isPacked(bare) ? await unpack(bare) : bare;
      if (turn !== this.#turn) return null;
      return { found: this.#codec.read(readable), kept: kept || leftOut(left) };
    } catch (error) {
      if (!(error instanceof BrokenLink)) throw error;
      if (turn !== this.#turn) return null;
      this.#push = true; // so that Back leads to the link
      return { broken: error.message };
    }
  }

  /** Soon, or at once with an entry of its own. */
  write(value: T, push: boolean) {
    if (push) this.flush();
    this.#next = { value };
    this.#push ||= push;
    if (this.#push) this.#write();
    else this.#timer ??= setTimeout(() => this.#write(), PAUSE);
  }

  /** The page goes away: what waits cannot wait any longer. */
  leave() {
    if (this.#next) this.#backend.leave(this.#text(this.#next.value));
  }

  /** What waits belongs to the entry that is left: at once, though that leaves no time to pack it. */
  flush() {
    if (!this.#next) return;
    this.#rest();
    this.#turn += 1;
    const full = this.#text(this.#next.value);
    this.#backend.show(full, full, this.#push);
    this.#push = false;
    this.#next = null;
  }

  #rest() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The address to copy, or null where it would be too large. */
  async link(value: T) {
    const full = this.#text(value);
    return this.#backend.link(this.#isLong(full) ? await packed(full) : full);
  }

  /** What a link of it says, without its #. */
  text = (value: T) => this.#text(value).slice(1);

  async #write() {
    this.#rest();
    const next = this.#next;
    if (!next) return;
    this.#turn += 1;
    const turn = this.#turn;
    const full = this.#text(next.value);
    const text = this.#isLong(full) ? await packed(full) : full;
    if (turn !== this.#turn) return;
    this.#backend.show(text, full, this.#push);
    this.#push = false;
    if (this.#next === next) this.#next = null; // else there was a change while it was packed
  }

  #text(value: T) {
    return lasting(this.#codec.write(value));
  }

  #isLong(text: string) {
    return this.#codec.packs && text.length > LONGEST_READABLE;
  }
}

const packed = async (text: string) => `#${await pack(text.slice(1))}`;
