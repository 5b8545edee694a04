// What plots are drawn from: axes with ticks, lines, names at the lines' ends.
import { nothing, svg } from 'lit';
import { apart, broken } from './label-placement.ts';
import type { Frame } from './plot-element.ts';

export interface Line {
  name: string;
  values: ArrayLike<number>;
  series: number;
}

export interface Point {
  at: number;
  value: number;
  low: number;
  high: number;
  series: number;
}

const APART = 3; // CSS pixels: a hairline that is nearer to the axis would thicken it

/** The numbers at both axes, and how they are written. */
export interface Ticks {
  up: number[];
  across: number[];
  upText: (value: number) => unknown;
  acrossText: (value: number) => unknown;
}

/** A hairline at each value upwards, a tick at each across. @param title what is counted across */
export function axes(
  { rem, left, right, bottom, foot, x, y }: Frame,
  { up, across, upText, acrossText }: Ticks,
  title: unknown,
) {
  return svg`
    ${up.map((value) => {
      const at = y.place(value);
      return svg`${Math.abs(at - bottom) < APART ? nothing : svg`<line class="grid" x1=${left} x2=${right} y1=${at} y2=${at}></line>`}
        <text class="end" x=${left - 0.5 * rem} y=${at + 0.28 * rem}>${upText(value)}</text>`;
    })}
    <line class="axis" x1=${left} x2=${right} y1=${bottom} y2=${bottom}></line>
    ${across.map((value) => {
      const at = x.place(value);
      return svg`<line class="axis" x1=${at} x2=${at} y1=${foot} y2=${foot + 4}></line>
        <text class="middle" x=${at} y=${foot + 1.25 * rem}>${acrossText(value)}</text>`;
    })}
    <text class="end" x=${right} y=${foot + 2.5 * rem}>${title}</text>`;
}

/** How many ticks of this width, in rem, have room across. */
export const roomFor = ({ left, right, rem }: Frame, each: number) =>
  Math.max(2, Math.floor((right - left) / (each * rem)));

export const letterTitle = (letter: string, meaning: string) =>
  svg`<tspan class="italic">${letter}</tspan>, ${meaning}`;

/** @param places in pixels */
export function line(places: Iterable<[number, number]>, series: number) {
  const points = Array.from(places, (at) => at.map((place) => place.toFixed(1)).join(','));
  return svg`<polyline class="line series-${series}" points=${points.join(' ')}></polyline>`;
}

/** The places of a line's values. */
export const placesOf = (
  values: ArrayLike<number>,
  at: ArrayLike<number>,
  { x, y }: Frame,
): [number, number][] => Array.from(values, (value, place) => [x.place(at[place]), y.place(value)]);

/** A ring on each line at one place along the axis. */
export const rings = (lines: Line[], place: number, left: number, { y }: Frame) =>
  lines.map(
    ({ values, series }) =>
      svg`<circle class="ring series-${series}" cx=${left} cy=${y.place(values[place])} r="4"></circle>`,
  );

/** Around the origin: what is measured is told apart by shapes, since lines may lie on each other. */
const SHAPES = [
  'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z',
  'M-3.75-3.75h7.5v7.5h-7.5z',
  'M0-5.25 5.25 0 0 5.25-5.25 0z',
  'M0-5 5 3.75h-10z',
];

export const shape = (series: number, left: number, top: number) =>
  svg`<path
    class="point series-${series}"
    transform="translate(${left.toFixed(1)} ${top.toFixed(1)})"
    d=${SHAPES[series - 1]}
  ></path>`;

/** What was measured at one size, with a bar over its spread. */
export function measuredPoint({ at, value, low, high, series }: Point, { x, y }: Frame) {
  const left = x.place(at);
  return svg`<line
      class="spread series-${series}"
      x1=${left}
      x2=${left}
      y1=${y.place(low)}
      y2=${y.place(high)}
    ></line>${shape(series, left, y.place(value))}`;
}

/**
 * Each line's name beside its end, and under it what `more` says of it; `spare` rem below the bottom
 * may be used where they would touch.
 */
export function names<L extends Line>(
  lines: L[],
  { width, rem, right, top, bottom, y }: Frame,
  { spare, more = () => [] }: { spare: number; more?: (line: L) => string[] },
) {
  const height = 1.0625 * rem;
  const longest = Math.floor((width - right - 1.25 * rem) / (0.43 * rem));
  const labels = lines.map((line) => {
    const rows = [...broken(line.name, longest), ...more(line)];
    const end = y.place(line.values[line.values.length - 1]);
    return { rows, series: line.series, y: end, height: rows.length * height + 0.25 * rem };
  });
  const places = apart(labels, top - 0.5 * rem, bottom + spare * rem);
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
