// What was typed for one variant is there again when a person comes back to the same inputs.
import { changeVariant, exampleOf, misfits, type State } from './edits.ts';
import { chosen, type Described, idOf, infoOf, OWN, sameVariant } from './own-program.ts';

export class Drafts {
  /** As each variant was left, the newest last. */
  #left: Map<string, State> = new Map();

  /** Remember a state that is left for another variant. */
  leave(state: State) {
    const id = idOf(state.variant);
    this.#left.delete(id);
    this.#left.set(id, state);
  }

  /** The program that was left last. */
  get own() {
    return this.#left.get(OWN);
  }

  /** The state with another variant. */
  change(state: State, to: Described, variants: Described[]): State {
    this.leave(state);
    const from = infoOf(variants, state.variant);
    const next = from ? changeVariant(state, from, to) : exampleOf(to);
    const fits = ({ variant }: State) => {
      const info = infoOf(variants, variant);
      return info !== undefined && misfits(info, to).length === 0;
    };
    const left = [...this.#left.values()].findLast(fits);
    if (!left || left === state) return next;
    const { inputs, params } = changeVariant(left, infoOf(variants, left.variant) ?? to, to);
    const example = sameVariant(left.variant, chosen(to)) ? left.example : next.example;
    return { ...next, inputs, params, example };
  }
}
