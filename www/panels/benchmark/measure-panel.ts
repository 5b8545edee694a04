// Attention timed in this browser: points that come one after another, over lines of least time.
import { css, html, LitElement, nothing } from 'lit';
import type { Grid } from '../../exports/table.ts';
import { figure, plural, prefixed } from '../../lib/format.ts';
import { kernels } from '../../measure/catalogue.ts';
import type { Limit, Progress, Request } from '../../measure/measure.ts';
import { base } from '../../styles/base.ts';
import { button } from '../../styles/button.ts';
import { plot } from '../../styles/plot.ts';
import { plotPanel } from '../../styles/plot-panel.ts';
import { scrollEdge } from '../../styles/scroll-edge.ts';
import { handles } from '../../ui/action.ts';
import { property, state } from '../../ui/property.ts';
import '../panel-frame.ts';
import { Measuring } from './run.ts';
import { isInTurn, least, measuredNumbers, plotsOf } from './series.ts';
import { measuredSummary, measuredTable } from './series-tables.ts';
import '../../plot/log-plot.ts';
import {
  type Choices,
  FEATURES,
  firstChoices,
  foretold,
  hasFeatures,
  requestOf,
} from './measure-choices.ts';
import '../../exports/save-plot.ts';
import { LinkedCursor } from '../../plot/linked-cursor.ts';
import { pointSwatch } from '../../plot/swatch.ts';

/** One to warm up, and three batches that count. */
const LEAST_RUNS = 4;

/** Fires `say` with what was saved. What is measured is of this machine, so it is no part of a link. */
export class MeasurePanel extends LitElement {
  @property({ attribute: false }) letter = 'N';
  /** Whether it is in sight; a measurement ends when it is not. */
  @property({ type: Boolean }) shown = true;
  /** What is chosen at first, where it is not the usual. */
  @property({ attribute: false }) opening: Partial<Choices> = {};
  @state() private choices = firstChoices('N');
  /** Of the lengths that were measured, the one that is read. */
  private at = Number.POSITIVE_INFINITY;
  @state() private table = false;

  cursor = new LinkedCursor(this, (place) => {
    this.at = place;
  });

  static styles = [
    base,
    plot,
    plotPanel,
    button,
    css`
      panel-frame > *,
      .results > * + * {
        margin-top: 0.75rem;
      }
      .results > figure {
        margin-top: 1rem;
      }
      h4 {
        margin: 0;
        font-size: 1.0625rem;
        font-weight: 400;
      }
      ${scrollEdge}
      .run {
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem 1rem;
        align-items: center;
        min-height: 2rem;
      }
      progress {
        width: 10rem;
        height: 0.5rem;
        accent-color: var(--ink2);
      }
    `,
  ];

  run = this.#fresh();

