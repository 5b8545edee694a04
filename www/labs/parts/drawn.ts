// What thumbnails are drawn with, on 112 by 72: tables in small, and lines through points.
import { type SVGTemplateResult, svg } from 'lit';
import type { Tensor } from '../../../pkg/attention_playground.js';
import { fillClass, scaleOf, stepOf } from '../../lib/colour-scale.ts';

export const WIDTH = 112;
export const HEIGHT = 72;
const GAP = 6;
const MOST_CELL = 14;

/** Tables beside each other, centred, each on a scale of its own. */
export function tables(tensors: Tensor[]): SVGTemplateResult {
  const columns = tensors.reduce((sum, { shape }) => sum + (shape.at(-1) ?? 1), 0);
  const rows = Math.max(...tensors.map(({ shape }) => shape.at(-2) ?? 1));
  const room = WIDTH - GAP * (tensors.length - 1);
  const cell = Math.min(MOST_CELL, room / columns, HEIGHT / rows);
  let x = (room - columns * cell) / 2;
  const drawn = tensors.map((tensor) => {
    const left = x;
    x += (tensor.shape.at(-1) ?? 1) * cell + GAP;
    return table(tensor, left, cell);
  });
  return svg`${drawn}`;
}

function table({ shape, data }: Tensor, x: number, cell: number) {
  const [rows, columns] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  const y = (HEIGHT - rows * cell) / 2;
  const scale = scaleOf(data, false);
  const isZero = scale.size === 0;
  return svg`<rect class="none" x=${x} y=${y} width=${columns * cell} height=${rows * cell}></rect>
    ${Array.from(data.subarray(0, rows * columns), (value, at) => {
      // Without any fill it would look as if nothing had come.
      if (isZero)
        return svg`<text
          class="zero"
          x=${x + ((at % columns) + 0.5) * cell} y=${y + (Math.floor(at / columns) + 0.8) * cell}
        >0</text>`;
      const fill = fillClass(stepOf(value, scale));
      return (
        fill &&
        svg`<rect
          class=${fill}
          x=${x + (at % columns) * cell} y=${y + Math.floor(at / columns) * cell}
          width=${cell} height=${cell}
        ></rect>`
      );
    })}`;
}

/** @param lines of the same length, drawn from the left edge to the right on one scale */
export function curves(lines: ArrayLike<number>[]): SVGTemplateResult {
  const all = lines.flatMap((line) => Array.from(line)).filter(Number.isFinite);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const up = (value: number) => HEIGHT - 4 - ((value - least) / (most - least || 1)) * (HEIGHT - 8);
  const path = (line: ArrayLike<number>) =>
    Array.from(line, (value, at) => {
      const x = (at / (line.length - 1)) * WIDTH;
      return `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${up(value).toFixed(1)}`;
    }).join(' ');
  return svg`${lines.map((line, at) => svg`<path class=${`s${at + 1}`} d=${path(line)}></path>`)}`;
}
