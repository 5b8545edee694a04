// What can be done with a row, a column or a table of an input: insert one beside it, or remove it.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../styles/base.js';
import { axisLetter } from '../ui/axis.js';

/**
 * A place on an axis: `what` is its word ("row"), `letter` what its size is called by, `at` counts from
 * 0, `others` are the other inputs that have the axis.
 * @typedef {{what: string, letter: string, at: number, size: number, others: string[]}} Spot
 */

/**
 * @param {import('../state/edits.js').InputInfo} info @param {number[]} shape
 * @param {{axis: number, at: number}[]} places @param {Record<string, string[]>} sharing other inputs, by what the size is called
 * @returns {Spot[]}
 */
export const spotsOf = ({ axes, sizes }, shape, places, sharing) =>
  places
    .filter(({ axis, at }) => at < shape[axis])
    .map(({ axis, at }) => ({
      what: ['column', 'row'][axes.length - 1 - axis] ?? axes[axis],
      letter: sizes[axis],
      at,
      size: shape[axis],
      others: sharing[sizes[axis]] ?? [],
    }));

/** Fires `axis-splice` with `{letter, at, what, remove}`, and `menu-close`. */
export class AxisMenu extends LitElement {
  static properties = { spots: { attribute: false } };

  static styles = [
    base,
    css`
      :host {
        margin: 0.25rem 0 0.5rem;
        padding: 0.375rem 0 0.375rem 0.625rem;
        border-left: 3px solid var(--ink);
        font-size: 0.875rem;
        line-height: 1.5rem;
        color: var(--ink2);
      }
      p {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.75rem;
      }
      b {
        color: var(--ink);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Spot[]} */
    this.spots = [];
  }

  async focusFirst() {
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus();
  }

  render() {
    return html`<div role="group" aria-label="Insert or remove" @keydown=${this.#key}>
      ${this.spots.map((spot) => this.#spot(spot))}
      <button class="act" @click=${() => this.#tell('menu-close')}>Close</button>
    </div>`;
  }

  /** @param {Spot} spot */
  #spot(spot) {
    const { what, letter, at, size, others } = spot;
    const name = `${what} ${at + 1}`;
    const beside = what === 'row' ? ['above', 'below'] : ['before', 'after'];
    return html`<p>
      <b>${name[0].toUpperCase()}${name.slice(1)}</b>
      <button class="act" @click=${() => this.#splice(spot, at)}>Insert ${beside[0]}<span class="hidden"> ${name}</span></button>
      <button class="act" @click=${() => this.#splice(spot, at + 1)}>Insert ${beside[1]}<span class="hidden"> ${name}</span></button>
      <button class="act" ?disabled=${size === 1} @click=${() => this.#splice(spot, at, true)}>Remove<span class="hidden"> ${name}</span></button>
      ${others.length > 0 ? html`<span>${axisLetter(letter)}: also in ${others.join(', ')}</span>` : nothing}
    </p>`;
  }

  /** @param {Spot} spot @param {number} at @param {boolean} [remove] */
  #splice({ what, letter }, at, remove = false) {
    this.#tell('axis-splice', { letter, at, what: `${what} ${at + 1}`, remove });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#tell('menu-close');
  }

  /** @param {string} type @param {unknown} [detail] */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define('axis-menu', AxisMenu);
