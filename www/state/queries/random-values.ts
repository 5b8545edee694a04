// Random values: which seed they come from, what is drawn from, and which seed is next.

import type { VariantInfo } from '../../../pkg/attention_playground.js';
import type { Engine } from '../../core/engine.ts';
import { outcomeOf } from '../../core/errors.ts';
import type { Asker } from '../../core/lanes.ts';
import type { State } from '../edits.ts';
import { type TextTensor, textTensor } from '../text-tensor.ts';
import { request } from '../to-request.ts';

export type Spread = 'normal' | 'whole';

const LARGEST_SEED = 2 ** 32 - 1;

/** The seed is no part of the state: undo brings numbers back, and “again” goes on from the last seed. */
export class RandomValues {
  seed = 1;
  spread: Spread = 'normal';
  engine: Engine;
  #asker: Asker = {};

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** A text that is no seed changes nothing. */
  setSeed(text: string) {
    const seed = Number(text);
    if (/^\d+$/.test(text) && seed <= LARGEST_SEED) this.seed = seed;
  }

  /**
   * New cells of the same shapes, by the input's name. Where one input is asked for that has the
   * numbers of this seed already, the next seed is taken.
   * @param name one input; else all that are numbers
   * @param next take the next seed first
   * @param info of a program
   */
  async draw(
    state: State,
    name?: string,
    next: boolean = false,
    info?: VariantInfo,
  ): Promise<Record<string, TextTensor> | null> {
    if (next) this.#advance();
    const drawn = await this.#ask(state, name, info);
    if (!name || drawn?.[name].cells.join() !== state.inputs[name].cells.join()) return drawn;
    this.#advance();
    return this.#ask(state, name, info);
  }

  #advance() {
    this.seed = this.seed >= LARGEST_SEED ? 0 : this.seed + 1;
  }

  async #ask(
    state: State,
    name?: string,
    info?: VariantInfo,
  ): Promise<Record<string, TextTensor> | null> {
    const { seed, spread } = this;
    const { inputs } = request(state, info);
    const of = { seed, spread, ...(name && { inputs: [name] }) };
    const asked = this.engine.call(this.#asker, 'randomInputs', state.variant, { inputs }, of);
    const drawn = (await outcomeOf(asked))?.value;
    if (!drawn) return null;
    return Object.fromEntries(
      Object.entries(drawn).map(([input, cells]) => [input, textTensor(cells)]),
    );
  }
}
