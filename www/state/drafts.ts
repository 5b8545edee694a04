// What was typed for one variant is there again when a person comes back to the same inputs.
import { changeVariant, misfits } from './edits.js';

/** @typedef {import('./edits.js').State} State */
/** @typedef {import('./edits.js').VariantInfo} VariantInfo */

export class Shelf {
  /** As each variant was left, the newest last. @type {Map<string, State>} */
  #left = new Map();

  /** The state with another variant. @param {State} state @param {VariantInfo} to @param {VariantInfo[]} variants @returns {State} */
  change(state, to, variants) {
    const infoOf = (/** @type {State} */ { variant }) =>
      /** @type {VariantInfo} */ (variants.find(({ id }) => id === variant));
    this.#left.delete(state.variant);
    this.#left.set(state.variant, state);
    const next = changeVariant(state, infoOf(state), to);
    const fits = (/** @type {State} */ left) => misfits(infoOf(left), to).length === 0;
    const left = [...this.#left.values()].findLast(fits);
    if (!left || left === state) return next;
    const { inputs, params } = changeVariant(left, infoOf(left), to);
    const example = left.variant === to.id ? left.example : next.example;
    return { ...next, inputs, params, example };
  }
}
