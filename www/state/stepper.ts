// Through the program one operation at a time: at which step one is, and whether it goes on by itself.
import type { Step } from '../../pkg/attention_playground.js';
import type { Place } from './place.ts';

const DWELL = 3000; // milliseconds at a step; the ring takes 400 of them to come

/** Fires `change` when it comes to another step, stops or goes on. */
export class Stepper extends EventTarget {
  /** The id of the step, or none. */
  at = '';
  playing = false;
  /** The cell of each step that a walk goes through; empty where all steps are gone through. */
  walk: Map<string, Place> = new Map();
  #timer?: ReturnType<typeof setTimeout>;
  all: () => Step[];

  /** @param all the steps of the program as it is now, in order */
  constructor(all: () => Step[]) {
    super();
    this.all = all;
  }

  /** The steps that it goes through: what is computed on the way forward. */
  get steps() {
    const forward = this.all().filter(({ op, backward }) => op !== 'input' && !backward);
    return this.walk.size > 0 ? forward.filter(({ id }) => this.walk.has(id)) : forward;
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

  /** On through a walk, from its first step where it is none of them; at its end everything is as before. @param walk as it is now, else */
  play(walk: Map<string, Place> = this.walk) {
    this.walk = walk;
    this.playing = true;
    if (this.place >= 0 && this.canGoOn) this.go(1);
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
    this.walk = new Map();
    this.#changed();
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.canGoOn ? this.go(1) : this.end()), DWELL);
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
