// Question 6 (c) and (d): costs as typed answers, and the curves that cross.
import { css, html, nothing } from 'lit';
import type { CostCurves, CostMeasure as Measure } from '../../../pkg/attention_playground.js';
import { CoreQuery } from '../../core/query.ts';
import { handles } from '../../ui/action.ts';
import '../../exports/save-plot.ts';
import { curvesGrid } from '../../exports/table.ts';
import '../../plot/log-plot.ts';
import { errorNote, errorStyles } from '../../inputs/error-note.ts';
import '../../panels/benchmark/launcher.ts';
import '../../ui/size-slider.ts';
import { figure } from '../../lib/format.ts';
import { nearest } from '../../lib/nearest.ts';
import { LinkedCursor } from '../../plot/linked-cursor.ts';
import { reading } from '../../plot/swatch.ts';
import { SPAN } from '../../state/curve-choices.ts';
import { anything, each, within } from '../../state/url/url-schema.ts';
import { base } from '../../styles/base.ts';
import { plot } from '../../styles/plot.ts';
import { costVerdict } from '../parts/cost-feedback.ts';
import { gated, isOpen } from '../parts/gate.ts';
import { LabElement } from '../parts/lab-element.ts';
import { labStyles } from '../parts/lab-styles.ts';
import { ownWords } from '../parts/own-words.ts';
import '../parts/typed-answer.ts';
import { COSTS, LINEAR, SOFTMAX } from './judge.ts';

const PAIR = [SOFTMAX, LINEAR];
const NAMES = ['Softmax', 'Linear, quadratic features'];
const WIDTHS: [number, number] = [1, 4096];
const TOKENS: [number, number] = [1, 1e6];
const OPENING = 4096; // the size that is read at first

/** What is measured at first. */
const MEASURED = {
  kernels: ['softmax', 'linear'],
  map: 'quadratic' as const,
  least: 256,
  most: 8192,
};

const FIGURES: { measure: Measure; title: string; help: string }[] = [
  {
    measure: 'operations',
    title: 'Time',
    help: 'Multiplications with their additions, functions and comparisons.',
  },
  { measure: 'kept', title: 'Memory', help: 'Numbers that are kept for backpropagation.' },
];

const CURVES = {
  name: 'curves',
  answers: Object.keys(COSTS),
  says: 'The curves open when (c) and (d) are right: their slopes would give the answers away.',
};

const HINTS: Record<string, unknown[]> = {
  'softmax-time': [
    'Two products of matrices take the work: QKᵀ, and the weights times V. Each leaves a term.',
    'How many numbers does each of the two make, and how many multiplications does one number take?',
    html`Softmax compares each of N queries with each of N keys, D multiplications each: N²D. Then each
    of N outputs adds up N values, M wide: N²M. Together N²(D + M).`,
  ],
  'softmax-memory': [
    'What is stored is Q, K, V, and what lies between them and the output.',
    'Multiply the rows and columns of each: Q is N by D. How large is the table of weights?',
    html`For backpropagation it keeps Q, K (ND each), V (NM), and the N² weights: N² + N(D + M).`,
  ],
  'linear-time': [
    'How many features has φ of one token, where x has D entries?',
    'The keys are summed up first: for each of N tokens, every feature meets every entry of its value. With M ≈ D that is one term.',
    [
      html`The features of degree 2 are D² for each token. All keys together fill one table of D² by M,
    N times an update of D²M: N·D²·M. Each query reads that table once: N·D²·M again.`,
      html`With M ≈ D that is N·D³: no N² is left. It wins where N is larger than about D².`,
    ],
  ],
  'linear-memory': [
    'What is stored is the features of all tokens, and the table that the keys are summed up into.',
    'The features of one token are about D² numbers. How large is the table of features by value entries?',
    html`It keeps the features, N·D², the values, and the table, D²·M: N·D² + D³ with M ≈ D.`,
  ],
};

export class KernelCosts extends LabElement {
  curves = new CoreQuery(this, {
    fn: 'costCurves',
    args: () =>
      !isOpen(this, CURVES) ? null : [{ ...SPAN, curves: PAIR, letter: 'N', sizes: this.sizes }],
  });

  static schema = {
    ...each(Object.keys(COSTS), anything),
    ...each(['D', 'M'], within(WIDTHS)),
    N: within(TOKENS),
  };

  cursor = new LinkedCursor(this, (place) => {
    const { value } = this.curves;
    if (value) this.set({ N: String(Math.round(value.at[place])) });
  });

  static styles = [
    base,
    errorStyles,
    labStyles,
    plot,
    css`
      typed-answer {
        margin-top: 0.875rem;
      }
      .sliders {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(11rem, 100%), 1fr));
        gap: 0.25rem 1.5rem;
        max-width: 44rem;
        margin: 0.75rem 0 1.25rem;
      }
      figure {
        margin: 1rem 0 0;
      }
      h4 {
        margin: 0;
        font-size: 1.125rem;
        font-weight: 400;
      }
      .reading {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.25rem;
        margin: 0.25rem 0 0.5rem;
        font-size: 0.9375rem;
      }
    `,
  ];

