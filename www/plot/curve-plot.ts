// Curves from 0 up, along a plain or a logarithmic axis.
import { figure, tickText, write } from '../lib/format.ts';
import { property } from '../ui/property.ts';
import { CursorPlot } from './cursor-plot.ts';
import type { Frame } from './plot-element.ts';
import { type Line, roomFor } from './plot-parts.ts';
import { linear, logarithmic } from './scale.ts';

export class CurvePlot extends CursorPlot {
  /** Whether the axis is logarithmic. */
  @property({ type: Boolean }) log = false;

  protected readonly page = 10;
  protected readonly spare = 1.5;

  protected layout(width: number) {
    const { at } = this;
    if (at.length < 2) return null;
    const most = Math.max(...this.lines.flatMap(({ values }) => Array.from(values)), 0);
    const along = this.log ? logarithmic : linear;
    return {
      height: 14,
      left: 3,
      right: this.nameRoom(width, [8.5, 5.5]),
      top: 0.5,
      x: along([at[0], at[at.length - 1]]),
      y: linear([0, most === 0 ? 1 : most * 1.05]),
    };
  }

  protected ticks(frame: Frame) {
    const { x, y } = frame;
    return {
      up: y.ticks(4),
      across: x.ticks(roomFor(frame, 4)),
      upText: (value: number) => (value < 1000 ? value : figure(value)),
      acrossText: (value: number) => (this.log ? tickText(value, x.domain[1]) : String(value)),
    };
  }

  protected spokenPlace(value: number) {
    return String(value);
  }

  protected spokenLine({ name, values }: Line) {
    return `${name} ${write(values[this.cursor], 4)}`;
  }
}

customElements.define('curve-plot', CurvePlot);

declare global {
  interface HTMLElementTagNameMap {
    'curve-plot': CurvePlot;
  }
}
