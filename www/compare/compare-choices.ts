// What may stand beside the present variant, and why the others may not.
import { css, html, LitElement, nothing } from 'lit';
import type { VariantInfo } from '../../pkg/attention_playground.js';
import { description } from '../core/description.ts';
import { columnsOf } from '../state/compare-edits.ts';
import { misfits, type State } from '../state/edits.ts';
import { chosen, sameVariant } from '../state/own-program.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import { list } from './compare-words.ts';

export class CompareChoices extends LitElement {
  @property({ attribute: false }) state: State | null = null;
  @property({ attribute: false }) info: VariantInfo | null = null;
  @property({ attribute: false }) variants: VariantInfo[] = [];
  @state() private whyOpen = false;

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

  render() {
    const { state, info, variants } = this;
    if (!state || !info) return nothing;
    const columns = columnsOf(state);
    const { most } = description().comparison;
    if (columns.length >= most) {
      return html`<p class="label">There may be ${most} columns. Remove one to add another.</p>`;
    }
    const there = columns
      .filter(({ inputs, live }) => live || !inputs)
      .map(({ variant }) => variant);
    const others = variants.filter((to) => !there.some((own) => sameVariant(own, chosen(to))));
    const fit = others.filter((to) => misfits(info, to).length === 0);
    const unfit = others.filter((to) => !fit.includes(to));
    return html`
      <p class="label">
        <span>Add</span>
        ${fit.map(
          (to) =>
            html`<button class="act" @click=${() => act(this, 'column-add', to)}>${to.title}</button>`,
        )}
        <button class="act" @click=${() => act(this, 'column-pin')}>a copy of the current settings</button>
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

  #reason(from: VariantInfo, to: VariantInfo) {
    const alike = tied(from, to);
    if (alike.length > 0) return html`<li>${to.title} takes ${list(alike)}.</li>`;
    const needs = misfits(from, to).map(({ name, axes }) => `${name} (${axes.join(' × ')})`);
    const has = from.inputs.filter(({ optional }) => !optional).map(({ name }) => name);
    return html`<li>${to.title} needs ${list(needs)}; typed are ${list(has)}.</li>`;
  }
}

/** Where the inputs are the same ones, but an axis has to be as long as another. */
function tied(from: VariantInfo, to: VariantInfo) {
  const meaning = (letter: string) =>
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

declare global {
  interface Actions {
    'column-add': VariantInfo;
    /** The state as it is now, as a column that stays so. */
    'column-pin': undefined;
  }
  interface HTMLElementTagNameMap {
    'compare-choices': CompareChoices;
  }
}