  /** The sizes that were chosen. */
  get sizes() {
    const chosen = ['D', 'M'].flatMap((letter) => {
      const size = this.number(letter, 0, WIDTHS);
      return size ? [[letter, size]] : [];
    });
    return Object.fromEntries(chosen);
  }

  render() {
    return html`
      ${this.#part('c', 'softmax', 'What softmax attention costs', 'For N tokens, D wide, with values M wide: the operations, and the numbers that have to be kept for backpropagation, Q, K and V among them.')}
      ${this.#part('d', 'linear', 'What the linear form costs', 'With the features of the quadratic kernel, summed up over the keys first. You may assume M ≈ D.')}
      <section aria-labelledby="curves">
        <h3 id="curves">Where the curves cross</h3>
        ${gated(this, CURVES, () => this.#curves())}
      </section>
    `;
  }

  #part(part: string, of: string, title: string, text: string) {
    return html`<section aria-labelledby=${part}>
      <h3 id=${part}>(${part}) ${title}</h3>
      <p class="text">${text}</p>
      ${(['time', 'memory'] as const).map((quantity) => {
        const name = `${of}-${quantity}`;
        return html`<typed-answer
          name=${name}
          label=${quantity}
          placeholder="O( )"
          .value=${this.settings[name] ?? ''}
          .check=${(text: string) =>
            costVerdict(this.ask, COSTS[name], text, {
              hide: this.hide,
              experiment: isOpen(this, CURVES) ? () => this.#look(quantity) : undefined,
            })}
          .hints=${HINTS[name]}
          .hide=${this.hide}
        ></typed-answer>`;
      })}
      ${ownWords(this.settings, part, 'What leads to these costs? Say it in your own words.')}
    </section>`;
  }

  /** The curve of what was asked for: how steep is it? */
  #look(quantity: 'time' | 'memory') {
    const title = quantity === 'time' ? 'Time' : 'Memory';
    const figure = this.renderRoot.querySelector(`figure[aria-label="${title}"]`);
    figure?.scrollIntoView({ block: 'start' });
    this.say(`${title} is drawn below: its slope is the power of N.`);
  }

  #curves() {
    const { value: growth, error } = this.curves;
    if (!growth) return error ? errorNote(error) : nothing;
    return html`
      <div
        class="sliders"
        @action=${handles({ 'size-set': ({ letter, size }) => this.set({ [letter]: String(size) }) })}
      >
        ${growth.sizes.map(
          ({ letter, meaning, size }) => html`<size-slider
            .letter=${letter}
            .meaning=${meaning}
            .size=${size}
            .most=${1024}
          ></size-slider>`,
        )}
      </div>
      <div
        @action=${this.cursor.hear}
      >${FIGURES.map((of) => this.#figure(growth, of))}</div>
      <measure-here .opening=${{ ...MEASURED, ...this.#width(growth) }}></measure-here>
    `;
  }

  /** The width that the curves are of, where kernels are measured at it. */
  #width({ sizes }: CostCurves) {
    const width = sizes.find(({ letter }) => letter === 'D')?.size ?? 0;
    return width >= 8 && width <= 256 ? { width } : {};
  }

  #figure(
    { letter, meaning, at, curves, crossings, sizes }: CostCurves,
    { measure, title, help }: (typeof FIGURES)[number],
  ) {
    const set = nearest(at, this.number('N', OPENING, TOKENS));
    const cursor = this.cursor.of(set, at.length);
    const lines = curves.map(({ lines }, place) => ({
      ...lines[measure],
      name: NAMES[place],
      series: place + 1,
    }));
    const marks = crossings.filter((crossing) => crossing.measure === measure);
    const width = sizes.find((size) => size.letter === 'D')?.size ?? 0;
    return html`<figure aria-label=${title}>
      <h4>${title}</h4>
      <p class="label">${help}</p>
      <save-plot
        .name=${`${title} by N`}
        .plot=${`log-plot[data-of="${measure}"]`}
        .numbers=${() => curvesGrid(letter, at, lines)}
      ></save-plot>
      ${reading(letter, at[cursor], lines, cursor)}
      <log-plot
        data-of=${measure}
        .name=${title}
        .letter=${letter}
        .meaning=${meaning}
        .at=${at}
        .lines=${lines}
        .marks=${marks}
        .cursor=${cursor}
      ></log-plot>
      ${marks.map(
        ({ at: where }) => html`<figcaption class="label">
          Equal at <i>N</i> = ${figure(Math.round(where))}; <i>D</i>² is ${figure(width ** 2)}.
        </figcaption>`,
      )}
    </figure>`;
  }
}

customElements.define('kernel-costs', KernelCosts);

declare global {
  interface HTMLElementTagNameMap {
    'kernel-costs': KernelCosts;
  }
}
