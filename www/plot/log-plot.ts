// Lines on logarithmic axes, named at their ends, with a cursor that reads them at one size.
import { html, nothing, svg } from 'lit';
import { figure, prefixed, slopeText, tickText } from '../lib/format.js';
import { nearest } from '../state/queries/plots.js';
import { base } from '../styles/base.js';
import { plot, reading } from '../styles/plot.js';
import { moveAlong } from '../ui/grid-navigation.js';
import { freePlace } from './label-placement.js';
import { extent, logScale, ticks } from './log-scale.js';
import { PlotElement } from './plot-element.js';
import {
  axes,
  letterTitle,
  line,
  measuredPoint,
  names,
  placesOf,
  rings,
  roomFor,
} from './plot-parts.js';

/**
 * `more` stands under its name, in place of its slope.
 * @typedef {{name: string, values: ArrayLike<number>, slope?: number, more?: string[], series: number}} Line
 */
/** @typedef {import('./plot-parts.js').Point} Point */
/** @typedef {{at: number, value: number}} Mark */
/** @typedef {import('./plot-element.js').Frame} Frame */

const HEIGHT = 17; // rem
const FEW = 16; // sizes: so few are written at the axis themselves
const NARROW = 30; // rem: below this, names get less room

/** Fires `cursor-set` with a place among the sizes, and `cursor-look` with one, or null, while it is pointed at. */
export class LogPlot extends PlotElement {
  static properties = {
    lines: { attribute: false },
    at: { attribute: false },
    marks: { attribute: false },
    /** What was measured, over the lines. */
    points: { attribute: false },
    /** Of the values, if they have one. */
    unit: { attribute: false },
    cursor: { attribute: false },
    letter: { attribute: false },
    meaning: { attribute: false },
    name: { attribute: false },
  };

  static styles = [base, plot, reading];

