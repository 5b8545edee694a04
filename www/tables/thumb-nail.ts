// A table in small, without its numbers: what the weights of a variant look like.
import { css, svg, unsafeCSS } from 'lit';
import type { Tensor } from '../../pkg/attention_playground.js';
import { fillClass, scaleOf, stepOf } from '../lib/colour-scale.ts';
import { viewsOf } from '../lib/tensor-views.ts';

const fills = unsafeCSS(
  ['p', 'n']
    .flatMap((half) => Array.from({ length: 8 }, (_, at) => `${half}${at + 1}`))
    .map((step) => `.thumbnail .${step} { fill: var(--${step}); }`)
    .join('\n'),
);

export const thumbnailStyles = css`
  .thumbnail {
    display: block;
    flex: none;
    width: 2.5rem;
    height: 1.75rem;
    overflow: visible;
    shape-rendering: crispEdges;
    forced-color-adjust: none;
  }
  .thumbnail .tile {
    fill: var(--paper);
    stroke: var(--edge);
    stroke-width: 1px;
    vector-effect: non-scaling-stroke;
  }
  ${fills}
`;

/**
 * The last two axes down and across; of the others the first puts tables beside one another, the
 * rest below.
 */
export function thumbnail(tensor: Tensor) {
  const { shape, data } = tensor;
  const views = viewsOf(tensor);
  const [{ rows, columns }] = views;
  const across = shape.slice(0, -2).find((size) => size > 1) ?? 1;
  const down = views.length / across;
  const width = across * (columns + 1) - 1;
  const height = down * (rows + 1) - 1;
  const scale = scaleOf(data, false);
  return svg`<svg
    class="thumbnail"
    viewBox="0 0 ${width} ${height}"
    preserveAspectRatio="xMinYMid meet"
    aria-hidden="true"
  >
    ${views.map(({ place }, at) => {
      const x = Math.floor(at / down) * (columns + 1);
      const y = (at % down) * (rows + 1);
      return svg`<rect class="tile" x=${x} y=${y} width=${columns} height=${rows}></rect>
        ${Array.from({ length: rows * columns }, (_, cell) => {
          const [row, column] = [Math.floor(cell / columns), cell % columns];
          const fill = fillClass(stepOf(data[place(row, column)], scale));
          return (
            fill &&
            svg`<rect class=${fill} x=${x + column} y=${y + row} width="1" height="1"></rect>`
          );
        })}`;
    })}
  </svg>`;
}
