// Curves over a plain or a logarithmic axis, named at their ends, with a cursor at one place.
import { css, html, LitElement, nothing, svg } from 'lit';
import { figure, tickText, write } from '../format.js';
import { linearScale, roundTicks } from '../linear-scale.js';
import { apart, broken, logScale, ticks } from '../log-scale.js';
import { base } from '../styles/base.js';
import { plot } from '../styles/plot.js';

/** @typedef {{name: string, values: ArrayLike<number>, series: number}} Curve */
/** @typedef {{width: number, rem: number, left: number, right: number, top: number, bottom: number, x: import('../log-scale.js').Scale, y: import('../log-scale.js').Scale}} Frame */

const HEIGHT = 14; // rem
const NARROW = 30; // rem: below this, names get less room

/** Fires `cursor-set` with a place along the axis. */
export class CurvePlot extends LitElement {
  static properties = {
    curves: { attribute: false },
    /** Where the values stand, from the least on. */
    at: { attribute: false },
    cursor: { attribute: false },
    letter: { attribute: false },
    meaning: { attribute: false },
    name: { attribute: false },
    log: { type: Boolean },
    size: { state: true },
  };

  static styles = [
    base,
    plot,
    css`
      .plot {
        cursor: crosshair;
        touch-action: pan-y;
        user-select: none;
        -webkit-user-select: none;
      }
      .cursor {
        stroke: var(--ink3);
        stroke-width: 1;
      }
      @media (forced-colors: active) {
        .cursor {
          stroke: Highlight;
          stroke-width: 2;
        }
      }
    `,
  ];

  constructor() {
    super();
    /** @type {Curve[]} */
    this.curves = [];
    /** @type {ArrayLike<number>} */
    this.at = [];
    this.cursor = 0;
    this.letter = '';
    this.meaning = '';
    this.name = '';
    this.log = false;
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
    const { width, rem } = this.size;
    const { at, curves, cursor } = this;
    if (width === 0 || at.length < 2) return nothing;
    const frame = this.#frame();
    const read = curves.map(({ name, values }) => `${name} ${write(values[cursor], 4)}`);
    return html`<div
      class="plot"
      role="slider"
      tabindex="0"
      aria-label="${this.name} along ${this.letter}, ${this.meaning}"
      aria-valuemin=${at[0]}
      aria-valuemax=${at[at.length - 1]}
      aria-valuenow=${at[cursor]}
      aria-valuetext="${this.letter} = ${at[cursor]}: ${read.join('; ')}"
      @keydown=${this.#key}
      @pointermove=${(/** @type {PointerEvent} */ event) => event.buttons > 0 && this.#point(event, frame)}
      @pointerdown=${(/** @type {PointerEvent} */ event) => this.#point(event, frame)}
    >
      <svg
        aria-hidden="true"
        width=${width}
        height=${HEIGHT * rem}
        viewBox="0 0 ${width} ${HEIGHT * rem}"
      >${this.#axes(frame)} ${this.#cursor(frame)} ${curves.map((curve) => this.#curve(curve, frame))}
        ${this.#names(frame)}</svg>
    </div>`;
  }

