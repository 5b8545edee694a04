// Lines on logarithmic axes, named at their ends, with a cursor that reads them at one size.
import { html, nothing, svg } from 'lit';
import { figure, prefixed, slopeText, tickText } from '../lib/format.ts';
import { nearest } from '../state/queries/plots.ts';
import { base } from '../styles/base.ts';
import { plot, reading } from '../styles/plot.ts';
import { act } from '../ui/action.ts';
import { moveAlong } from '../ui/grid-navigation.ts';
import { property } from '../ui/property.ts';
import { type Box, freePlace } from './label-placement.ts';
import { extent, logScale, ticks } from './log-scale.ts';
import { type Frame, PlotElement } from './plot-element.ts';
import {
  axes,
  letterTitle,
  line,
  measuredPoint,
  names,
  type Point,
  placesOf,
  rings,
  roomFor,
} from './plot-parts.ts';

/** `more` stands under its name, in place of its slope. */
interface Line {
  name: string;
  values: ArrayLike<number>;
  slope?: number;
  more?: string[];
  series: number;
}

interface Mark {
  at: number;
  value: number;
}

const HEIGHT = 17; // rem
const FEW = 16; // sizes: so few are written at the axis themselves
const NARROW = 30; // rem: below this, names get less room

export class LogPlot extends PlotElement {
  @property({ attribute: false }) lines: Line[] = [];
  @property({ attribute: false }) at: ArrayLike<number> = [];
  @property({ attribute: false }) marks: Mark[] = [];
  /** What was measured, over the lines. */
  @property({ attribute: false }) points: Point[] = [];
  /** Of the values, if they have one. */
  @property({ attribute: false }) unit = '';
  @property({ attribute: false }) cursor = 0;
  @property({ attribute: false }) letter = '';
  @property({ attribute: false }) meaning = '';
  @property({ attribute: false }) name = '';

  static styles = [base, plot, reading];

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
      @pointermove=${(event: PointerEvent) => this.#point(event, frame)}
      @pointerdown=${(event: PointerEvent) => this.#point(event, frame, true)}
      @pointerleave=${() => act(this, 'cursor-look', null)}
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

  #written(value: number) {
    return this.unit ? prefixed(value, this.unit) : figure(value);
  }

  /** What a line says at the cursor, and what was measured there. */
  #spoken({ name, values, series }: Line) {
    const { at, cursor, points } = this;
    const point = points.find((point) => point.series === series && point.at === at[cursor]);
    const measured = point ? `, measured ${this.#written(point.value)}` : '';
    return `${name} ${this.#written(values[cursor])}${measured}`;
  }

  #frame(): Frame {
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

  #axes(frame: Frame) {
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
   */
  #marks(frame: Frame) {
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
            [
              [left, down],
              [left, bottom],
            ] as [number, number][],
        ),
      ],
      others: [] as Box[],
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

  #cursor(frame: Frame) {
    const left = frame.x.place(this.at[this.cursor]);
    return svg`<g data-fleeting>
      <line class="cursor" x1=${left} x2=${left} y1=${frame.top} y2=${frame.bottom}></line>
      ${rings(this.lines, this.cursor, left, frame)}
    </g>`;
  }

  #point(event: PointerEvent, { x }: Frame, down: boolean = false) {
    const target = event.currentTarget as Element;
    const place = nearest(this.at, x.value(event.clientX - target.getBoundingClientRect().left));
    act(this, down || event.buttons > 0 ? 'cursor-set' : 'cursor-look', place);
  }

  #key(event: KeyboardEvent) {
    const place = moveAlong(event, this.cursor, this.at.length - 1, 4);
    if (place === undefined) return;
    event.preventDefault();
    act(this, 'cursor-set', place);
  }
}

/**
 * Where the text at a mark may stand: right or left of the line that drops from it, from the mark down,
 * or a little above the mark.
 */
function besideDrop(
  { left, down }: { left: number; down: number },
  letters: number,
  { rem, bottom }: Frame,
) {
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

/** What stands under a line's name. */
const under = ({ slope, more = slope === undefined ? [] : [`slope ${slopeText(slope)}`] }: Line) =>
  more;

/** The last and as many before it as have room, evenly. */
function everyFew(at: ArrayLike<number>, room: number) {
  const step = Math.ceil(at.length / room);
  return Array.from(at).filter((_, place) => (at.length - 1 - place) % step === 0);
}

customElements.define('log-plot', LogPlot);

declare global {
  interface Actions {
    /** The place along the axis that is read. */
    'cursor-set': number;
    /** The one that is pointed at. */
    'cursor-look': number | null;
  }
  interface HTMLElementTagNameMap {
    'log-plot': LogPlot;
  }
}
