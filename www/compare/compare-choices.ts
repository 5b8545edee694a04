// What may stand beside the present variant, and why the others may not.
import { css, html, LitElement, nothing } from 'lit';
import { columnsOf, MOST } from '../state/compare-edits.js';
import { misfits } from '../state/edits.js';
import { base } from '../styles/base.js';
import { list } from './compare-words.js';

/** @typedef {import('../state/edits.js').VariantInfo} VariantInfo */

/** Fires `column-add` with a variant, and `column-pin`. */
export class CompareChoices extends LitElement {
  static properties = {
    state: { attribute: false },
    info: { attribute: false },
    variants: { attribute: false },
    whyOpen: { state: true },
  };

  static styles = [
    base,
    css`
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.25rem 1.125rem;
      }
      ul {
        margin-top: 0.25rem;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../state/edits.js').State | null} */
    this.state = null;
    /** @type {VariantInfo | null} */
    this.info = null;
    /** @type {VariantInfo[]} */
    this.variants = [];
    this.whyOpen = false;
  }

  render() {
    const { state, info, variants } = this;
    if (!state || !info) return nothing;
    const columns = columnsOf(state);
    if (columns.length >= MOST) {
      return html`<p class="label">${MOST} columns are the most. Remove one to add another.</p>`;
    }
    const there = columns
      .filter(({ inputs, live }) => live || !inputs)
      .map(({ variant }) => variant);
    const others = variants.filter(({ id }) => !there.includes(id));
    const fit = others.filter((to) => misfits(info, to).length === 0);
    const unfit = others.filter((to) => !fit.includes(to));
    return html`
      <p class="label">
        <span>Add</span>
        ${fit.map(
          (to) =>
            html`<button class="act" @click=${() => this.#tell('column-add', to)}>${to.title}</button>`,
        )}
        <button class="act" @click=${() => this.#tell('column-pin')}>the state as it is now</button>
        ${
          unfit.length > 0
            ? html`<button
                class="act"
                aria-expanded=${this.whyOpen}
                @click=${() => {
                  this.whyOpen = !this.whyOpen;
                }}
              >Why not the other ${unfit.length}?</button>`
            : nothing
        }
      </p>
      ${this.whyOpen ? html`<ul class="label">${unfit.map((to) => this.#reason(info, to))}</ul>` : nothing}
    `;
  }

  /** @param {VariantInfo} from @param {VariantInfo} to */
  #reason(from, to) {
    const alike = tied(from, to);
    if (alike.length > 0) return html`<li>${to.title} takes ${list(alike)}.</li>`;
    const needs = misfits(from, to).map(({ name, axes }) => `${name} (${axes.join(' × ')})`);
    const has = from.inputs.filter(({ optional }) => !optional).map(({ name }) => name);
    return html`<li>${to.title} needs ${list(needs)}; typed are ${list(has)}.</li>`;
  }

  /** @param {string} type @param {unknown} [detail] */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/** Where the inputs are the same ones, but an axis has to be as long as another. @param {VariantInfo} from @param {VariantInfo} to */
function tied(from, to) {
  const meaning = (/** @type {string} */ letter) =>
    from.axes.find((axis) => axis.letter === letter)?.meaning ?? letter;
  const pairs = misfits(from, to).map(({ name, axes, sizes }) => {
    const own = from.inputs.find((input) => input.name === name);
    if (own?.axes.join() !== axes.join()) return null;
    const at = sizes.findIndex((size, axis) => size !== own.sizes[axis]);
    return `as many ${meaning(own.sizes[at])} as ${meaning(sizes[at])}`;
  });
  return pairs.includes(null) ? [] : [...new Set(pairs.map(String))];
}

customElements.define('compare-choices', CompareChoices);
