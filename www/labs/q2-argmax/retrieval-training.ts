// Question 2 (b), tried: a small retrieval that is learned through softmax, argmax, and around argmax.
import { css, html, nothing } from 'lit';
import type { Training, TrainingTask } from '../../../pkg/attention_playground.js';
import { CoreTask } from '../../core/query.ts';
import { handles } from '../../ui/action.ts';
import { state } from '../../ui/property.ts';
import '../../plot/curve-plot.ts';
import '../../exports/save-plot.ts';
import { curvesGrid } from '../../exports/table.ts';
import { errorNote, errorStyles } from '../../inputs/error-note.ts';
import { plural, write } from '../../lib/format.ts';
import { base } from '../../styles/base.ts';
import { gated, isOpen } from '../parts/gate.ts';
import { LabElement } from '../parts/lab-element.ts';
import { labStyles } from '../parts/lab-styles.ts';
import '../parts/lab-table.ts';
import { oneOf, within } from '../../state/url/url-schema.ts';

type Through = 'softmax' | 'argmax' | 'straight-through';

const WAYS: { through: Through; name: string; series: number }[] = [
  { through: 'softmax', name: 'softmax', series: 1 },
  { through: 'argmax', name: 'argmax', series: 2 },
  { through: 'straight-through', name: 'straight-through', series: 3 },
];
const START = { steps: 200, rate: 1, seed: 0, tokens: 4, width: 3 };
const FIELDS: {
  name: keyof typeof START;
  label: string;
  range: [number, number];
  whole?: boolean;
}[] = [
  { name: 'tokens', label: 'queries and keys', range: [2, 8] },
  { name: 'width', label: 'width', range: [1, 8] },
  { name: 'rate', label: 'rate', range: [0, 100], whole: false },
  { name: 'steps', label: 'steps', range: [1, 1000] },
  { name: 'seed', label: 'seed', range: [0, 4_294_967_295] },
];
const BEAT = 60; // milliseconds a step while it is played

const still = matchMedia('(prefers-reduced-motion: reduce)');

const TRAINING = {
  name: 'training',
  answers: ['claim'],
  says: 'The training opens when your answer to (b) is right.',
};

export class RetrievalTraining extends LabElement {
  @state() private at = 0;
  @state() private playing = false;

  static schema = {
    ...Object.fromEntries(FIELDS.map(({ name, range }) => [name, within(range)])),
    values: oneOf('yes'),
  };

  static styles = [
    base,
    errorStyles,
    labStyles,
    css`
      .fields {
        margin: 1rem 0;
      }
      .fields input.number {
        width: 4.5rem;
        text-align: right;
      }
      .walk {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1.25rem;
        align-items: baseline;
        margin: 0.75rem 0 1.25rem;
      }
      .walk b {
        font-weight: 400;
      }
      .ways {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
        gap: 1.75rem 2rem;
      }
      .ways > div {
        min-width: 0;
      }
      h4 {
        margin: 0;
        font-size: 1.125rem;
        font-weight: 400;
        border-bottom: 1px solid var(--rule);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 0.75rem;
        margin: 0.375rem 0 0.25rem;
        font-size: 0.9375rem;
      }
      dt {
        color: var(--ink2);
      }
      lab-table {
        margin-top: 0.75rem;
      }
    `,
  ];

