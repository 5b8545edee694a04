// What is to be measured: kernels, the range of lengths, the width, the heads, and linear features.
import { css, html, LitElement, nothing } from 'lit';
import { figure } from '../../lib/format.ts';
import { type FeatureMap, kernels } from '../../measure/catalogue.ts';
import { ordinary, type Request, tooLarge } from '../../measure/measure.ts';
import { MOST_CURVES } from '../../state/curve-choices.ts';
import { base } from '../../styles/base.ts';
import { plotPanel } from '../../styles/plot-panel.ts';
import { act, handles } from '../../ui/action.ts';
import { property } from '../../ui/property.ts';
import { MEASURABLE } from './series.ts';
import '../../ui/size-slider.ts';

export interface Choices {
  kernels: string[];
  least: number;
  most: number;
  width: number;
  heads: number;
  map: FeatureMap;
}

export const FEATURES: Record<FeatureMap, string> = {
  'elu+1': 'elu\u00a0+\u00a01',
  relu: 'relu',
  exp: 'exponential',
  quadratic: 'quadratic',
};

export const hasFeatures = (kernel: string) => kernel.startsWith('linear');

export const firstChoices = (letter: string): Choices => ({
  ...(letter === 'n'
    ? { kernels: MEASURABLE.n, least: 1024, most: 16_384, heads: 8 }
    : { kernels: ['softmax', 'plain', 'linear'], least: 128, most: 4096, heads: 1 }),
  width: ordinary.width,
  map: ordinary.map,
});

/** Every doubling from the least to the most. */
export const requestOf = ({
  kernels: chosen,
  least,
  most,
  width,
  heads,
  map,
}: Choices): Request => ({
  kernels: chosen,
  ns: Array.from({ length: Math.log2(most / least) + 1 }, (_, doubled) => least * 2 ** doubled),
  sizes: { width, values: width, heads, map },
});

/** What will not be tried, known before it is asked for: of each kernel the first length, and the last that fits. */
export function foretold(choices: Choices) {
  const { kernels: chosen, ns, sizes } = requestOf(choices);
  return chosen.flatMap((kernel) => {
    const refusals = ns.map((n) => tooLarge(kernel, { ...ordinary, ...sizes, n }));
    const first = refusals.findIndex((refusal) => refusal !== undefined);
    const refusal = refusals[first];
    return refusal ? [{ ...refusal, fits: ns[first - 1] }] : [];
  });
}

export class MeasureChoices extends LitElement {
  @property({ attribute: false }) letter = 'N';
  @property({ attribute: false }) choices = firstChoices('N');

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

  #kernel(name: string, full: boolean) {
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
        @change=${() => act(this, 'choices-set', { kernels: others })}
      />${kernels[name].title}
    </label>`;
  }

  #slider(
    letter: string,
    meaning: string,
    size: number,
    [least, most]: [number, number],
    choose: (size: number) => Partial<Choices>,
  ) {
    return html`<size-slider
      .letter=${letter}
      .meaning=${meaning}
      .size=${size}
      .least=${least}
      .most=${most}
      @action=${handles({ 'size-set': ({ size }) => act(this, 'choices-set', choose(size)) })}
    ></size-slider>`;
  }

  #maps() {
    const order = Object.keys(FEATURES) as FeatureMap[];
    return html`<fieldset class="rules">
      <legend class="label">features of linear attention</legend>
      ${order.map(
        (map) => html`<label>
          <input
            type="radio"
            name="map"
            .checked=${map === this.choices.map}
            @change=${() => act(this, 'choices-set', { map })}
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
}

customElements.define('measure-choices', MeasureChoices);

declare global {
  interface Actions {
    /** What of the choices has changed. */
    'choices-set': Partial<Choices>;
  }
  interface HTMLElementTagNameMap {
    'measure-choices': MeasureChoices;
  }
}
