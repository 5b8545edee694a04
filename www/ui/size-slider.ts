// A slider for a size, from one power of two to another, with its letter and its number.
import { css, html, LitElement } from 'lit';
import { grouped } from '../lib/format.ts';
import { base } from '../styles/base.ts';
import { act } from './action.ts';
import { axisLetter } from './axis.ts';
import { property } from './property.ts';

export class SizeSlider extends LitElement {
  @property({ attribute: false }) letter = '';
  @property({ attribute: false }) meaning = '';
  @property({ attribute: false }) size = 1;
  @property({ attribute: false }) least = 1;
  @property({ attribute: false }) most = 1;

  static styles = [
    base,
    css`
      label {
        display: grid;
        grid-template-columns: auto 1fr auto;
        column-gap: 0.5rem;
        align-items: baseline;
        font-size: 0.9375rem;
      }
      .letter {
        font-size: 1.125rem;
      }
      input {
        grid-column: 1 / -1;
        width: 100%;
        height: 1.75rem;
        accent-color: var(--ink2);
        cursor: pointer;
      }
      @media print {
        input {
          display: none;
        }
      }
      @container (max-width: 56.25rem) {
        input {
          height: 2.25rem;
        }
      }
    `,
  ];

  render() {
    const { letter, meaning, size, least, most } = this;
    const text = grouped(size);
    return html`<label>
      ${axisLetter(letter)} <span class="label">${meaning}</span> <span>${text}</span>
      <input
        type="range"
        min=${Math.log2(least)}
        max=${Math.log2(most)}
        step="1"
        aria-valuetext="${letter} = ${text}"
        .value=${String(Math.round(Math.log2(size)))}
        @input=${this.#slide}
      />
    </label>`;
  }

  #slide({ target }: InputEvent & { target: HTMLInputElement }) {
    act(this, 'size-set', { letter: this.letter, size: 2 ** Number(target.value) });
  }
}

customElements.define('size-slider', SizeSlider);

declare global {
  interface Actions {
    'size-set': { letter: string; size: number };
  }
  interface HTMLElementTagNameMap {
    'size-slider': SizeSlider;
  }
}
