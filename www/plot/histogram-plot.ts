// A histogram of samples, with the normal curve that it should follow and the mean of that, where they may be seen.
import { css, html, nothing, svg } from 'lit';
import type { ScalingReport } from '../../pkg/attention_playground.js';
import { figure, write } from '../lib/format.ts';
import { base } from '../styles/base.ts';
import { plot } from '../styles/plot.ts';
import { property } from '../ui/property.ts';
import { linearScale, roundTicks } from './linear-scale.ts';
import { type Frame, PlotElement } from './plot-element.ts';
import { axes, line, roomFor } from './plot-parts.ts';

type Bins = ScalingReport['histogram'];

const HEIGHT = 16; // rem

export class HistogramPlot extends PlotElement {
  @property({ attribute: false }) bins: Bins | null = null;
  @property({ attribute: false }) mean: number | null = null;
  /** Under the axis. */
  @property({ attribute: false }) axis = '';
  /** What the bars are, and what the curve is. */
  @property({ attribute: false }) bars = '';
  @property({ attribute: false }) curve = '';
  @property({ attribute: false }) label = '';

  static styles = [
    base,
    plot,
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

  render() {
    const { bins } = this;
    const { width, rem } = this.size;
    if (!bins || width === 0) return nothing;
    const frame = this.#frame(bins);
    return html`<svg
      role="img"
      aria-label=${this.label}
      width=${width}
      height=${HEIGHT * rem}
      viewBox="0 0 ${width} ${HEIGHT * rem}"
    >${this.#axes(frame)} ${this.#bars(bins, frame)} ${this.#curve(bins, frame)}
      ${this.mean === null ? nothing : this.#mean(this.mean, frame)}</svg>`;
  }

  #frame({ from, width: step, counts, normal }: Bins): Frame {
    const { width, rem } = this.size;
    const [left, right] = [3.5 * rem, width - 0.5 * rem];
    const [top, bottom] = [1.75 * rem, (HEIGHT - 3) * rem];
    const most = Math.max(1, ...counts, ...normal);
    const x = linearScale([from, from + step * counts.length], [left, right]);
    const y = linearScale([0, most], [bottom, top]);
    return { width, rem, left, right, top, bottom, x, y };
  }

  #axes(frame: Frame) {
    const { x, y } = frame;
    const across = roundTicks(x.domain, roomFor(frame, 3.5));
    const decimals = Math.max(
      0,
      ...across.map((value) => (String(value).split('.')[1] ?? '').length),
    );
    return axes(frame, {
      up: roundTicks(y.domain, 4),
      across,
      upText: figure,
      acrossText: (value) => write(value, Math.min(4, decimals)),
      title: this.axis,
    });
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
