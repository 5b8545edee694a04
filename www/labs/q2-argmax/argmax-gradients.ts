// Question 2 (b): the gradients of argmax and of softmax beside each other, and the way between them.
import { css, html, nothing } from 'lit';
import type { Request, Tensor, Trace } from '../../../pkg/attention_playground.js';
import { outcomeOf } from '../../core/errors.ts';
import { CoreTask } from '../../core/query.ts';
import { LADDER, rungOf, TEMPERATURE, temperatureSweep } from '../../state/temperatures.ts';
import { handles } from '../../ui/action.ts';
import { property } from '../../ui/property.ts';
import '../../plot/curve-plot.ts';
import { errorNote, errorStyles } from '../../inputs/error-note.ts';
import '../../compare/temperature-plot.ts';
import '../../exports/save-plot.ts';
import { curvesGrid } from '../../exports/table.ts';
import { write } from '../../lib/format.ts';
import { base } from '../../styles/base.ts';
import { LabElement } from '../parts/lab-element.ts';
import '../parts/lab-table.ts';
import { within } from '../../state/url/url-schema.ts';
import { labStyles } from '../parts/lab-styles.ts';

const SOFTMAX = 'scaled-dot-product';
const OF = ['q', 'k', 'v'];
const START = 1; // the temperature that it opens with

export class ArgmaxGradients extends LabElement {
  /** The inputs, as the core is asked for them. */
  @property({ attribute: false }) request: Request = {};

  gradients = new CoreTask(this, {
    args: () => [this.request.inputs, this.temperature],
    task: async (ask, inputs: Request['inputs'], temperature: number) => {
      const request = { inputs, gradients: true, params: { scale: false } };
      const tempered = { ...request, params: { ...request.params, [TEMPERATURE]: temperature } };
      const sweep = (step: string) =>
        ask('sweepParam', ...temperatureSweep(SOFTMAX, request, step));
      const sweeps = ['weights', 'grad-q', 'grad-k'].map(sweep);
      const [hard, soft, swept] = await Promise.all([
        ask('runVariant', 'argmax', request),
        ask('runVariant', SOFTMAX, tempered),
        outcomeOf(Promise.all(sweeps)), // there may be too many weights to follow
      ]);
      return { hard, soft, sweep: swept?.value ?? null };
    },
  });

  static schema = { T: within([LADDER[0], LADDER[LADDER.length - 1]]) };

  static styles = [
    base,
    errorStyles,
    labStyles,
    css`
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
        gap: 1.25rem 2.5rem;
        margin: 1rem 0 1.75rem;
      }
      .pair > div {
        min-width: 0;
      }
      h4 {
        margin: 0;
        font-size: 1.125rem;
        font-weight: 400;
      }
      lab-table {
        margin-top: 0.75rem;
      }
      .plot .label {
        max-width: 40rem;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1rem;
        align-items: baseline;
        justify-content: space-between;
        margin-top: 0.5rem;
      }
    `,
  ];

  get temperature() {
    return this.number('T', START, [LADDER[0], LADDER[LADDER.length - 1]]);
  }

  render() {
    const { value, error } = this.gradients;
    // A typed entry at fault is said at its field.
    if (!value) return error ? errorNote(error) : nothing;
    const { hard, soft, sweep } = value;
    return html`<section aria-labelledby="title">
      <h3 id="title">Both gradients, side by side</h3>
      <p class="text">
        L is the sum of the outputs. A gradient says how L changes with an entry. The same
        numbers go through argmax on one side, and through softmax at T = ${this.temperature} on the other.
        As in the question, no score is divided by √d; scaled dot-product attention in the workbench
        does divide, so its weights differ.
      </p>
      <div class="pair">
        ${this.#column('Through argmax', hard)} ${this.#column('Through softmax', soft)}
      </div>
      ${sweep ? this.#way(sweep, soft) : nothing}
    </section>`;
  }

  #column(name: string, trace: Trace) {
    const table = (id: string, label: string) => {
      const step = trace.steps.find((step) => step.id === id);
      return step
        ? html`<lab-table
            .tensor=${step.tensor}
            .name=${`${label}, ${name.toLowerCase()}`}
            .label=${label}
            .weights=${step.weights}
          ></lab-table>`
        : nothing;
    };
    return html`<div>
      <h4>${name}</h4>
      ${table('weights', 'Weights')} ${OF.map((name) => table(trace.gradients[name], `∂L/∂${name}`))}
    </div>`;
  }

  #way([weights, q, k]: Tensor[][], soft: Trace) {
    const cursor = rungOf(this.temperature);
    const curves = [
      { name: 'largest of ∂L/∂q', values: q.map(largest), series: 1 },
      { name: 'largest of ∂L/∂k', values: k.map(largest), series: 2 },
    ];
    const now = soft.steps.find(({ role }) => role === 'weights')?.tensor ?? null;
    return html`<div class="plot">
      <temperature-plot
        .name=${'Softmax'}
        .value=${this.temperature}
        .sweep=${weights}
        .weights=${now}
        @action=${handles({ 'column-param': ({ value }) => this.set({ T: String(value) }) })}
      ></temperature-plot>
      <div class="head">
        <h4>Gradient norm along T</h4>
        <save-plot
          .name=${'Gradient norm by T'}
          .plot=${'curve-plot'}
          .numbers=${() => curvesGrid('T', LADDER, curves)}
        ></save-plot>
      </div>
      <p class="label">
        At T = ${LADDER[cursor]} the largest entry of ∂L/∂q is ${write(curves[0].values[cursor], 4)} and
        that of ∂L/∂k ${write(curves[1].values[cursor], 4)}, without their signs. The gradients
        fade at both ends: near argmax no weight moves, and at a large T a score changes little.
      </p>
      <curve-plot
        log
        .name=${'Gradient norm'}
        .letter=${'T'}
        .meaning=${'temperature'}
        .at=${LADDER}
        .lines=${curves}
        .cursor=${cursor}
        @action=${handles({ 'cursor-set': (place) => this.set({ T: String(LADDER[place]) }) })}
      ></curve-plot>
    </div>`;
  }
}

/** The largest entry without its sign. */
const largest = ({ data }: Tensor) =>
  data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

customElements.define('argmax-gradients', ArgmaxGradients);

declare global {
  interface HTMLElementTagNameMap {
    'argmax-gradients': ArgmaxGradients;
  }
}
