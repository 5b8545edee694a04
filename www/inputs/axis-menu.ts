// What can be done with a row, a column or a table of an input: insert one beside it, or remove it.
import { css, html, LitElement, nothing } from 'lit';
import type { InputInfo } from '../../pkg/attention_playground.js';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { axisLetter } from '../ui/axis.ts';
import { property } from '../ui/property.ts';

/**
 * A place on an axis: `what` is its word ("row"), `letter` what its size is called by, `at` counts from
 * 0, `others` are the other inputs that have the axis.
 */
interface Spot {
  what: string;
  letter: string;
  at: number;
  size: number;
  others: string[];
}

/** @param sharing other inputs, by what the size is called */
export const spotsOf = (
  { axes, sizes }: InputInfo,
  shape: number[],
  places: { axis: number; at: number }[],
  sharing: Record<string, string[]>,
): Spot[] =>
  places
    .filter(({ axis, at }) => at < shape[axis])
    .map(({ axis, at }) => ({
      what: ['column', 'row'][axes.length - 1 - axis] ?? axes[axis],
      letter: sizes[axis],
      at,
      size: shape[axis],
      others: sharing[sizes[axis]] ?? [],
    }));

export class AxisMenu extends LitElement {
  @property({ attribute: false }) spots: Spot[] = [];

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

  async focusFirst() {
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus();
  }

  render() {
    return html`<div role="group" aria-label="Insert or remove" @keydown=${this.#key}>
      ${this.spots.map((spot) => this.#spot(spot))}
      <button class="act" @click=${() => act(this, 'menu-close')}>Close</button>
    </div>`;
  }

  #spot(spot: Spot) {
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

  #splice({ what, letter }: Spot, at: number, remove: boolean = false) {
    act(this, 'axis-splice', { letter, at, what: `${what} ${at + 1}`, remove });
    act(this, 'menu-close');
  }

  #key(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    act(this, 'menu-close');
  }
}

customElements.define('axis-menu', AxisMenu);

declare global {
  interface Actions {
    /** Insert a place, or remove one, in all inputs that have the axis. `what`: "row 2". */
    'axis-splice': { letter: string; at: number; what: string; remove: boolean };
    'menu-close': undefined;
  }
  interface HTMLElementTagNameMap {
    'axis-menu': AxisMenu;
  }
}
