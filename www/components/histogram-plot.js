// A histogram of samples, with the normal curve that it should follow and the mean of that.
import { css, html, LitElement, nothing, svg } from 'lit';
import { figure, write } from '../format.js';
import { linearScale, roundTicks } from '../linear-scale.js';
import { base } from '../styles/base.js';
import { plot } from '../styles/plot.js';

/** @typedef {import('../../pkg/attention_playground.js').ScalingReport['histogram']} Bins */
/** @typedef {{rem: number, left: number, right: number, top: number, bottom: number, x: import('../log-scale.js').Scale, y: import('../log-scale.js').Scale}} Frame */

const HEIGHT = 16; // rem

export class HistogramPlot extends LitElement {
  static properties = {
    bins: { attribute: false },
    mean: { attribute: false },
    /** Under the axis. */
    axis: { attribute: false },
    /** What the bars are, and what the curve is. */
    bars: { attribute: false },
    curve: { attribute: false },
    label: { attribute: false },
    size: { state: true },
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
    this.mean = 0;
    this.axis = '';
    this.bars = '';
    this.curve = '';
    this.label = '';
    /** In pixels: its width, and what a rem is. */
    this.size = { width: 0, rem: 16 };
    this.watch = new ResizeObserver(([{ contentRect }]) => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      this.size = { width: contentRect.width, rem };
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.watch.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watch.disconnect();
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
      ${this.#mean(frame)}</svg>`;
  }

  /** @param {Bins} bins @returns {Frame} */
  #frame({ from, width: step, counts, normal }) {
    const { width, rem } = this.size;
    const [left, right] = [3.5 * rem, width - 0.5 * rem];
    const [top, bottom] = [1.75 * rem, (HEIGHT - 3) * rem];
    const most = Math.max(1, ...counts, ...normal);
    const x = linearScale([from, from + step * counts.length], [left, right]);
    const y = linearScale([0, most], [bottom, top]);
    return { rem, left, right, top, bottom, x, y };
  }

  /** @param {Frame} frame */
  #axes({ rem, left, right, bottom, x, y }) {
    const across = roundTicks(x.domain, Math.max(2, Math.floor((right - left) / (5 * rem))));
    const decimals = Math.max(
      0,
      ...across.map((value) => (String(value).split('.')[1] ?? '').length),
    );
    return svg`
      ${roundTicks(y.domain, 4).map((value) => {
        const at = y.place(value);
        return svg`<line class="grid" x1=${left} x2=${right} y1=${at} y2=${at}></line>
          <text class="end" x=${left - 0.5 * rem} y=${at + 0.28 * rem}>${figure(value)}</text>`;
      })}
      <line class="axis" x1=${left} x2=${right} y1=${bottom} y2=${bottom}></line>
      ${across.map((value) => {
        const at = x.place(value);
        return svg`<line class="axis" x1=${at} x2=${at} y1=${bottom} y2=${bottom + 4}></line>
          <text class="middle" x=${at} y=${bottom + 1.25 * rem}>${write(value, Math.min(4, decimals))}</text>`;
      })}
      <text class="end" x=${right} y=${bottom + 2.5 * rem}>${this.axis}</text>`;
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
    const points = Array.from(normal, (value, at) => [
      x.place(from + (at + 0.5) * width),
      y.place(value),
    ]);
    return svg`
      <polyline class="line series-1" points=${points.map((point) => point.map((place) => place.toFixed(1)).join(',')).join(' ')}></polyline>
      <text class="name series-1 end" x=${right} y=${top - 0.75 * rem}>${this.curve}</text>`;
  }

  /** @param {Frame} frame */
  #mean({ x, top, bottom }) {
    const at = x.place(this.mean);
    return svg`<line class="mean" x1=${at} x2=${at} y1=${top} y2=${bottom}></line>`;
  }
}

customElements.define('histogram-plot', HistogramPlot);
