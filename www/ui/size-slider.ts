// A slider for a size, from one power of two to another, with its letter and its number.
import { css, html, LitElement } from 'lit';
import { grouped } from '../lib/format.js';
import { base } from '../styles/base.js';
import { axisLetter } from './axis.js';

/** Fires `size-set` with a letter and a size. */
export class SizeSlider extends LitElement {
  static properties = {
    letter: { attribute: false },
    meaning: { attribute: false },
    size: { attribute: false },
    least: { attribute: false },
    most: { attribute: false },
  };

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

  constructor() {
    super();
    this.letter = '';
    this.meaning = '';
    this.size = 1;
    this.least = 1;
    this.most = 1;
  }

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

  /** @param {InputEvent & {target: HTMLInputElement}} event */
  #slide({ target }) {
    const detail = { letter: this.letter, size: 2 ** Number(target.value) };
    this.dispatchEvent(new CustomEvent('size-set', { detail, bubbles: true, composed: true }));
  }
}

customElements.define('size-slider', SizeSlider);
