// Question 1: why scores are divided by √d, tried on random queries and keys.
import { css, html, nothing } from 'lit';
import type {
  MomentPlace,
  MomentQuestion as Question,
  ScalingReport,
  ScalingRequest,
} from '../../../pkg/attention_playground.js';
import { handles } from '../../ui/action.ts';
import { state } from '../../ui/property.ts';
import '../../plot/curve-plot.ts';
import { errorStyles } from '../../inputs/error-note.ts';
import '../../plot/histogram-plot.ts';
import '../../plot/log-plot.ts';
import { curvesGrid, type Grid } from '../../exports/table.ts';
import '../../exports/save-plot.ts';
import { figure, grouped, plural, write } from '../../lib/format.ts';
import { nearest } from '../../lib/nearest.ts';
import { anything, each } from '../../state/url/url-schema.ts';
import { base } from '../../styles/base.ts';
import { named } from '../../styles/named-table.ts';
import { plot } from '../../styles/plot.ts';
import { plotPanel } from '../../styles/plot-panel.ts';
import { gated, isOpen } from '../parts/gate.ts';
import { LabElement } from '../parts/lab-element.ts';
import { labStyles } from '../parts/lab-styles.ts';
import { ASKED } from './judge.ts';
import { type AnsweredLab, answers } from './scaling-answers.ts';
import { binsGrid, EFFECTS, widthsGrid } from './scaling-grids.ts';
import { inWords, ScalingRun } from './scaling-run.ts';
import { isVector, requestOf, settings } from './scaling-settings.ts';
import { momentsTable, readings, spoken, type Told, type Yours } from './scaling-tables.ts';

const THEORY = {
  name: 'theory',
  answers: ['a', 'b'],
  says: 'The exact mean and variance come beside the samples when (a) and (b) are right.',
};

/** At d = 64 the variance of the samples is read off as the answer to (b). */
const SAMPLED = {
  name: 'sampled',
  answers: ['b'],
  says: 'The variance of the samples comes when (b) is right, or when you try an answer in the experiment.',
};

/** What a wrong answer gives where the experiment was made for it. */
interface Tried {
  yours: Yours;
  /** The name of the answer, and its text. */
  answer: string;
  text: string;
  /** What the experiment was made at. */
  where: string;
}

export class ScalingLab extends LabElement implements AnsweredLab {
  @state() private run: ScalingRun | null = null;
  /** The width that the plots are read at, where it is not that of the experiment. */
  @state() private at: number | null = null;
  @state() private tried: Tried | null = null;

  static schema = each(
    ['d', 'mean', 'std', 'samples', 'seed', 'keys', 's', 'a', 'b', 'c'],
    anything,
  );

  static styles = [
    base,
    plot,
    plotPanel,
    labStyles,
    errorStyles,
    named,
    css`
      .beside > section:first-of-type {
        border-top: 0;
        padding-top: 0;
      }
      /* An answer stands beside the experiment that it can be tried in. */
      @container (min-width: 52rem) {
        .beside {
          display: grid;
          grid-template-columns: minmax(0, 1fr) minmax(0, 22rem);
          gap: 2.5rem;
          align-items: start;
        }
        .beside > section + section {
          position: sticky;
          top: min(0px, 100vh - var(--tall, 0px)); /* what is taller than the window goes on with the page */
          border-top: 0;
          padding-top: 0;
        }
      }
      figure {
        margin-top: 1.25rem;
      }
      .setting {
        width: 12rem;
      }
      .setting.short {
        width: 4.5rem;
      }
      .rules {
        margin-top: 0.75rem;
        align-items: baseline;
      }
      .rules legend {
        font-size: 0.875rem;
        color: var(--ink2);
        float: left;
        margin-right: 0.75rem;
        line-height: 1.75rem;
      }
      .rules .setting {
        position: static;
        opacity: 1;
        cursor: auto;
      }
      .run {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
        align-items: baseline;
        min-height: 2.25rem;
        margin-top: 1rem;
      }
      /* What is there again in no time does not flicker. */
      .came {
        transition: opacity 0.15s;
      }
      .came.stale {
        opacity: 0.55;
        transition-delay: 0.25s;
      }
      progress {
        width: 12rem;
        accent-color: var(--p6);
      }
      .three figure + figure {
        padding-top: 0;
      }
      /* Of three side by side, one name may be long: what stands under it is level all the same. */
      .three .head {
        display: block;
      }
      .three .label {
        min-height: 2.5rem;
      }
      .text + .fields,
      .text + .part {
        margin-top: 1rem;
      }
      .three {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr));
        gap: 0 1.75rem;
      }
      .named {
        margin-top: 1rem;
      }
      /* All columns have room: none is to be looked for. */
      .box th {
        white-space: normal;
        vertical-align: bottom;
      }
      @container (max-width: 37.5rem) {
        .box :is(th, td):not(:first-child) {
          padding-left: 0.75rem;
        }
      }
    `,
  ];

