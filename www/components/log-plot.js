// Lines on logarithmic axes, named at their ends, with a cursor that reads them at one size.
import { css, html, LitElement, nothing, svg } from 'lit';
import { figure, slopeText, tickText } from '../format.js';
import { apart, broken, extent, logScale, ticks } from '../log-scale.js';
import { nearest } from '../plots.js';
import { base } from '../styles/base.js';
import { plot } from '../styles/plot.js';

/** @typedef {{name: string, values: ArrayLike<number>, slope: number, series: number}} Line */
/** @typedef {{at: number, value: number}} Mark */
/** @typedef {{width: number, rem: number, left: number, right: number, top: number, bottom: number, x: import('../log-scale.js').Scale, y: import('../log-scale.js').Scale}} Frame */

const HEIGHT = 17; // rem
const NARROW = 30; // rem: below this, names get less room

/** Fires `cursor-set` with a place among the sizes, and `cursor-look` with one, or null, while it is pointed at. */
export class LogPlot extends LitElement {
  static properties = {
    lines: { attribute: false },
    at: { attribute: false },
    marks: { attribute: false },
    cursor: { attribute: false },
    letter: { attribute: false },
    meaning: { attribute: false },
    name: { attribute: false },
    size: { state: true },
  };

  static styles = [
    base,
    plot,
    css`
      .plot {
        cursor: crosshair;
        /* Along the axis a finger reads; across it scrolls. */
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
    /** @type {Line[]} */
    this.lines = [];
    /** @type {ArrayLike<number>} */
    this.at = [];
    /** @type {Mark[]} */
    this.marks = [];
    this.cursor = 0;
    this.letter = '';
    this.meaning = '';
    this.name = '';
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
    const { at, lines, cursor } = this;
    if (width === 0 || at.length < 2) return nothing;
    const frame = this.#frame();
    return html`<div
      class="plot"
      role="slider"
      tabindex="0"
      aria-label="${this.name} along ${this.letter}, ${this.meaning}"
      aria-valuemin=${at[0]}
      aria-valuemax=${at[at.length - 1]}
      aria-valuenow=${at[cursor]}
      aria-valuetext="${this.letter} = ${figure(at[cursor])}: ${lines
        .map(({ name, values }) => `${name} ${figure(values[cursor])}`)
        .join('; ')}"
      @keydown=${this.#key}
      @pointermove=${(/** @type {PointerEvent} */ event) => this.#point(event, frame)}
      @pointerdown=${(/** @type {PointerEvent} */ event) => this.#point(event, frame, true)}
      @pointerleave=${() => this.#tell('cursor-look', null)}
    >
      <svg
        aria-hidden="true"
        width=${width}
        height=${HEIGHT * rem}
        viewBox="0 0 ${width} ${HEIGHT * rem}"
      >${this.#axes(frame)} ${this.#cursor(frame)} ${lines.map((line) => this.#line(line, frame))}
        ${this.#names(frame)} ${this.#marks(frame)}</svg>
    </div>`;
  }

  /** @returns {Frame} */
  #frame() {
    const { width, rem } = this.size;
    const names = width < NARROW * rem ? 7 : 10.5;
    const [left, right] = [3 * rem, width - names * rem];
    const [top, bottom] = [0.5 * rem, (HEIGHT - 3) * rem];
    const values = this.lines.flatMap((line) => Array.from(line.values));
    const x = logScale([this.at[0], this.at[this.at.length - 1]], [left, right]);
    const y = logScale(extent(values, 0.03), [bottom, top]);
    return { width, rem, left, right, top, bottom, x, y };
  }

  /** @param {Frame} frame */
  #axes({ rem, left, right, bottom, x, y }) {
    const across = ticks(x.domain, Math.max(2, Math.floor((right - left) / (4 * rem))));
    return svg`
      ${ticks(y.domain, 6).map((value) => {
        const at = y.place(value);
        return svg`<line class="grid" x1=${left} x2=${right} y1=${at} y2=${at}></line>
          <text class="end" x=${left - 0.5 * rem} y=${at + 0.28 * rem}>${tickText(value, y.domain[1])}</text>`;
      })}
      <line class="axis" x1=${left} x2=${right} y1=${bottom} y2=${bottom}></line>
      ${across.map((value) => {
        const at = x.place(value);
        return svg`<line class="axis" x1=${at} x2=${at} y1=${bottom} y2=${bottom + 4}></line>
          <text class="middle" x=${at} y=${bottom + 1.25 * rem}>${tickText(value, x.domain[1])}</text>`;
      })}
      <text class="end" x=${right} y=${bottom + 2.5 * rem}><tspan class="italic">${this.letter}</tspan>, ${this.meaning}</text>`;
  }

  /** @param {Line} line @param {Frame} frame */
  #line({ values, series }, { x, y }) {
    const points = Array.from(values, (value, at) =>
      [x.place(this.at[at]), y.place(value)].map((place) => place.toFixed(1)).join(','),
    );
    return svg`<polyline class="line series-${series}" points=${points.join(' ')}></polyline>`;
  }

  /** Each line's name and its slope, beside its end. @param {Frame} frame */
  #names({ width, rem, right, top, bottom, y }) {
    const height = 1.0625 * rem;
    const longest = Math.floor((width - right - 1.25 * rem) / (0.43 * rem));
    const labels = this.lines.map(({ name, values, slope, series }) => {
      const rows = [...broken(name, longest), `slope ${slopeText(slope)}`];
      const end = y.place(values[values.length - 1]);
      return { rows, series, y: end, height: rows.length * height + 0.25 * rem };
    });
    const places = apart(labels, top - 0.5 * rem, bottom + 2 * rem);
    return labels.map(({ rows, series, y: end }, at) => {
      const first = places[at] - ((rows.length - 1) * height) / 2 + 0.28 * rem;
      return svg`<g class="series-${series}">
        <polyline class="lead" points="${right + 2},${end} ${right + 0.75 * rem},${places[at]}"></polyline>
        ${rows.map(
          (row, place) =>
            svg`<text class="name" x=${right + 1 * rem} y=${first + place * height}>${row}</text>`,
        )}
      </g>`;
    });
  }

  /** Where two lines cross; of those that stand close together one is written. @param {Frame} frame */
  #marks({ rem, right, bottom, x, y }) {
    /** @type {{left: number, down: number}[]} */
    const written = [];
    return this.marks.map(({ at, value }) => {
      const [left, down] = [x.place(at), y.place(value)];
      const near = written.some(
        (other) => Math.abs(other.left - left) < 5 * rem && Math.abs(other.down - down) < 1.5 * rem,
      );
      if (!near) written.push({ left, down });
      const turned = left > right - 5 * rem;
      return svg`
        <line class="drop" x1=${left} x2=${left} y1=${down} y2=${bottom}></line>
        <circle class="mark" cx=${left} cy=${down} r="3.5"></circle>
        ${
          near
            ? nothing
            : svg`<text
                class="halo ${turned ? 'end' : ''}"
                x=${left + (turned ? -0.5 : 0.5) * rem}
                y=${Math.min(down + 1.25 * rem, bottom - 0.375 * rem)}
              ><tspan class="italic">${this.letter}</tspan> = ${figure(Math.round(at))}</text>`
        }`;
    });
  }

  /** @param {Frame} frame */
  #cursor({ x, y, top, bottom }) {
    const left = x.place(this.at[this.cursor]);
    return svg`<g data-fleeting>
      <line class="cursor" x1=${left} x2=${left} y1=${top} y2=${bottom}></line>
      ${this.lines.map(
        ({ values, series }) =>
          svg`<circle class="ring series-${series}" cx=${left} cy=${y.place(values[this.cursor])} r="4"></circle>`,
      )}
    </g>`;
  }

  /** @param {PointerEvent} event @param {Frame} frame @param {boolean} [down] */
  #point(event, { x }, down = false) {
    const target = /** @type {Element} */ (event.currentTarget);
    const place = nearest(this.at, x.value(event.clientX - target.getBoundingClientRect().left));
    this.#tell(down || event.buttons > 0 ? 'cursor-set' : 'cursor-look', place);
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
      PageDown: this.cursor - 4,
      PageUp: this.cursor + 4,
      Home: 0,
      End: last,
    };
    const place = places[event.key];
    if (place === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#tell('cursor-set', Math.min(last, Math.max(0, place)));
  }

  /** @param {string} type @param {number | null} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define('log-plot', LogPlot);