  runs = new CoreTask(this, {
    args: () => (isOpen(this, TRAINING) ? [this.task] : null),
    task: (ask, task: TrainingTask) =>
      Promise.all(WAYS.map(({ through }) => ask('trainRetrieval', { ...task, through }))),
  });
  timer?: ReturnType<typeof setInterval>;

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#pause();
  }

  get task() {
    const given = FIELDS.map(({ name, range }) => [name, this.number(name, START[name], range)]);
    return { ...Object.fromEntries(given), values: this.settings.values === 'yes' };
  }

  /** The step that is shown. */
  get step() {
    return Math.min(this.at, this.last);
  }

  get last() {
    return (this.runs.value?.[0].losses.length ?? 1) - 1;
  }

  render() {
    return html`<section aria-labelledby="title">
      <h3 id="title">Training it</h3>
      <p class="text">
        A small task: each query has to find one particular key, and only the loss tells it which. Queries and keys start from random values and follow the gradient down: through
        softmax, through argmax, and straight through, with argmax on the way forward and the
        gradient of softmax on the way back.
      </p>
      ${gated(this, TRAINING, () => this.#body())}
    </section>`;
  }

  #body() {
    const { value, error } = this.runs;
    return html`
      <div class="fields">
        ${FIELDS.map((field) => this.#field(field))}
        <label>
          <input
            type="checkbox"
            .checked=${this.settings.values === 'yes'}
            @change=${({ target }: InputEvent) =>
              this.set({ values: (target as HTMLInputElement).checked ? 'yes' : null })}
          />
          <span>values learn too</span>
        </label>
      </div>
      ${this.remarked}
      ${error ? errorNote(error) : nothing}
      ${value ? this.#learned(value) : nothing}
    `;
  }

  #field({ name, label, range, whole }: (typeof FIELDS)[number]) {
    const put = ({ target }: Event) =>
      this.take(target as HTMLInputElement, name, START[name], range, whole);
    return html`<label>
      <span class="label">${label}</span>
      <input
        class="number"
        inputmode="decimal"
        autocomplete="off"
        .value=${String(this.number(name, START[name], range))}
        @change=${put}
      />
    </label>`;
  }

  #learned(runs: Training[]) {
    const { last } = this;
    const curves = WAYS.map(({ name, series }, place) => ({
      name,
      series,
      values: runs[place].losses,
    }));
    const steps = Array.from({ length: last + 1 }, (_, step) => step);
    return html`
      <p class="text">${this.#summary(runs)}</p>
      <save-plot
        .name=${'Loss by step'}
        .plot=${'curve-plot'}
        .numbers=${() => curvesGrid('step', steps, curves)}
      ></save-plot>
      <curve-plot
        .name=${'Loss'}
        .letter=${'step'}
        .meaning=${'step of the training'}
        .at=${steps}
        .lines=${curves}
        .cursor=${this.step}
        @action=${handles({ 'cursor-set': (place) => this.#go(place) })}
      ></curve-plot>
      ${this.#walk()}
      <div class="ways">${WAYS.map(({ name }, place) => this.#way(name, runs[place]))}</div>
    `;
  }

  #summary(runs: Training[]) {
    const of = (place: number) => {
      const { learned, losses } = runs[place];
      const end = write(losses[losses.length - 1], 3);
      return learned === undefined
        ? `ends at a loss of ${end}`
        : `reaches 0.01 after ${plural(learned, 'step')}`;
    };
    return `A loss of 0.01 counts as learned. Softmax ${of(0)}; argmax ${of(1)}, where it began at ${write(runs[1].losses[0], 3)}; straight-through ${of(2)}.`;
  }

  #walk() {
    const { step: at, last, playing } = this;
    return html`<div class="walk" role="group" aria-label="Step through the training">
      <b>Step ${at} of ${last}</b>
      <button class="act" ?disabled=${at === 0} @click=${() => this.#go(0)}>Start</button>
      <button class="act" ?disabled=${at === 0} @click=${() => this.#go(at - 1)}>Back</button>
      <button class="act" ?disabled=${at === last} @click=${() => this.#go(at + 1)}>Next step</button>
      <button class="act" ?disabled=${at === last} @click=${() => this.#go(last)}>End</button>
      ${
        still.matches
          ? nothing
          : html`<button class="act" @click=${() => (playing ? this.#pause() : this.#play())}>${playing ? 'Pause' : 'Play'}</button>`
      }
    </div>`;
  }

  #way(name: string, { states, losses }: Training) {
    const { q, k, v, weights, gradients } = states[this.step];
    return html`<div>
      <h4>${name === 'straight-through' ? 'With the straight-through estimator' : `Through ${name}`}</h4>
      <dl translate="no">
        <dt>loss</dt>
        <dd>${write(losses[this.step], 4)}</dd>
        ${Object.entries(gradients).map(
          ([of, size]) => html`<dt>largest of ∂L/∂${of}</dt>
            <dd>${size === 0 ? 'exactly 0' : write(size, 4)}</dd>`,
        )}
      </dl>
      <lab-table bare weights .label=${'weights'} .name=${`weights, ${name}`} .tensor=${weights}></lab-table>
      <lab-table bare .label=${'q'} .name=${`q, ${name}`} .tensor=${q}></lab-table>
      <lab-table bare .label=${'k'} .name=${`k, ${name}`} .tensor=${k}></lab-table>
      ${
        this.settings.values === 'yes'
          ? html`<lab-table bare .label=${'v'} .name=${`v, ${name}`} .tensor=${v}></lab-table>`
          : nothing
      }
    </div>`;
  }

  #go(step: number) {
    this.#pause();
    this.at = step;
  }

  /** From the start again, if it stands at the end. */
  #play() {
    if (this.step === this.last) this.at = 0;
    this.playing = true;
    this.timer = setInterval(() => {
      this.at = Math.min(this.last, this.step + 1);
      if (this.at === this.last) this.#pause();
    }, BEAT);
  }

  #pause() {
    clearInterval(this.timer);
    this.playing = false;
  }
}

customElements.define('retrieval-training', RetrievalTraining);

declare global {
  interface HTMLElementTagNameMap {
    'retrieval-training': RetrievalTraining;
  }
}
