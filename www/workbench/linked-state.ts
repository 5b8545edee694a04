// The state and the pinned cell in the address: what a link leads to, and what is written back.
import type { Place } from '../state/place.ts';
import type { Backend } from '../state/url/backend.ts';
import type { Found } from '../state/url/read-link.ts';
import { AddressSync, type Codec } from '../state/url/sync.ts';
import type { Workbench } from './workbench.ts';

export class LinkedState {
  #workbench: Workbench;
  #backend: Backend;
  #address: AddressSync<Found> | null = null;
  /** The pinned cell that the address names. */
  #linked: Place | null = null;
  /** The cell that was asked for from outside, until it is known whether there is one. */
  #sought: Place | null = null;

  /** @param backend where the address of the state is shown */
  constructor(workbench: Workbench, backend: Backend) {
    this.#workbench = workbench;
    this.#backend = backend;
  }

  /** From now on, in this language. */
  open(codec: Codec<Found>) {
    this.#address = new AddressSync(this.#backend, codec);
  }

  /** What the address says; where it cannot be read, that is said, and nothing else happens. */
  async follow() {
    const workbench = this.#workbench;
    const read = await this.#address?.read();
    if (!read) return null;
    workbench.notice = '';
    if ('found' in read) return { ...read.found, kept: read.kept };
    workbench.notice = `This link cannot be followed: ${read.broken}. Nothing that you had is lost.`;
    workbench.say(workbench.notice);
    return null;
  }

  /** The cell that the address names. */
  apply({ state, pinned }: Found) {
    const workbench = this.#workbench;
    workbench.carried = null;
    workbench.comparison.pinned = state.compare ? pinned : null;
    workbench.selection.pinned = this.#sought = state.compare ? null : pinned;
    this.#linked = pinned;
  }

  /** A link or a file may hold a cell that there is not. */
  miss() {
    const workbench = this.#workbench;
    const { explanation, pinned, remark } = workbench.selection;
    const { good } = workbench.results;
    const place = this.#sought;
    if (!place || good?.state !== workbench.store?.state || (pinned && !explanation)) return;
    this.#sought = null;
    if (pinned || remark) return;
    const index = place.index.map((at) => at + 1).join(', ');
    workbench.notice =
      workbench.spoken = `The cell that was to be pinned is not there: ${place.step}, ${index}.`;
  }

  get #shown(): Found | null {
    const { store, pinned } = this.#workbench;
    return store && { state: store.state, pinned };
  }

  /** @param push with an entry of its own, so that Back leads to what was before */
  write(push: boolean) {
    if (this.#shown) this.#address?.write(this.#shown, push);
  }

  /** The pinned cell is part of the address. */
  writePinned() {
    const { pinned } = this.#workbench;
    if (pinned !== this.#linked) this.write(false);
    this.#linked = pinned;
  }

  /** The page goes away. */
  leave() {
    this.#address?.leave();
  }

  /** The address of what is on the screen, or null where it is too large for one. */
  link = async () => (this.#shown && this.#address?.link(this.#shown)) ?? null;

  /** The text after the # of its link. */
  get text() {
    return (this.#shown && this.#address?.text(this.#shown)) ?? '';
  }
}