  #fresh() {
    const run = new Measuring();
    run.addEventListener('change', () => this.requestUpdate());
    return run;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.run.cancel();
  }

  willUpdate(changed: Map<string, unknown>) {
    if (!this.shown) this.run.cancel();
    if (!changed.has('letter')) return;
    this.run.cancel();
    this.run = this.#fresh();
    this.choices = { ...firstChoices(this.letter), ...this.opening };
  }

  render() {
    const { letter, choices, run } = this;
    const { request, limit } = run;
    return html`<panel-frame
      inner
      .head=${HEAD}
      .about=${letter === 'n' ? DECODING : ATTENTION}
    >
      <measure-choices
        .letter=${letter}
        .choices=${choices}
        @action=${handles({
          'choices-set': (changed) => {
            this.choices = { ...choices, ...changed };
          },
        })}
      ></measure-choices>
      ${this.#line(run)} ${request && limit ? this.#results(request, limit, run) : nothing}
    </panel-frame>`;
  }

  /** One button, so that a keyboard stays where it is; and how far it is. */
  #line({ progress, waiting, remark, points, request, refused }: Measuring) {
    const running = progress !== null;
    const { done, of } = progress ?? { done: 0, of: 1 };
    const start = () => this.run.start(requestOf(this.choices));
    return html`<div class="run">
      <button
        class="button"
        ?disabled=${!running && this.choices.kernels.length === 0}
        @click=${() => (running ? this.run.cancel() : start())}
      >${running ? 'Cancel' : request ? 'Measure again' : 'Measure'}</button>
      ${running ? html`<progress max="1" .value=${done / of} aria-label="Points measured"></progress>` : nothing}
      ${running && !waiting ? html`<p class="label">${this.#doing(progress)}</p>` : nothing}
      <p class="label" role="status">${
        waiting
          ? 'Waiting until this tab is visible: runs in a hidden tab are not counted.'
          : running
            ? nothing
            : this.choices.kernels.length === 0
              ? 'Choose something to measure.'
              : request
                ? `${remark} ${plural(points.length, 'point')}.`
                : nothing
      }</p>
    </div>
    ${refused
      .filter(({ reason }) => !foretold(this.choices).some((known) => known.reason === reason))
      .map(
        ({ kernel, n, reason }) => html`<p class="label">
          ${kernels[kernel].title} at <i>${this.letter}</i> = ${figure(n)} was not measured. ${reason}
        </p>`,
      )}`;
  }

  #doing({ done, of, kernel, n }: Progress) {
    const { request, limit } = this.run;
    if (!kernel || !n || !request || !limit) return 'The peak of this browser …';
    const seconds = Math.round(LEAST_RUNS * least(kernel, request, n, limit));
    return html`${done + 1} of ${of}: ${kernels[kernel].title}, <i>${this.letter}</i> =
      ${figure(n)}${seconds > 1 ? `, at least ${seconds} seconds` : ''} …`;
  }

  #results(request: Request, limit: Limit, { points }: Measuring) {
    const { ns, sizes } = request;
    const plots = plotsOf(request, points, limit);
    const cursor = this.cursor.of(this.at, ns.length);
    const numbers = () => measuredNumbers(request, points, limit);
    const inTurn = ns.some((n) => isInTurn(request, n))
      ? 'Heads that need more than 64 MiB together run one after another, in the memory of one: there the line falls. '
      : '';
    return html`<div
      class="results"
      @action=${this.cursor.hear}
    >
      <p class="label">
        The peak of this browser: <b>${figure(limit.gigaflops)} GFLOP/s</b>, and
        <b>${figure(limit.gigabytes)} GB/s</b> read from memory, with ${limit.instructions === 'relaxed' ? 'relaxed SIMD' : 'SIMD'}.
        Here <i>d</i>&nbsp;=&nbsp;${sizes?.width}, <i>h</i>&nbsp;=&nbsp;${sizes?.heads}${
          sizes?.map && request.kernels.some(hasFeatures)
            ? `, and the features of linear attention are ${FEATURES[sizes.map]}`
            : ''
        }.
      </p>
      ${this.#figure('Time', 's', plots.time, ns, cursor, numbers, 'A line is the least time, at the limit. A point is the median of up to nine batches, and its bar spans the middle half of them.')}
      ${this.#figure('Memory', 'B', plots.memory, ns, cursor, numbers, `A line is what the tables take. ${inTurn}A point is all that the browser really allocated: a module starts with more than a megabyte.`)}
      ${measuredSummary(request, points, limit, this.letter)}
      <p>
        <button class="act" aria-expanded=${this.table} @click=${() => {
          this.table = !this.table;
        }}>${this.table ? 'Hide the points' : 'Table of the points'}</button>
      </p>
      ${this.table ? measuredTable(request, points, limit, this.letter) : nothing}
    </div>`;
  }

  #figure(
    name: 'Time' | 'Memory',
    unit: string,
    { lines, points }: ReturnType<typeof plotsOf>['time'],
    ns: number[],
    cursor: number,
    numbers: () => Grid,
    help: string,
  ) {
    const n = ns[cursor];
    return html`<figure aria-label="Measured ${name.toLowerCase()}">
      <div class="head">
        <h4>${name}</h4>
        <save-plot
          .name=${`Measured ${name.toLowerCase()} by ${this.letter}`}
          .plot=${`log-plot[data-of="${name}"]`}
          .numbers=${numbers}
        ></save-plot>
      </div>
      <p class="label">${help}</p>
      <p class="reading">
        <span><i>${this.letter}</i> = ${figure(n)}</span>
        ${points
          .filter(({ at }) => at === n)
          .map(
            ({ series, value }) =>
              html`<span>${pointSwatch(series)}${prefixed(value, unit)}</span>`,
          )}
      </p>
      <log-plot
        data-of=${name}
        .name=${name === 'Time' ? 'Least time' : 'Memory of the tables'}
        .letter=${this.letter}
        .meaning=${this.letter === 'n' ? 'cached tokens' : 'tokens'}
        .unit=${unit}
        .at=${ns}
        .lines=${lines}
        .points=${points}
        .cursor=${cursor}
      ></log-plot>
    </figure>`;
  }
}

const HEAD = { title: 'Measured in this browser' };
const ATTENTION = html`Attention in float32 on one thread, as WebAssembly in a worker. In one pass the
  <i>N</i>&nbsp;×&nbsp;<i>N</i> weights are never held; in three passes they are stored and read again.`;
const DECODING = html`One token that attends to a cache, in float32 on one thread, as WebAssembly in a worker.
  A short cache stays near the processor and is read faster than the limit, which is measured over 64 MiB.`;

customElements.define('measure-panel', MeasurePanel);

declare global {
  interface HTMLElementTagNameMap {
    'measure-panel': MeasurePanel;
  }
}
