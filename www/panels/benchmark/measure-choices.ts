// What is to be measured: kernels, the range of lengths, the width, the heads, and linear features.
import { css, html, LitElement, nothing } from 'lit';
import { figure } from '../../lib/format.js';
import { kernels } from '../../measure/catalogue.js';
import { ordinary, tooLarge } from '../../measure/measure.js';
import { MOST_CURVES } from '../../state/curve-choices.js';
import { base } from '../../styles/base.js';
import { plotPanel } from '../../styles/plot-panel.js';
import { MEASURABLE } from './series.js';
import '../../ui/size-slider.js';

/** @typedef {import('../../measure/measure.js').Request} Request */
/** @typedef {import('../../measure/catalogue.js').Map} Map */
/** @typedef {{kernels: string[], least: number, most: number, width: number, heads: number, map: Map}} Choices */

/** @type {Record<Map, string>} */
export const FEATURES = {
  'elu+1': 'elu\u00a0+\u00a01',
  relu: 'relu',
  exp: 'exponential',
  quadratic: 'quadratic',
};

/** @param {string} kernel */
export const hasFeatures = (kernel) => kernel.startsWith('linear');

/** @param {string} letter @returns {Choices} */
export const firstChoices = (letter) => ({
  ...(letter === 'n'
    ? { kernels: MEASURABLE.n, least: 1024, most: 16_384, heads: 8 }
    : { kernels: ['softmax', 'plain', 'linear'], least: 128, most: 4096, heads: 1 }),
  width: ordinary.width,
  map: ordinary.map,
});

/** Every doubling from the least to the most. @param {Choices} choices @returns {Request} */
export const requestOf = ({ kernels: chosen, least, most, width, heads, map }) => ({
  kernels: chosen,
  ns: Array.from({ length: Math.log2(most / least) + 1 }, (_, doubled) => least * 2 ** doubled),
  sizes: { width, values: width, heads, map },
});

/** What will not be tried, known before it is asked for: of each kernel the first length, and the last that fits. @param {Choices} choices */
export function foretold(choices) {
  const { kernels: chosen, ns, sizes } = requestOf(choices);
  return chosen.flatMap((kernel) => {
    const refusals = ns.map((n) => tooLarge(kernel, { ...ordinary, ...sizes, n }));
    const first = refusals.findIndex((refusal) => refusal !== undefined);
    const refusal = refusals[first];
    return refusal ? [{ ...refusal, fits: ns[first - 1] }] : [];
  });
}

/** Fires `choose` with what of the choices has changed. */
export class MeasureChoices extends LitElement {
  static properties = {
    letter: { attribute: false },
    choices: { attribute: false },
  };

  static styles = [
    base,
    plotPanel,
    css`
      .sliders {
        grid-template-columns: repeat(auto-fill, minmax(min(8.25rem, 100%), 1fr));
        margin: 0.75rem 0 0.5rem;
      }
      .rules legend {
        float: left;
        margin-right: 0.75rem;
        line-height: 1.75rem;
      }
      .refused {
        margin-top: 0.5rem;
      }
    `,
  ];

  constructor() {
    super();
    this.letter = 'N';
    this.choices = firstChoices('N');
  }

  render() {
    const { letter, choices } = this;
    const { least, most, width, heads } = choices;
    const full = choices.kernels.length >= MOST_CURVES;
    return html`
      <fieldset class="checks">
        <legend class="label">What to measure${full ? `: ${MOST_CURVES} at most` : ''}</legend>
        <div>${MEASURABLE[letter].map((name) => this.#kernel(name, full))}</div>
      </fieldset>
      <div class="sliders">
        ${this.#slider(letter, 'from', least, [64, 8192], (size) => ({ least: size, most: Math.max(most, 2 * size) }))}
        ${this.#slider(letter, 'to', most, [128, 16_384], (size) => ({ most: size, least: Math.min(least, size / 2) }))}
        ${this.#slider('d', 'width', width, [8, 256], (size) => ({ width: size }))}
        ${this.#slider('h', 'heads', heads, [1, 16], (size) => ({ heads: size }))}
      </div>
      ${choices.kernels.some(hasFeatures) ? this.#maps() : nothing}
      ${this.#refused()}
    `;
  }

  /** @param {string} name @param {boolean} full */
  #kernel(name, full) {
    const chosen = this.choices.kernels;
    const checked = chosen.includes(name);
    const others = MEASURABLE[this.letter].filter((other) =>
      other === name ? !checked : chosen.includes(other),
    );
    return html`<label>
      <input
        type="checkbox"
        .checked=${checked}
        ?disabled=${full && !checked}
        @change=${() => this.#tell({ kernels: others })}
      />${kernels[name].title}
    </label>`;
  }

  /** @param {string} letter @param {string} meaning @param {number} size @param {[number, number]} range @param {(size: number) => Partial<Choices>} choose */
  #slider(letter, meaning, size, [least, most], choose) {
    return html`<size-slider
      .letter=${letter}
      .meaning=${meaning}
      .size=${size}
      .least=${least}
      .most=${most}
      @size-set=${(/** @type {CustomEvent<{size: number}>} */ event) => {
        event.stopPropagation();
        this.#tell(choose(event.detail.size));
      }}
    ></size-slider>`;
  }

  #maps() {
    const order = /** @type {Map[]} */ (Object.keys(FEATURES));
    return html`<fieldset class="rules">
      <legend class="label">features of linear attention</legend>
      ${order.map(
        (map) => html`<label>
          <input
            type="radio"
            name="map"
            .checked=${map === this.choices.map}
            @change=${() => this.#tell({ map })}
          />${FEATURES[map]}
        </label>`,
      )}
    </fieldset>`;
  }

  #refused() {
    const { letter } = this;
    return foretold(this.choices).map(
      ({ kernel, n, reason, fits }) => html`<p class="label refused">
        ${kernels[kernel].title} is not measured from <i>${letter}</i> = ${figure(n)} on. ${reason}
        Up to <i>${letter}</i> = ${figure(fits)} it fits.
      </p>`,
    );
  }

  /** @param {Partial<Choices>} detail */
  #tell(detail) {
    this.dispatchEvent(new CustomEvent('choose', { detail }));
  }
}

customElements.define('measure-choices', MeasureChoices);
