// What was typed for one variant is there again when a person comes back to the same inputs.
import type { VariantInfo } from '../../pkg/attention_playground.js';
import { changeVariant, misfits, type State } from './edits.ts';

export class Drafts {
  /** As each variant was left, the newest last. */
  #left: Map<string, State> = new Map();

  /** The state with another variant. */
  change(state: State, to: VariantInfo, variants: VariantInfo[]): State {
    const infoOf = ({ variant }: State) => variants.find(({ id }) => id === variant) as VariantInfo;
    this.#left.delete(state.variant);
    this.#left.set(state.variant, state);
    const next = changeVariant(state, infoOf(state), to);
    const fits = (left: State) => misfits(infoOf(left), to).length === 0;
    const left = [...this.#left.values()].findLast(fits);
    if (!left || left === state) return next;
    const { inputs, params } = changeVariant(left, infoOf(left), to);
    const example = left.variant === to.id ? left.example : next.example;
    return { ...next, inputs, params, example };
  }
}
