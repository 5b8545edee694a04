// Lines on two logarithmic axes, with the places where they cross and what was measured.
import { nothing, svg } from 'lit';
import { figure, prefixed, slopeText, tickText } from '../lib/format.ts';
import { property } from '../ui/property.ts';
import { CursorPlot } from './cursor-plot.ts';
import { type Box, freePlace } from './label-placement.ts';
import type { Frame } from './plot-element.ts';
import { type Line, measuredPoint, type Point, placesOf, roomFor } from './plot-parts.ts';
import { extent, logarithmic } from './scale.ts';

/** `more` stands under its name, in place of its slope. */
interface Slope extends Line {
  slope?: number;
  more?: string[];
}

interface Mark {
  at: number;
  value: number;
}

const FEW = 16; // sizes: so few are written at the axis themselves

export class LogPlot extends CursorPlot<Slope> {
  @property({ attribute: false }) marks: Mark[] = [];
  /** What was measured, over the lines. */
  @property({ attribute: false }) points: Point[] = [];
  /** Of the values, if they have one. */
  @property({ attribute: false }) unit = '';

  protected readonly page = 4;
  protected readonly spare = 2;

  protected layout(width: number) {
    const { at, lines, points, unit } = this;
    if (at.length < 2) return null;
    const values = [
      ...lines.flatMap((line) => Array.from(line.values)),
      ...points.flatMap(({ low, high }) => [low, high]),
    ];
    return {
      height: 17,
      left: unit ? 3.5 : 3,
      right: this.nameRoom(width, [10.5, 7]),
      top: 0.5,
      x: logarithmic([at[0], at[at.length - 1]]),
      y: logarithmic(extent(values, 0.03)),
    };
  }

  protected ticks(frame: Frame) {
    const { x, y } = frame;
    const room = roomFor(frame, 4);
    const few = this.at.length <= FEW;
    return {
      up: y.ticks(6),
      across: few ? everyFew(this.at, room) : x.ticks(room),
      upText: (value: number) => (this.unit ? this.#written(value) : tickText(value, y.domain[1])),
      acrossText: (value: number) => (few ? figure(value) : tickText(value, x.domain[1])),
    };
  }

  #written(value: number) {
    return this.unit ? prefixed(value, this.unit) : figure(value);
  }

  protected spokenPlace(value: number) {
    return figure(value);
  }

  /** What a line says at the cursor, and what was measured there. */
  protected spokenLine({ name, values, series }: Slope) {
    const { at, cursor, points } = this;
    const point = points.find((point) => point.series === series && point.at === at[cursor]);
    const measured = point ? `, measured ${this.#written(point.value)}` : '';
    return `${name} ${this.#written(values[cursor])}${measured}`;
  }

  protected under({ slope, more }: Slope) {
    return more ?? (slope === undefined ? [] : [`slope ${slopeText(slope)}`]);
  }

  protected over(frame: Frame) {
    return svg`${this.points.map((point) => measuredPoint(point, frame))} ${this.#marks(frame)}`;
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

/** The last and as many before it as have room, evenly. */
function everyFew(at: ArrayLike<number>, room: number) {
  const step = Math.ceil(at.length / room);
  return Array.from(at).filter((_, place) => (at.length - 1 - place) % step === 0);
}

customElements.define('log-plot', LogPlot);

declare global {
  interface HTMLElementTagNameMap {
    'log-plot': LogPlot;
  }
}
