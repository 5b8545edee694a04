// The way that each weight of a query takes as T changes, each line named by its key.
import { css, nothing, svg } from 'lit';
import { type Frame, PlotElement } from '../plot/plot-element.ts';
import { axes, type Line, line, names, placesOf, rings } from '../plot/plot-parts.ts';
import { linear, logarithmic } from '../plot/scale.ts';
import { LADDER } from '../state/temperatures.ts';
import { property } from '../ui/property.ts';

const BARE = 3; // rem: the axis alone
export const LEFT = 2.5; // rem before the axis, for what is written at it
export const RIGHT = 4; // rem after it, for names
const TICKS = [0.01, 0.1, 1, 10, 100];
const NAMED = 6; // more names would not have room

/** The axis alone, where there are no lines. */
export class TemperatureCurves extends PlotElement {
  @property({ attribute: false }) lines: Line[] = [];
  /** The place on the ladder that the slider is at. */
  @property({ attribute: false }) step = 0;

  static styles = [
    ...PlotElement.styles,
    css`
      .series-5 {
        --series: var(--ink3);
        --dash: none;
      }
      .line.series-5 {
        stroke-width: 1;
      }
      .now {
        stroke: var(--ink);
        stroke-width: 1.5;
      }
      @media print {
        svg {
          visibility: var(--answers, visible);
        }
      }
      @media (forced-colors: active) {
        .now {
          stroke: Highlight;
        }
      }
    `,
  ];

  protected layout() {
    const bare = this.lines.length === 0;
    return {
      height: bare ? BARE : 12,
      left: LEFT,
      right: RIGHT,
      top: bare ? 0 : 0.5,
      x: logarithmic([TICKS[0], TICKS[TICKS.length - 1]]),
      y: linear([0, 1]),
    };
  }

  protected drawn(frame: Frame) {
    return svg`${this.#axes(frame)} ${this.lines.length > 0 ? this.#curves(frame) : nothing}`;
  }

  #axes(frame: Frame) {
    const { rem, left, right, bottom } = frame;
    const below = bottom + 2.5 * rem;
    const up = this.lines.length > 0 ? [0, 0.5, 1] : [];
    const ticks = { up, across: TICKS, upText: String, acrossText: String };
    return svg`
      ${axes(frame, ticks, svg`<tspan class="italic">plain mean</tspan>`)}
      <text class="italic" x=${left} y=${below}>argmax</text>
      <text class="italic middle" x=${(left + right) / 2} y=${below}>T</text>`;
  }

  #curves(frame: Frame) {
    const { lines, step } = this;
    const now = frame.x.place(LADDER[step]);
    // The largest is drawn last, over the others.
    return svg`
      ${lines.toReversed().map(({ values, series }) => line(placesOf(values, LADDER, frame), series))}
      ${names(lines.slice(0, NAMED), frame, { spare: 0 })}
      <g data-fleeting>
        <line class="now" x1=${now} x2=${now} y1=${frame.top} y2=${frame.bottom}></line>
        ${rings(lines, step, now, frame)}
      </g>`;
  }
}

customElements.define('temperature-curves', TemperatureCurves);

declare global {
  interface HTMLElementTagNameMap {
    'temperature-curves': TemperatureCurves;
  }
}
