// The roofs of some machines, and under the chosen one a decoding step by three kinds of heads.
import { css, html, nothing, svg } from 'lit';
import { grouped, prefixed, tickText } from '../format.js';
import { apart, extent, logScale, ticks } from '../log-scale.js';
import { roof, SWEEP } from '../roofline.js';
import { base } from '../styles/base.js';
import { plot } from '../styles/plot.js';
import { PlotElement } from './plot-element.js';
import { axes, roomFor } from './plot-parts.js';

/** @typedef {import('../roofline.js').Machine} Machine */
/** @typedef {import('../roofline.js').Step} Step */
/** @typedef {import('./plot-element.js').Frame} Frame */

const HEIGHT = 25; // rem
const STRIPS = 6.5; // rem for the rows under the roofs
const INTENSITIES = /** @type {[number, number]} */ ([0.1, 2000]); // flop for each byte

export class RooflinePlot extends PlotElement {
  static properties = {
    steps: { attribute: false },
    machines: { attribute: false },
    /** The place of the machine that the steps run on. */
    chosen: { attribute: false },
    label: { attribute: false },
  };

  static styles = [
    base,
    plot,
    css`
      .roof {
        fill: none;
        stroke: var(--ink3);
        stroke-width: 1;
      }
      .roof.own {
        stroke: var(--ink);
        stroke-width: 2;
      }
      text.own {
        fill: var(--ink);
        font-weight: 700;
      }
      .fall {
        stroke: var(--series);
        stroke-width: 1;
        stroke-dasharray: 1.5 2.5;
      }
      .sweep {
        stroke: var(--series);
        stroke-width: 4;
        stroke-opacity: 0.5;
      }
      text.kind {
        fill: var(--series);
        font-weight: 700;
      }
      @media (forced-colors: active) {
        .roof,
        .roof.own {
          stroke: CanvasText;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Step[]} */
    this.steps = [];
    /** @type {Machine[]} */
    this.machines = [];
    this.chosen = 0;
    this.label = '';
  }

  render() {
    const { width, rem } = this.size;
    if (width === 0) return nothing;
    const frame = this.#frame();
    return html`<svg
      role="img"
      aria-label=${this.label}
      width=${width}
      height=${HEIGHT * rem}
      viewBox="0 0 ${width} ${HEIGHT * rem}"
    >${this.#axes(frame)} ${this.#roofs(frame)} ${this.#points(frame)}
      ${this.steps.map((step, at) => this.#strip(step, at, frame))}</svg>`;
  }

  /** @returns {Frame} */
  #frame() {
    const { width, rem } = this.size;
    const [left, right] = [3.5 * rem, width - (width < 30 * rem ? 7 : 8) * rem];
    const [top, foot] = [1.5 * rem, (HEIGHT - 3) * rem];
    const bottom = foot - STRIPS * rem;
    const x = logScale(INTENSITIES, [left, right]);
    const heights = this.machines.flatMap((machine) =>
      INTENSITIES.map((intensity) => roof(machine, intensity)),
    );
    const y = logScale(extent(heights, 0.04), [bottom, top]);
    return { width, rem, left, right, top, bottom, foot, x, y };
  }

  /** @param {Frame} frame */
  #axes(frame) {
    const { rem, left, right, foot, x, y } = frame;
    return svg`
      <text x="0" y=${0.75 * rem}>flop/s</text>
      ${axes(frame, {
        up: ticks(y.domain, 6),
        across: ticks(x.domain, roomFor(frame, 3.5)),
        upText: prefixed,
        acrossText: (value) => tickText(value, INTENSITIES[1]),
        title: 'flop for each byte moved',
      })}
      <line class="axis" x1=${left} x2=${right} y1=${foot} y2=${foot}></line>`;
  }

  /** @param {Frame} frame */
  #roofs({ rem, right, top, bottom, x, y }) {
    const ends = this.machines.map((machine) => ({
      y: y.place(roof(machine, INTENSITIES[1])),
      height: 1.0625 * rem,
    }));
    const places = apart(ends, top - 0.5 * rem, bottom);
    return this.machines.map((machine, at) => {
      const own = at === this.chosen ? 'own' : '';
      const ridge = machine.flops / machine.bandwidth;
      const points = [INTENSITIES[0], ridge, INTENSITIES[1]].map(
        (intensity) => `${x.place(intensity)},${y.place(roof(machine, intensity))}`,
      );
      return svg`<polyline class="roof ${own}" points=${points.join(' ')}></polyline>
        <text class=${own} x=${right + 0.5 * rem} y=${places[at] + 0.28 * rem}>${machine.name}</text>`;
    });
  }

  /** How far a kind moves as its cache grows. @param {Step} step @param {number} at @param {Frame} frame */
  #strip({ name, range, intensity, series }, at, { rem, left, right, bottom, x }) {
    const down = bottom + (1.5 + 1.75 * at) * rem;
    const [early, late] = range.map(x.place);
    const beside = Math.max(early, late) + 0.5 * rem;
    const longest = grouped(SWEEP[1]);
    const roomy = Math.min(early, late) - left > 4.5 * rem;
    return svg`<g class="series-${series}">
      <line class="grid" x1=${left} x2=${right} y1=${down} y2=${down}></line>
      <text class="kind end" x=${left - 0.5 * rem} y=${down + 0.28 * rem}>${name}</text>
      <line class="sweep" x1=${early} x2=${late} y1=${down} y2=${down}></line>
      <circle class="dot" cx=${x.place(intensity)} cy=${down} r="4"></circle>
      ${
        at === 0
          ? svg`<text class="halo" x=${beside} y=${down + 0.28 * rem}><tspan class="italic">n</tspan> from ${roomy ? '' : `${longest} to `}${SWEEP[0]}</text>
            ${roomy ? svg`<text class="halo end" x=${Math.min(early, late) - 0.5 * rem} y=${down + 0.28 * rem}>to ${longest}</text>` : nothing}`
          : nothing
      }
    </g>`;
  }

  /** @param {Frame} frame */
  #points({ width, rem, bottom, x, y }) {
    const machine = this.machines[this.chosen];
    // Under a flat roof the names would stand on each other.
    const beside = this.steps.map(({ intensity }) => ({
      y: x.place(intensity) + 2 * rem,
      height: 2.625 * rem,
    }));
    const middles = apart(beside, 0, width);
    return this.steps.map(({ name, intensity, series }, at) => {
      const [left, top] = [x.place(intensity), y.place(roof(machine, intensity))];
      const down = bottom + (1.5 + 1.75 * at) * rem;
      return svg`<g class="series-${series}">
        <line class="fall" x1=${left} x2=${left} y1=${top} y2=${down}></line>
        <circle class="ring" cx=${left} cy=${top} r="5.5"></circle>
        <text class="kind halo middle" x=${middles[at]} y=${top + 1 * rem}>${name}</text>
      </g>`;
    });
  }
}

customElements.define('roofline-plot', RooflinePlot);
