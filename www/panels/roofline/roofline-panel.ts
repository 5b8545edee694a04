// One decoding step under the roofs of machines: does it wait for memory or for arithmetic?
import { css, html, nothing } from 'lit';
import type { CostCurves } from '../../../pkg/attention_playground.js';
import { figure } from '../../lib/format.ts';
import { nearest } from '../../lib/nearest.ts';
import type { Limit } from '../../measure/measure.ts';
import { withShares } from '../../state/decoders.ts';
import { base } from '../../styles/base.ts';
import { named } from '../../styles/named-table.ts';
import { answers, panel } from '../../styles/panel.ts';
import { plotPanel } from '../../styles/plot-panel.ts';
import { act, handles } from '../../ui/action.ts';
import { property, state } from '../../ui/property.ts';
import { PanelElement } from '../panel-element.ts';
import catalogue from './machines.json';
import { type Machine, machineOf, type Step, stepsOf, waits } from './roofline.ts';
import './roofline-plot.ts';
import { rooflineNumbers, rooflineTable } from './roofline-table.ts';
import '../../exports/save-plot.ts';
import '../../ui/size-slider.ts';
import { pressable } from '../../styles/underline.ts';

const WIDTHS = [2, 4]; // bytes of a number
const OPENING = 4096; // cached tokens at first

export class RooflinePanel extends PanelElement {
  @property({ attribute: false }) growth: CostCurves | null = null;
  @property({ attribute: false }) at: Record<string, number> = {};
  /** Whether this browser is the machine that was chosen. */
  @state() private here = false;
  /** What this browser can do at most, once it was measured. */
  @state() private limit: Limit | null = null;
  @state() private measuring = false;
  /** Why it could not be measured. */
  @state() private failed = '';

  static styles = [
    base,
    panel,
    answers,
    plotPanel,
    named,
    css`
      .box table {
        width: 100%;
      }
      .sources a {
        color: inherit;
        ${pressable}
        text-underline-offset: 3px;
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 0 2rem;
      }
      .here {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1rem;
        align-items: baseline;
        margin-top: 0.5rem;
      }
      .rules legend {
        float: left;
        margin-right: 0.75rem;
        line-height: 1.75rem;
      }
    `,
  ];

  ending?: AbortController;

  content() {
    const { growth, open } = this;
    if (!growth || !open) return nothing;
    const cursor = nearest(growth.at, this.at.n ?? OPENING);
    const width = WIDTHS.find((bytes) => bytes === this.at.bytes) ?? WIDTHS[0];
    const steps = stepsOf(growth, cursor, width);
    const machines: Machine[] = [...catalogue, ...(this.limit ? [machineOf(this.limit)] : [])];
    const listed = Math.min(this.at.machine ?? 0, catalogue.length - 1);
    const chosen = this.here && this.limit ? catalogue.length : listed;
    const machine = machines[chosen];
    return html`<div class="body">
      <p class="label">
        Left of the ridge of a roof a step is bound by memory; right of it, by arithmetic. The bars
        below show how a step moves while its cache grows.
      </p>
      ${this.#sliders(growth, cursor)}
      <div class="choices">
        ${this.#radios(
          'machine',
          machines.map(({ name }) => name),
          chosen,
          (at) => {
            this.here = at === catalogue.length;
            if (!this.here) act(this, 'at-set', { machine: at });
          },
        )}
        ${this.#radios('bytes a number', WIDTHS.map(String), WIDTHS.indexOf(width), (at) =>
          act(this, 'at-set', { bytes: WIDTHS[at] }),
        )}
      </div>
      ${this.#here()}
      <figure aria-label="Roofline">
        <div class="head">
          <h3>One decoding step</h3>
          <save-plot
            .name=${'Roofline of a decoding step'}
            .plot=${'roofline-plot'}
            .numbers=${() => rooflineNumbers(growth, cursor, steps, machine)}
          ></save-plot>
        </div>
        <roofline-plot
          .steps=${steps}
          .machines=${machines}
          .chosen=${chosen}
          .label=${spoken(steps, machine)}
        ></roofline-plot>
      </figure>
      ${rooflineTable(steps, machine)}
      <p class="label">
        ${verdict(steps, machine)} Counted as a fused kernel works: weights, embeddings and caches
        are moved, scores are not. A multiply–add is two flop here.
      </p>
      <ul class="label sources">
        ${catalogue.map(
          ({ name, figures, source }) => html`<li>
            ${name}: ${figures}
            (<a href=${source.url} rel="noreferrer">${source.text}</a>)
          </li>`,
        )}
      </ul>
    </div>`;
  }

