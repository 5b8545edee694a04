// A table of numbers as pixels, one a cell: the map beside its reading window, in files and in keys.
import { rampPlace } from './css-colours.js';

/** @typedef {import('../lib/colour-scale.js').Scale} Scale */

/**
 * @param {HTMLCanvasElement} canvas @param {import('../lib/tensor-views.js').Slice} slice
 * @param {ArrayLike<number>} data @param {Scale} scale @param {Uint32Array} ramp
 */
export function paintMap(canvas, { rows, columns, place }, data, { size, root }, ramp) {
  const pixels = new ImageData(columns, rows);
  const words = new Uint32Array(pixels.data.buffer);
  let at = 0;
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      words[at] = ramp[rampPlace(data[place(r, c)], size, root ?? false)];
      at += 1;
    }
  }
  canvas.width = columns;
  canvas.height = rows;
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
}

/** The key of a map: its scale from end to end, one pixel high. @param {HTMLCanvasElement} canvas @param {Scale} scale @param {Uint32Array} ramp */
export function paintKey(canvas, scale, ramp) {
  const length = 128;
  const { low, high } = scale;
  const data = Array.from({ length }, (_, at) => low + ((high - low) * (at + 0.5)) / length);
  const slice = {
    name: [],
    rowAxis: '',
    columnAxis: '',
    rows: 1,
    columns: length,
    place: (/** @type {number} */ _, /** @type {number} */ c) => c,
    find: () => null,
  };
  paintMap(canvas, slice, data, scale, ramp);
}
