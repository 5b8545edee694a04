// Curves over a plain or a logarithmic axis, named at their ends, with a cursor at one place.
import { html, nothing, svg } from 'lit';
import { figure, tickText, write } from '../lib/format.ts';
import { base } from '../styles/base.ts';
import { plot, reading } from '../styles/plot.ts';
import { act } from '../ui/action.ts';
import { moveAlong } from '../ui/grid-navigation.ts';
import { property } from '../ui/property.ts';
import { linearScale, roundTicks } from './linear-scale.ts';
import { logScale, ticks } from './log-scale.ts';
import { type Frame, PlotElement } from './plot-element.ts';
import {
  axes,
  type Line as Curve,
  letterTitle,
  line,
  names,
  placesOf,
  rings,
  roomFor,
} from './plot-parts.ts';

const HEIGHT = 14; // rem
const NARROW = 30; // rem: below this, names get less room

export class CurvePlot extends PlotElement {
  @property({ attribute: false }) curves: Curve[] = [];
  /** Where the values stand, from the least on. */
  @property({ attribute: false }) at: ArrayLike<number> = [];
  @property({ attribute: false }) cursor = 0;
  @property({ attribute: false }) letter = '';
  @property({ attribute: false }) meaning = '';
  @property({ attribute: false }) name = '';
  @property({ type: Boolean }) log = false;

  static styles = [base, plot, reading];

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
      @pointermove=${(event: PointerEvent) => event.buttons > 0 && this.#point(event, frame)}
      @pointerdown=${(event: PointerEvent) => this.#point(event, frame)}
    >
      <svg
        aria-hidden="true"
        width=${width}
        height=${HEIGHT * rem}
        viewBox="0 0 ${width} ${HEIGHT * rem}"
      >${this.#axes(frame)} ${this.#cursor(frame)}
        ${curves.map(({ values, series }) => line(placesOf(values, at, frame), series))}
        ${names(curves, frame, { spare: 1.5 })}</svg>
    </div>`;
  }

  #frame(): Frame {
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

  #axes(frame: Frame) {
    const { x, y } = frame;
    const room = roomFor(frame, 4);
    return axes(frame, {
      up: roundTicks(y.domain, 4),
      across: this.log ? ticks(x.domain, room) : roundTicks(x.domain, room),
      upText: (value) => (value < 1000 ? value : figure(value)),
      acrossText: (value) => (this.log ? tickText(value, x.domain[1]) : String(value)),
      title: letterTitle(this.letter, this.meaning),
    });
  }

  #cursor(frame: Frame) {
    const left = frame.x.place(this.at[this.cursor]);
    return svg`<line class="cursor" x1=${left} x2=${left} y1=${frame.top} y2=${frame.bottom}></line>
      ${rings(this.curves, this.cursor, left, frame)}`;
  }

  #point(event: PointerEvent, { x }: Frame) {
    const target = event.currentTarget as Element;
    const left = event.clientX - target.getBoundingClientRect().left;
    const away = Array.from(this.at, (value) => Math.abs(x.place(value) - left));
    act(this, 'cursor-set', away.indexOf(Math.min(...away)));
  }

  #key(event: KeyboardEvent) {
    const place = moveAlong(event, this.cursor, this.at.length - 1, 10);
    if (place === undefined) return;
    event.preventDefault();
    act(this, 'cursor-set', place);
  }
}

customElements.define('curve-plot', CurvePlot);

declare global {
  interface HTMLElementTagNameMap {
    'curve-plot': CurvePlot;
  }
}
