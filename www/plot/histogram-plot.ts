// A histogram of samples, with the normal curve that it should follow and the mean of that, where they may be seen.
import { css, nothing, svg } from 'lit';
import type { ScalingReport } from '../../pkg/attention_playground.js';
import { figure, write } from '../lib/format.ts';
import { property } from '../ui/property.ts';
import { type Frame, PlotElement } from './plot-element.ts';
import { axes, line, roomFor } from './plot-parts.ts';
import { linear } from './scale.ts';

type Bins = ScalingReport['histogram'];

export class HistogramPlot extends PlotElement {
  @property({ attribute: false }) bins: Bins | null = null;
  @property({ attribute: false }) mean: number | null = null;
  /** Under the axis. */
  @property({ attribute: false }) axis = '';
  /** What the bars are, and what the curve is. */
  @property({ attribute: false }) bars = '';
  @property({ attribute: false }) curve = '';

  static styles = [
    ...PlotElement.styles,
    css`
      .bar {
        fill: var(--p3);
      }
      .mean {
        stroke: var(--ink);
        stroke-width: 1;
        stroke-dasharray: 1.5 2.5;
      }
      text.bars {
        fill: var(--p7);
      }
      @media (forced-colors: active) {
        .bar {
          fill: GrayText;
        }
        .mean {
          stroke: CanvasText;
        }
      }
      @media print {
        svg {
          print-color-adjust: exact;
        }
      }
    `,
  ];

  protected layout() {
    if (!this.bins) return null;
    const { from, width: step, counts, normal } = this.bins;
    return {
      height: 16,
      left: 3.5,
      right: 0.5,
      top: 1.75,
      x: linear([from, from + step * counts.length]),
      y: linear([0, Math.max(1, ...counts, ...normal)]),
    };
  }

  protected drawn(frame: Frame) {
    const { bins, mean } = this;
    return bins
      ? svg`${this.#axes(frame)} ${this.#bars(bins, frame)} ${this.#curve(bins, frame)}
          ${mean === null ? nothing : this.#mean(mean, frame)}`
      : nothing;
  }

  #axes(frame: Frame) {
    const { x, y } = frame;
    const across = x.ticks(roomFor(frame, 3.5));
    const decimals = Math.max(
      0,
      ...across.map((value) => (String(value).split('.')[1] ?? '').length),
    );
    const acrossText = (value: number) => write(value, Math.min(4, decimals));
    return axes(frame, { up: y.ticks(4), across, upText: figure, acrossText }, this.axis);
  }

  #bars({ from, width, counts }: Bins, { x, y, bottom, rem, left, top }: Frame) {
    const gap = x.place(from + width) - x.place(from) > 4 ? 0.5 : 0;
    return svg`${Array.from(counts, (count, at) => {
      const start = x.place(from + at * width);
      const end = x.place(from + (at + 1) * width);
      const up = y.place(count);
      return svg`<rect class="bar" x=${start + gap} y=${up} width=${Math.max(0.5, end - start - 2 * gap)} height=${bottom - up}></rect>`;
    })}
      <text class="bars" x=${left} y=${top - 0.75 * rem}>${this.bars}</text>`;
  }

  #curve({ from, width, normal }: Bins, { x, y, right, top, rem }: Frame) {
    const places = Array.from(
      normal,
      (value, at) => [x.place(from + (at + 0.5) * width), y.place(value)] as [number, number],
    );
    return svg`
      ${line(places, 1)}
      <text class="name series-1 end" x=${right} y=${top - 0.75 * rem}>${this.curve}</text>`;
  }

  #mean(mean: number, { x, top, bottom }: Frame) {
    const at = x.place(mean);
    return svg`<line class="mean" x1=${at} x2=${at} y1=${top} y2=${bottom}></line>`;
  }
}

customElements.define('histogram-plot', HistogramPlot);

declare global {
  interface HTMLElementTagNameMap {
    'histogram-plot': HistogramPlot;
  }
}