  constructor() {
    super();
    /** @type {Line[]} */
    this.lines = [];
    /** @type {ArrayLike<number>} */
    this.at = [];
    /** @type {Mark[]} */
    this.marks = [];
    /** @type {Point[]} */
    this.points = [];
    this.unit = '';
    this.cursor = 0;
    this.letter = '';
    this.meaning = '';
    this.name = '';
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
        .map((line) => this.#spoken(line))
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
      >${this.#axes(frame)} ${this.#cursor(frame)}
        ${lines.map(({ values, series }) => line(placesOf(values, at, frame), series))}
        ${names(lines, frame, { spare: 2, more: under })}
        ${this.points.map((point) => measuredPoint(point, frame))} ${this.#marks(frame)}</svg>
    </div>`;
  }

  /** @param {number} value */
  #written(value) {
    return this.unit ? prefixed(value, this.unit) : figure(value);
  }

  /** What a line says at the cursor, and what was measured there. @param {Line} line */
  #spoken({ name, values, series }) {
    const { at, cursor, points } = this;
    const point = points.find((point) => point.series === series && point.at === at[cursor]);
    const measured = point ? `, measured ${this.#written(point.value)}` : '';
    return `${name} ${this.#written(values[cursor])}${measured}`;
  }

  /** @returns {Frame} */
  #frame() {
    const { width, rem } = this.size;
    const names = width < NARROW * rem ? 7 : 10.5;
    const [left, right] = [(this.unit ? 3.5 : 3) * rem, width - names * rem];
    const [top, bottom] = [0.5 * rem, (HEIGHT - 3) * rem];
    const values = [
      ...this.lines.flatMap((line) => Array.from(line.values)),
      ...this.points.flatMap(({ low, high }) => [low, high]),
    ];
    const x = logScale([this.at[0], this.at[this.at.length - 1]], [left, right]);
    const y = logScale(extent(values, 0.03), [bottom, top]);
    return { width, rem, left, right, top, bottom, x, y };
  }

  /** @param {Frame} frame */
  #axes(frame) {
    const { x, y } = frame;
    const room = roomFor(frame, 4);
    const few = this.at.length <= FEW;
    return axes(frame, {
      up: ticks(y.domain, 6),
      across: few ? everyFew(this.at, room) : ticks(x.domain, room),
      upText: (value) => (this.unit ? this.#written(value) : tickText(value, y.domain[1])),
      acrossText: (value) => (few ? figure(value) : tickText(value, x.domain[1])),
      title: letterTitle(this.letter, this.meaning),
    });
  }

  /**
   * Where two lines cross, written where no line goes through it and no other stands: the caption says
   * them all.
   * @param {Frame} frame
   */
  #marks(frame) {
    const { rem, bottom, x, y } = frame;
    const marks = this.marks.map(({ at, value }) => ({
      at,
      left: x.place(at),
      down: y.place(value),
    }));
    const drawn = {
      within: { ...frame, right: frame.right + 0.5 * rem },
      lines: [
        ...this.lines.map(({ values }) => placesOf(values, this.at, frame)),
        ...marks.map(
          ({ left, down }) =>
            /** @type {[number, number][]} */ ([
              [left, down],
              [left, bottom],
            ]),
        ),
      ],
      others: /** @type {import('./label-placement.js').Box[]} */ ([]),
    };
    return marks.map((mark) => {
      const { at, left, down } = mark;
      const text = figure(Math.round(at));
      const label = freePlace(besideDrop(mark, text.length + 4, frame), drawn);
      if (label) drawn.others.push(label);
      return svg`
        <line class="drop" x1=${left} x2=${left} y1=${down} y2=${bottom}></line>
        <circle class="mark" cx=${left} cy=${down} r="3.5"></circle>
        ${
          label
            ? svg`<text
                class="halo ${label.turned ? 'end' : ''}"
                x=${label.turned ? label.right : label.left}
                y=${label.baseline}
              ><tspan class="italic">${this.letter}</tspan> = ${text}</text>`
            : nothing
        }`;
    });
  }

  /** @param {Frame} frame */
  #cursor(frame) {
    const left = frame.x.place(this.at[this.cursor]);
    return svg`<g data-fleeting>
      <line class="cursor" x1=${left} x2=${left} y1=${frame.top} y2=${frame.bottom}></line>
      ${rings(this.lines, this.cursor, left, frame)}
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
    const place = moveAlong(event, this.cursor, this.at.length - 1, 4);
    if (place === undefined) return;
    event.preventDefault();
    this.#tell('cursor-set', place);
  }

  /** @param {string} type @param {number | null} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/**
 * Where the text at a mark may stand: right or left of the line that drops from it, from the mark down,
 * or a little above the mark.
 * @param {{left: number, down: number}} mark @param {number} letters @param {Frame} frame
 */
function besideDrop({ left, down }, letters, { rem, bottom }) {
  const [width, gap, step] = [0.4 * rem * letters, 0.5 * rem, 0.5 * rem];
  const lowest = bottom - 0.375 * rem;
  const first = Math.min(down + 1.25 * rem, lowest);
  const below = Array.from({ length: Math.ceil((lowest - first) / step) + 1 }, (_, at) =>
    Math.min(first + at * step, lowest),
  );
  const above = [down - step, down - 2 * step];
  return [...below, ...above].flatMap((baseline) =>
    [false, true].map((turned) => ({
      turned,
      baseline,
      left: turned ? left - gap - width : left + gap,
      right: turned ? left - gap : left + gap + width,
      top: baseline - 0.75 * rem,
      bottom: baseline + 0.25 * rem,
    })),
  );
}

/** What stands under a line's name. @param {Line} line */
const under = ({ slope, more = slope === undefined ? [] : [`slope ${slopeText(slope)}`] }) => more;

/** The last and as many before it as have room, evenly. @param {ArrayLike<number>} at @param {number} room */
function everyFew(at, room) {
  const step = Math.ceil(at.length / room);
  return Array.from(at).filter((_, place) => (at.length - 1 - place) % step === 0);
}

customElements.define('log-plot', LogPlot);
