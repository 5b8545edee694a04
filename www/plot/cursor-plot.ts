// Lines that are named at their ends and read at one place along the axis: by keys, pointing and touch.
import { html, svg } from 'lit';
import { reading } from '../styles/plot.ts';
import { act } from '../ui/action.ts';
import { moveAlong } from '../ui/grid-navigation.ts';
import { property } from '../ui/property.ts';
import { type Frame, PlotElement } from './plot-element.ts';
import {
  axes,
  type Line,
  letterTitle,
  line,
  names,
  placesOf,
  rings,
  type Ticks,
} from './plot-parts.ts';

const NARROW = 30; // rem: below this, names get less room

export abstract class CursorPlot<L extends Line = Line> extends PlotElement {
  @property({ attribute: false }) lines: L[] = [];
  /** Where the values stand, from the least on. */
  @property({ attribute: false }) at: ArrayLike<number> = [];
  /** The place that is read. */
  @property({ attribute: false }) cursor = 0;
  @property({ attribute: false }) letter = '';
  @property({ attribute: false }) meaning = '';
  @property({ attribute: false }) name = '';

  static styles = [...PlotElement.styles, reading];

  /** The places that Page Up goes on by. */
  protected abstract readonly page: number;

  /** Below the axis, in rem, where names may stand that would touch. */
  protected abstract readonly spare: number;

  protected abstract ticks(frame: Frame): Ticks;

  /** Of a place along the axis and of a line there, as they are read out. */
  protected abstract spokenPlace(value: number): string;
  protected abstract spokenLine(line: L): string;

  /** What stands under a line's name. */
  protected under(_: L): string[] {
    return [];
  }

  /** What is drawn over the lines. */
  protected over(_: Frame): unknown {
    return [];
  }

  /** The room for names, in rem. */
  protected nameRoom(width: number, [wide, narrow]: [number, number]) {
    return width < NARROW ? narrow : wide;
  }

  protected shown(frame: Frame) {
    const { at, cursor, lines, letter } = this;
    const { width, height } = frame;
    return html`<div
      class="plot"
      role="slider"
      tabindex="0"
      aria-label="${this.name} along ${letter}, ${this.meaning}"
      aria-valuemin=${at[0]}
      aria-valuemax=${at[at.length - 1]}
      aria-valuenow=${at[cursor]}
      aria-valuetext="${letter} = ${this.spokenPlace(at[cursor])}: ${lines
        .map((line) => this.spokenLine(line))
        .join('; ')}"
      @keydown=${this.#key}
      @pointermove=${(event: PointerEvent) => this.#point(event, frame)}
      @pointerdown=${(event: PointerEvent) => this.#point(event, frame, true)}
      @pointerleave=${() => act(this, 'cursor-look', null)}
    >
      <svg
        translate="no"
        aria-hidden="true"
        width=${width}
        height=${height}
        viewBox="0 0 ${width} ${height}"
      >${this.drawn(frame)}</svg>
    </div>`;
  }

  protected drawn(frame: Frame) {
    const { at, lines, cursor } = this;
    const left = frame.x.place(at[cursor]);
    return svg`
      ${axes(frame, this.ticks(frame), letterTitle(this.letter, this.meaning))}
      <g data-fleeting>
        <line class="cursor" x1=${left} x2=${left} y1=${frame.top} y2=${frame.bottom}></line>
        ${rings(lines, cursor, left, frame)}
      </g>
      ${lines.map(({ values, series }) => line(placesOf(values, at, frame), series))}
      ${names(lines, frame, { spare: this.spare, more: (line) => this.under(line) })}
      ${this.over(frame)}`;
  }

  #point(event: PointerEvent, frame: Frame, down: boolean = false) {
    const { x } = frame;
    // As it is on the screen: the page around may have scaled it, as slides do.
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const left = ((event.clientX - box.left) / box.width) * frame.width;
    const away = Array.from(this.at, (value) => Math.abs(x.place(value) - left));
    const place = away.indexOf(Math.min(...away));
    act(this, down || event.buttons > 0 ? 'cursor-set' : 'cursor-look', place);
  }

  #key(event: KeyboardEvent) {
    const place = moveAlong(event, this.cursor, this.at.length - 1, this.page);
    if (place === undefined) return;
    event.preventDefault();
    act(this, 'cursor-set', place);
  }
}

declare global {
  interface Actions {
    /** The place along the axis that is read. */
    'cursor-set': number;
    /** The one that is pointed at. */
    'cursor-look': number | null;
  }
}
