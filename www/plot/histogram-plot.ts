// A histogram of samples, with the normal curve that it should follow and the mean of that, where they may be seen.
import { css, html, nothing, svg } from 'lit';
import { figure, write } from '../lib/format.js';
import { base } from '../styles/base.js';
import { plot } from '../styles/plot.js';
import { linearScale, roundTicks } from './linear-scale.js';
import { PlotElement } from './plot-element.js';
import { axes, line, roomFor } from './plot-parts.js';

/** @typedef {import('../../pkg/attention_playground.js').ScalingReport['histogram']} Bins */
/** @typedef {import('./plot-element.js').Frame} Frame */

const HEIGHT = 16; // rem

export class HistogramPlot extends PlotElement {
  static properties = {
    bins: { attribute: false },
    mean: { attribute: false },
    /** Under the axis. */
    axis: { attribute: false },
    /** What the bars are, and what the curve is. */
    bars: { attribute: false },
    curve: { attribute: false },
    label: { attribute: false },
  };

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

  constructor() {
    super();
    /** @type {Bins | null} */
    this.bins = null;
    /** @type {number | null} */
    this.mean = null;
    this.axis = '';
    this.bars = '';
    this.curve = '';
    this.label = '';
  }

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

  /** @param {Bins} bins @returns {Frame} */
  #frame({ from, width: step, counts, normal }) {
    const { width, rem } = this.size;
    const [left, right] = [3.5 * rem, width - 0.5 * rem];
    const [top, bottom] = [1.75 * rem, (HEIGHT - 3) * rem];
    const most = Math.max(1, ...counts, ...normal);
    const x = linearScale([from, from + step * counts.length], [left, right]);
    const y = linearScale([0, most], [bottom, top]);
    return { width, rem, left, right, top, bottom, x, y };
  }

  /** @param {Frame} frame */
  #axes(frame) {
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

  /** @param {Bins} bins @param {Frame} frame */
  #bars({ from, width, counts }, { x, y, bottom, rem, left, top }) {
    const gap = x.place(from + width) - x.place(from) > 4 ? 0.5 : 0;
    return svg`${Array.from(counts, (count, at) => {
      const start = x.place(from + at * width);
      const end = x.place(from + (at + 1) * width);
      const up = y.place(count);
      return svg`<rect class="bar" x=${start + gap} y=${up} width=${Math.max(0.5, end - start - 2 * gap)} height=${bottom - up}></rect>`;
    })}
      <text class="bars" x=${left} y=${top - 0.75 * rem}>${this.bars}</text>`;
  }

  /** @param {Bins} bins @param {Frame} frame */
  #curve({ from, width, normal }, { x, y, right, top, rem }) {
    const places = Array.from(
      normal,
      (value, at) =>
        /** @type {[number, number]} */ ([x.place(from + (at + 0.5) * width), y.place(value)]),
    );
    return svg`
      ${line(places, 1)}
      <text class="name series-1 end" x=${right} y=${top - 0.75 * rem}>${this.curve}</text>`;
  }

  /** @param {number} mean @param {Frame} frame */
  #mean(mean, { x, top, bottom }) {
    const at = x.place(mean);
    return svg`<line class="mean" x1=${at} x2=${at} y1=${top} y2=${bottom}></line>`;
  }
}

customElements.define('histogram-plot', HistogramPlot);
