// The way that each weight of a query takes as T changes, each line named by its key.
import { css, html, nothing, svg } from 'lit';
import { linearScale } from '../plot/linear-scale.ts';
import { logScale } from '../plot/log-scale.ts';
import { type Frame, PlotElement } from '../plot/plot-element.ts';
import { axes, type Line, line, names, placesOf, rings } from '../plot/plot-parts.ts';
import { LADDER } from '../state/queries/temperatures.ts';
import { base } from '../styles/base.ts';
import { plot } from '../styles/plot.ts';
import { property } from '../ui/property.ts';

const HEIGHT = 12; // rem
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
  @property({ attribute: false }) label = '';

  static styles = [
    base,
    plot,
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

  render() {
    const { width, rem } = this.size;
    if (width === 0) return nothing;
    const frame = this.#frame();
    const height = frame.bottom + BARE * rem;
    return html`<svg
      role="img"
      aria-label=${this.label}
      width=${width}
      height=${height}
      viewBox="0 0 ${width} ${height}"
    >${this.#axes(frame)} ${this.lines.length > 0 ? this.#curves(frame) : nothing}</svg>`;
  }

  #frame(): Frame {
    const { width, rem } = this.size;
    const [left, right] = [LEFT * rem, width - RIGHT * rem];
    const [top, bottom] = this.lines.length > 0 ? [0.5 * rem, (HEIGHT - BARE) * rem] : [0, 0];
    const x = logScale([TICKS[0], TICKS[TICKS.length - 1]], [left, right]);
    return { width, rem, left, right, top, bottom, x, y: linearScale([0, 1], [bottom, top]) };
  }

  #axes(frame: Frame) {
    const { rem, left, right, bottom } = frame;
    const below = bottom + 2.5 * rem;
    return svg`
      ${axes(frame, {
        up: this.lines.length > 0 ? [0, 0.5, 1] : [],
        across: TICKS,
        upText: String,
        acrossText: String,
        title: svg`<tspan class="italic">plain mean</tspan>`,
      })}
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
