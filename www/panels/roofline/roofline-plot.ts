// The roofs of some machines, and under the chosen one a decoding step by three kinds of heads.
import { css, nothing, svg } from 'lit';
import { grouped, prefixed, tickText } from '../../lib/format.ts';
import { apart, type Place } from '../../plot/label-placement.ts';
import { type Frame, PlotElement } from '../../plot/plot-element.ts';
import { axes, roomFor } from '../../plot/plot-parts.ts';
import { extent, logarithmic } from '../../plot/scale.ts';
import { property } from '../../ui/property.ts';
import { type Machine, roof, type Step, SWEEP } from './roofline.ts';
import { besidePoints } from './roofline-labels.ts';

const RING = 5.5; // CSS pixels
const STRIPS = 6.5; // rem for the rows under the roofs
const INTENSITIES: [number, number] = [0.1, 2000]; // flop for each byte

export class RooflinePlot extends PlotElement {
  @property({ attribute: false }) steps: Step[] = [];
  @property({ attribute: false }) machines: Machine[] = [];
  /** The place of the machine that the steps run on. */
  @property({ attribute: false }) chosen = 0;

  static styles = [
    ...PlotElement.styles,
    css`
      /* Twice as large a text on the smallest of screens leaves no room for a picture. */
      @container (max-width: 11rem) {
        :host {
          overflow-x: auto;
        }
      }
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

  protected layout(width: number) {
    const heights = this.machines.flatMap((machine) =>
      INTENSITIES.map((intensity) => roof(machine, intensity)),
    );
    return {
      height: 25,
      left: 3.5,
      right: width < 30 ? 7 : 8,
      top: 1.5,
      rows: STRIPS,
      x: logarithmic(INTENSITIES),
      y: logarithmic(extent(heights, 0.04)),
    };
  }

  protected drawn(frame: Frame) {
    return svg`${this.#axes(frame)} ${this.#roofs(frame)} ${this.#points(frame)}
      ${this.steps.map((step, at) => this.#strip(step, at, frame))}`;
  }

  #axes(frame: Frame) {
    const { rem, left, right, foot, x, y } = frame;
    const ticks = {
      up: y.ticks(6),
      across: x.ticks(roomFor(frame, 3.5)),
      upText: prefixed,
      acrossText: (value: number) => tickText(value, INTENSITIES[1]),
    };
    return svg`
      <text x="0" y=${0.75 * rem}>flop/s</text>
      ${axes(frame, ticks, 'flop for each byte moved')}
      <line class="axis" x1=${left} x2=${right} y1=${foot} y2=${foot}></line>`;
  }

  #roofs(frame: Frame) {
    const { rem, right, top, bottom, y } = frame;
    const ends = this.machines.map((machine) => ({
      y: y.place(roof(machine, INTENSITIES[1])),
      height: 1.0625 * rem,
    }));
    const places = apart(ends, top - 0.5 * rem, bottom);
    return this.machines.map((machine, at) => {
      const own = at === this.chosen ? 'own' : '';
      const points = cornersOf(machine, frame).map((corner) => corner.join(','));
      return svg`<polyline class="roof ${own}" points=${points.join(' ')}></polyline>
        <text class=${own} x=${right + 0.5 * rem} y=${places[at] + 0.28 * rem}>${machine.name}</text>`;
    });
  }

  /** How far a kind moves as its cache grows. The most intense stands first, so that no line falls through the others. */
  #strip({ name, range, intensity, series }: Step, at: number, frame: Frame) {
    const { rem, left, right, x } = frame;
    const down = this.#down(at, frame);
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

  /** Where the row of a kind is. */
  #down(at: number, { rem, bottom }: Frame) {
    return bottom + (1.5 + 1.75 * (this.steps.length - 1 - at)) * rem;
  }

  #points(frame: Frame) {
    const machine = this.machines[this.chosen];
    const { x, y } = frame;
    const points = this.steps.map(({ name, intensity, series }, at) => ({
      name,
      series,
      left: x.place(intensity),
      top: y.place(roof(machine, intensity)),
      down: this.#down(at, frame),
    }));
    const lines = [
      ...this.machines.map((one) => cornersOf(one, frame)),
      ...points.map(
        ({ left, top, down }) =>
          [
            [left, top],
            [left, down],
          ] as Place[],
      ),
    ];
    const names = besidePoints(points, RING, { within: frame, lines }, frame.rem);
    return svg`
      ${points.map(
        ({ series, left, top, down }) => svg`<g class="series-${series}">
          <line class="fall" x1=${left} x2=${left} y1=${top} y2=${down}></line>
          <circle class="ring" cx=${left} cy=${top} r=${RING}></circle>
        </g>`,
      )}
      ${points.map(({ series, name }, at) => {
        const free = names[at];
        return free
          ? svg`<text class="kind halo middle series-${series}" x=${free.x} y=${free.y + 0.28 * frame.rem}>${name}</text>`
          : nothing;
      })}`;
  }
}

/** A roof from end to end, in pixels. */
const cornersOf = (machine: Machine, { x, y }: Frame) =>
  [INTENSITIES[0], machine.flops / machine.bandwidth, INTENSITIES[1]].map(
    (intensity) => [x.place(intensity), y.place(roof(machine, intensity))] as Place,
  );

customElements.define('roofline-plot', RooflinePlot);

declare global {
  interface HTMLElementTagNameMap {
    'roofline-plot': RooflinePlot;
  }
}