  /** @returns {Frame} */
  #frame() {
    const { width, rem } = this.size;
    const { at, log } = this;
    const names = width < NARROW * rem ? 5.5 : 8.5;
    const [left, right] = [3 * rem, width - names * rem];
    const [top, bottom] = [0.5 * rem, (HEIGHT - 3) * rem];
    const most = Math.max(...this.curves.flatMap(({ values }) => Array.from(values)), 0);
    const x = (log ? logScale : linearScale)([at[0], at[at.length - 1]], [left, right]);
    const y = linearScale([0, most === 0 ? 1 : most * 1.05], [bottom, top]);
    return { width, rem, left, right, top, bottom, x, y };
  }

  /** @param {Frame} frame */
  #axes({ rem, left, right, bottom, x, y }) {
    const room = Math.max(2, Math.floor((right - left) / (4 * rem)));
    const across = this.log ? ticks(x.domain, room) : roundTicks(x.domain, room);
    const text = (/** @type {number} */ value) =>
      this.log ? tickText(value, x.domain[1]) : String(value);
    return svg`
      ${roundTicks(y.domain, 4).map((value) => {
        const at = y.place(value);
        return svg`<line class="grid" x1=${left} x2=${right} y1=${at} y2=${at}></line>
          <text class="end" x=${left - 0.5 * rem} y=${at + 0.28 * rem}>${value < 1000 ? value : figure(value)}</text>`;
      })}
      <line class="axis" x1=${left} x2=${right} y1=${bottom} y2=${bottom}></line>
      ${across.map((value) => {
        const at = x.place(value);
        return svg`<line class="axis" x1=${at} x2=${at} y1=${bottom} y2=${bottom + 4}></line>
          <text class="middle" x=${at} y=${bottom + 1.25 * rem}>${text(value)}</text>`;
      })}
      <text class="end" x=${right} y=${bottom + 2.5 * rem}><tspan class="italic">${this.letter}</tspan>, ${this.meaning}</text>`;
  }

  /** @param {Curve} curve @param {Frame} frame */
  #curve({ values, series }, { x, y }) {
    const points = Array.from(values, (value, at) =>
      [x.place(this.at[at]), y.place(value)].map((place) => place.toFixed(1)).join(','),
    );
    return svg`<polyline class="line series-${series}" points=${points.join(' ')}></polyline>`;
  }

  /** Each curve's name beside its end. @param {Frame} frame */
  #names({ width, rem, right, top, bottom, y }) {
    const height = 1.0625 * rem;
    const longest = Math.floor((width - right - 1.25 * rem) / (0.43 * rem));
    const labels = this.curves.map(({ name, values, series }) => {
      const rows = broken(name, longest);
      const end = y.place(values[values.length - 1]);
      return { rows, series, y: end, height: rows.length * height + 0.25 * rem };
    });
    const places = apart(labels, top - 0.5 * rem, bottom + 1.5 * rem);
    return labels.map(({ rows, series, y: end }, at) => {
      const first = places[at] - ((rows.length - 1) * height) / 2 + 0.28 * rem;
      return svg`<g class="series-${series}">
        <polyline class="lead" points="${right + 2},${end} ${right + 0.75 * rem},${places[at]}"></polyline>
        ${rows.map(
          (row, place) =>
            svg`<text class="name" x=${right + rem} y=${first + place * height}>${row}</text>`,
        )}
      </g>`;
    });
  }

  /** @param {Frame} frame */
  #cursor({ x, y, top, bottom }) {
    const left = x.place(this.at[this.cursor]);
    return svg`<line class="cursor" x1=${left} x2=${left} y1=${top} y2=${bottom}></line>
      ${this.curves.map(
        ({ values, series }) =>
          svg`<circle class="ring series-${series}" cx=${left} cy=${y.place(values[this.cursor])} r="4"></circle>`,
      )}`;
  }

  /** @param {PointerEvent} event @param {Frame} frame */
  #point(event, { x }) {
    const target = /** @type {Element} */ (event.currentTarget);
    const left = event.clientX - target.getBoundingClientRect().left;
    const away = Array.from(this.at, (value) => Math.abs(x.place(value) - left));
    this.#tell(away.indexOf(Math.min(...away)));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const last = this.at.length - 1;
    /** @type {Record<string, number>} */
    const places = {
      ArrowLeft: this.cursor - 1,
      ArrowDown: this.cursor - 1,
      ArrowRight: this.cursor + 1,
      ArrowUp: this.cursor + 1,
      PageDown: this.cursor - 10,
      PageUp: this.cursor + 10,
      Home: 0,
      End: last,
    };
    const place = places[event.key];
    if (place === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#tell(Math.min(last, Math.max(0, place)));
  }

  /** @param {number} detail */
  #tell(detail) {
    this.dispatchEvent(new CustomEvent('cursor-set', { detail, bubbles: true, composed: true }));
  }
}

customElements.define('curve-plot', CurvePlot);
