// A small picture of each lab: a histogram, two gradients, a listing, three caches, a map, crossing lines.
import { type SVGTemplateResult, svg } from 'lit';

const HISTOGRAM = [3, 8, 18, 34, 52, 62, 54, 33, 17, 8, 3];
const CACHES = [4, 2, 1]; // sets of keys and values: a head each, a group each, one
const CELL = 11;

const cells = (x: number, y: number, rows: string[]) =>
  rows.map((row, r) =>
    [...row].map(
      (cell, c) => svg`<rect
        class=${{ '#': 'fill', '+': 'weak' }[cell] ?? 'none'}
        x=${x + c * CELL} y=${y + r * CELL} width=${CELL - 1} height=${CELL - 1}
      ></rect>`,
    ),
  );

/** By the id of a lab. */
export const thumbnails: Record<string, () => SVGTemplateResult> = {
  'why-root-d': () =>
    svg`${HISTOGRAM.map(
      (height, at) =>
        svg`<rect class="weak" x=${at * 10 + 1} y=${70 - height} width="9" height=${height}></rect>`,
    )}<line class="line" x1="0" x2="112" y1="70" y2="70"></line>`,
  argmax: () =>
    svg`${cells(4, 14, ['....', '....', '....'])}${cells(62, 14, ['#+.+', '+#+.', '.+#+'])}`,
  'by-hand': () =>
    svg`${[
      'nn.Linear(d_model, ___)',
      'matmul(___, K.T)',
      'torch.___(scores)',
      'self.___(heads)',
    ].map((line, at) => svg`<text x="2" y=${16 + at * 15}>${line}</text>`)}`,
  decoding: () =>
    svg`${CACHES.flatMap((sets, at) =>
      Array.from(
        { length: sets },
        (_, set) =>
          svg`<rect class="weak" x=${4 + at * 38} y=${8 + set * 15} width="30" height="12"></rect>`,
      ),
    )}`,
  models: () =>
    svg`${cells(
      4,
      8,
      ['#.....', '+#....', '++#...', '+.+#..'].map((row) => row.slice(0, 4)),
    )}${cells(62, 8, ['#+.+', '+#+.', '.+#+', '+.+#'])}`,
  kernels: () =>
    svg`<path class="line" d="M4 68 L108 6"></path><path class="other" d="M4 48 L108 24"></path>`,
};