  /** Where it comes back, what was ended is wanted again. */
  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.run?.end();
    this.#heights.disconnect();
  }

  /** How tall the answers are: their column has no bar of its own. */
  #heights = new ResizeObserver(([{ target }]) => {
    const column = target as HTMLElement;
    column.style.setProperty('--tall', `${column.offsetHeight}px`);
  });

  updated() {
    const column = this.renderRoot.querySelector('.beside > section + section');
    if (column) this.#heights.observe(column);
  }

  willUpdate() {
    if (!this.run) {
      this.run = new ScalingRun(this.engine);
      this.run.addEventListener('change', () => this.requestUpdate());
    }
    this.run.refresh(requestOf(this) as ScalingRequest); // the core says what is no number
  }

  render() {
    const { run } = this;
    if (!run) return nothing;
    const { report } = run;
    const came = run.stale ? 'came stale' : 'came';
    return html`
      <div class="beside">
      <section aria-labelledby="experiment">
        <h3 id="experiment">The experiment</h3>
        <p class="text">
          Every entry of a query and of a key is drawn from a normal distribution with mean μ and
          deviation σ. How do their products spread, and which weights does softmax give them?
        </p>
        ${settings(this, run.error)} ${this.#line(run)}
        ${report ? html`<div class=${came}>${this.#spread(report)}</div>` : nothing}
      </section>
      ${answers(this)}
      </div>
      ${report ? html`<div class=${came}>${this.#widths(report)}</div>` : nothing}
    `;
  }

  /** What it will take, how far it is, or what it was. */
  #line({ progress, error, report, stale, seconds, left, numbers }: ScalingRun) {
    if (progress) {
      const { done, total } = progress;
      return html`<div class="run">
        <progress max="1" .value=${done / total} aria-label="Numbers drawn"></progress>
        <span class="label">${Math.floor((100 * done) / total)} %, ${inWords(left)} left. ${report ? 'Below is the previous result.' : nothing}</span>
        <button class="button" @click=${() => this.run?.cancel()}>Cancel</button>
      </div>`;
    }
    if (error)
      return html`<p class="run label">${report ? 'Below is the previous result.' : nothing}</p>`;
    if (numbers > 0 && (stale || !report))
      return html`<div class="run">
        <button class="button" @click=${() => this.run?.start()}>Start</button>
        <span class="label">
          This draws ${rounded(numbers)} numbers and takes ${inWords(seconds)} in this browser.
          ${report ? 'Below is the previous result.' : nothing}
        </span>
      </div>`;
    if (report)
      return html`<p class="run label">${rounded(numbers)} random numbers were drawn, those for the plots by width among them.</p>`;
    return html`<div class="run">${this.waits('Starting …')}</div>`;
  }

  #spread(report: ScalingReport) {
    const { d, s, samples, mean } = report;
    const histogram = !this.theory
      ? { ...report.histogram, normal: new Float64Array() }
      : report.histogram;
    const outside = histogram.below + histogram.above;
    return html`<figure aria-label="Histogram">
        <div class="head">
          <h3>qᵀk / s at d = ${d}, s = ${figure(s)}</h3>
          ${this.#save('Histogram of scores', 'histogram-plot', () => binsGrid(histogram, !this.theory))}
        </div>
        <histogram-plot
          .bins=${histogram}
          .mean=${!this.theory ? null : mean.exact}
          .axis=${'qᵀk / s'}
          .bars=${`${grouped(samples)} samples`}
          .curve=${!this.theory ? '' : `normal curve, mean ${write(mean.exact, 2)}, deviation ${figure(Math.sqrt(report.variance.exact))}`}
          .label=${spoken(report, this.told)}
        ></histogram-plot>
        ${outside > 0 ? html`<figcaption class="label">${plural(outside, 'sample')} ${outside === 1 ? 'lies' : 'lie'} outside the plot.</figcaption>` : nothing}
      </figure>
      ${momentsTable(report, this.told, this.#yours)}
      ${this.sampled ? nothing : gated(this, SAMPLED, () => nothing)}
      ${this.theory ? nothing : gated(this, THEORY, () => nothing)}`;
  }

  #widths(report: ScalingReport) {
    const at = report.widths.map(({ d }) => d);
    if (at.length < 2) return nothing;
    const cursor = nearest(at, this.at ?? report.d);
    const one = report.widths[cursor];
    return html`<section
      aria-labelledby="widths"
      @action=${handles({
        'cursor-set': (place) => {
          this.at = at[place];
        },
      })}
    >
      <h3 id="widths">From narrow to wide</h3>
      <p class="text label">
        Products of random queries and keys at each width, and queries that attend to
        ${report.keys} keys. The
        line stands at <i class="axis-d">d</i> = ${one.d}, where s = ${figure(one.s)}: move it with the
        arrows of the keyboard, or touch a plot.${isVector(this) ? ' At other widths the entries of μ begin again.' : nothing}
      </p>
      ${
        this.sampled
          ? this.#variance(report, at, cursor)
          : html`<p class="label">The variance by width is drawn here once the variance of the samples is shown above.</p>`
      }
      <div class="three">${EFFECTS.map((effect) => this.#effect(effect, report, at, cursor))}</div>
    </section>`;
  }

  #variance(report: ScalingReport, at: number[], cursor: number) {
    return html`<figure aria-label="Variance">
        <div class="head">
          <h3>Variance of qᵀk / s</h3>
          ${this.#save('Variance by width', 'log-plot', () => widthsGrid(report, !this.theory))}
        </div>
        <p class="reading">${readings(report.widths[cursor], !this.theory)}</p>
        <log-plot
          .name=${'Variance'}
          .letter=${'d'}
          .meaning=${'width of queries and keys'}
          .at=${at}
          .lines=${this.#variances(report)}
          .cursor=${cursor}
        ></log-plot>
      </figure>`;
  }

  #variances({ widths, slope }: ScalingReport) {
    const line = (key: 'sample' | 'exact', name: string, series: number) => ({
      name,
      values: widths.map(({ variance }) => variance[key]),
      slope: this.theory ? (slope?.[key] ?? 0) : undefined, // it is the power of d
      series,
    });
    const sample = line('sample', 'sample', 2);
    return !this.theory ? [sample] : [line('exact', 'exact', 1), sample];
  }

  #effect(
    { key, name, help }: (typeof EFFECTS)[number],
    { widths }: ScalingReport,
    at: number[],
    cursor: number,
  ) {
    const plain = { name: 'unscaled', values: widths.map(({ plain }) => plain[key]), series: 3 };
    const scaled = { name: 'scaled', values: widths.map(({ scaled }) => scaled[key]), series: 1 };
    const same = widths.every(({ s }) => s === 1);
    const curves = same ? [plain] : [plain, scaled];
    return html`<figure aria-label=${name}>
      <div class="head">
        <h3>${name}</h3>
        ${this.#save(name, 'curve-plot', () => curvesGrid('d', at, curves))}
      </div>
      <p class="label">${help}</p>
      <p class="reading">
        ${curves.map(({ name, values }) => html`<span>${name} ${write(values[cursor], 3)}</span>`)}
      </p>
      <curve-plot
        log
        .name=${name}
        .letter=${'d'}
        .meaning=${'width'}
        .at=${at}
        .lines=${curves}
        .cursor=${cursor}
      ></curve-plot>
    </figure>`;
  }

  /** Whether what is exact stands beside what is sampled: it answers (a) and (b). */
  get theory() {
    return isOpen(this, THEORY);
  }

  /** Whether the variance of the samples is told: a wrong answer is held against it. */
  get sampled() {
    return this.theory || isOpen(this, SAMPLED) || this.#yours?.of === 'variance';
  }

  get told(): Told {
    return { theory: this.theory, variance: this.sampled };
  }

  /** Of the answer that stands there now, in the experiment that was made for it. */
  get #yours() {
    const { tried, settings } = this;
    const isOf = tried && settings[tried.answer] === tried.text;
    return isOf && tried.where === placeOf(settings) ? tried.yours : null;
  }

  /** Make the experiment where an answer fails, and hold what it gives against it. */
  tryIt(asked: Question, { mean, std, given }: MomentPlace) {
    const still = mean.every((entry) => entry === 0);
    const scale = asked === 'scale' && Number.isFinite(given) && given !== 0 ? String(given) : null;
    const change = {
      d: String(mean.length),
      mean: still ? null : mean.join(', '),
      std: std === 1 ? null : String(std),
      s: scale,
    };
    const yours = {
      of: asked === 'mean' ? 'mean' : 'variance',
      given: asked === 'scale' ? 1 : given,
      name: asked === 'scale' ? 'asked for' : 'your answer',
    };
    const [answer = ''] = Object.entries(ASKED).find(([, of]) => of === asked) ?? [];
    this.tried = { yours, answer, text: this.settings[answer], where: placeOf(change) };
    this.set(change);
    this.at = null;
    this.renderRoot.querySelector('#experiment')?.scrollIntoView({ block: 'start' });
    this.say('The experiment now runs at the numbers where your answer fails.');
  }

  #save(name: string, plot: string, numbers: () => Grid) {
    return html`<save-plot
      .name=${name}
      .plot=${plot}
      .numbers=${numbers}
    ></save-plot>`;
  }
}

/** What an experiment is made at, as one text. */
const placeOf = (settings: Record<string, string | null | undefined>) =>
  ['d', 'mean', 'std', 's'].map((name) => settings[name] ?? '').join(' | ');

/** "38 million" */
const rounded = (count: number) =>
  new Intl.NumberFormat('en', {
    notation: 'compact',
    compactDisplay: 'long',
    maximumSignificantDigits: 2,
  }).format(count);

customElements.define('scaling-lab', ScalingLab);

declare global {
  interface HTMLElementTagNameMap {
    'scaling-lab': ScalingLab;
  }
}
