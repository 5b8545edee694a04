// Through the program one operation at a time: at which step one is, and whether it goes on by itself.
import type { Step } from '../../pkg/attention_playground.js';

const DWELL = 2000; // milliseconds at a step; the ring takes 400 of them to come

/** Fires `change` when it comes to another step, stops or goes on. */
export class Stepper extends EventTarget {
  /** The id of the step, or none. */
  at = '';
  playing = false;
  #timer?: ReturnType<typeof setTimeout>;
  all: () => Step[];

  /** @param all the steps of the program as it is now, in order */
  constructor(all: () => Step[]) {
    super();
    this.all = all;
  }

  /** The steps that it goes through: what is computed on the way forward. */
  get steps() {
    return this.all().filter(({ op, backward }) => op !== 'input' && !backward);
  }

  /** Counted from 0; −1 for nowhere. */
  get place() {
    return this.steps.findIndex(({ id }) => id === this.at);
  }

  get canGoBack() {
    return this.place > 0;
  }

  get canGoOn() {
    return this.place < this.steps.length - 1;
  }

  /** One step on, or back; from nowhere to the first. */
  go(by: 1 | -1) {
    const { place, steps } = this;
    const to = place < 0 ? 0 : place + by;
    if (to >= 0 && to < steps.length) this.to(steps[to].id);
  }

  to(id: string) {
    this.at = id;
    if (this.playing) this.#wait();
    this.#changed();
  }

  /** From the first step where the last is reached. */
  play() {
    this.playing = true;
    if (this.canGoOn) this.go(1);
    else this.to(this.steps[0]?.id ?? '');
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    clearTimeout(this.#timer);
    this.#changed();
  }

  end() {
    if (this.at === '') return;
    this.pause();
    this.at = '';
    this.#changed();
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.canGoOn ? this.go(1) : this.pause()), DWELL);
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