  /** This browser as one more machine, when a person asks for it. */
  #here() {
    const { measuring, limit, failed } = this;
    return html`<div class="here">
      <button class="act" aria-disabled=${measuring} @click=${() => this.#measure()}>
        ${limit ? 'Measure this browser again' : 'Measure this browser too'}
      </button>
      <p class="label" role="status">${measuring ? 'Measuring …' : failed || (limit ? measuredFigures(limit) : nothing)}</p>
    </div>`;
  }

  async #measure() {
    if (this.measuring) return;
    this.measuring = true;
    this.failed = '';
    this.ending = new AbortController();
    const { signal } = this.ending;
    try {
      const { measure } = await import('../../measure/measure.ts');
      const { limit } = await measure({ kernels: [], ns: [] }, {}, { signal });
      this.limit = limit;
      this.here = true;
    } catch (error) {
      if (!signal.aborted) this.failed = error instanceof Error ? error.message : String(error);
    }
    this.measuring = false;
  }

  /** It ends when nobody can see it. */
  updated(changed: Map<string, unknown>) {
    if (changed.has('open') && !this.open) this.ending?.abort();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.ending?.abort();
  }

  #sliders({ sizes, at, letter, meaning }: CostCurves, cursor: number) {
    const order = 'bndhg';
    const own = { letter, meaning, size: 2 ** Math.round(Math.log2(at[cursor])) };
    const shown = [...sizes, own].sort((a, b) => order.indexOf(a.letter) - order.indexOf(b.letter));
    return html`<div
      class="sliders"
      @action=${handles({ 'size-set': (set) => act(this, 'at-set', withShares(sizes, set)) })}
    >
      ${shown.map(
        ({ letter, meaning, size }) => html`<size-slider
          .letter=${letter}
          .meaning=${meaning}
          .size=${size}
          .least=${letter === 'n' ? at[0] : 1}
          .most=${letter === 'n' ? at[at.length - 1] : letter === 'd' ? 16_384 : 256}
        ></size-slider>`,
      )}
    </div>`;
  }

  #radios(legend: string, names: string[], chosen: number, choose: (at: number) => void) {
    return html`<fieldset class="rules">
      <legend class="label">${legend}</legend>
      ${names.map(
        (name, at) => html`<label>
          <input type="radio" name=${legend} .checked=${at === chosen} @change=${() => choose(at)} />${name}
        </label>`,
      )}
    </fieldset>`;
  }
}

const measuredFigures = ({ gigaflops, gigabytes }: Limit) =>
  `This browser: ${figure(gigaflops)} Gflop/s in float32 on one thread, ${figure(gigabytes)} GB/s, measured here.`;

/** What the picture shows, in words. */
const spoken = (steps: Step[], machine: Machine) =>
  `Roofline on ${machine.name}: ${steps
    .map(({ long, intensity }) => `${long} ${figure(intensity)} flop for each byte`)
    .join(', ')}.`;

function verdict(steps: Step[], machine: Machine) {
  const waiting = steps.filter((step) => waits(machine, step)).map(({ name }) => name);
  const ridge = figure(machine.flops / machine.bandwidth);
  const met = `The ridge of ${machine.name} is at ${ridge} flop per byte.`;
  if (waiting.length === 0) return `${met} All three are bound by arithmetic.`;
  if (waiting.length === steps.length) return `${met} All three are bound by memory.`;
  return `${met} Bound by memory: ${waiting.join(', ')}.`;
}

customElements.define('roofline-panel', RooflinePanel);

declare global {
  interface HTMLElementTagNameMap {
    'roofline-panel': RooflinePanel;
  }
}
