// A table of numbers as pixels, one a cell: the map beside its reading window, in files and in keys.
import type { Scale } from '../lib/colour-scale.ts';
import type { TensorView } from '../lib/tensor-views.ts';
import { rampPlace } from './css-colours.ts';

export function drawHeatmap(
  canvas: HTMLCanvasElement,
  { rows, columns, place }: TensorView,
  data: ArrayLike<number>,
  { size, root }: Scale,
  ramp: Uint32Array,
) {
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

/** The key of a map: its scale from end to end, one pixel high. */
export function drawKey(canvas: HTMLCanvasElement, scale: Scale, ramp: Uint32Array) {
  const length = 128;
  const { low, high } = scale;
  const data = Array.from({ length }, (_, at) => low + ((high - low) * (at + 0.5)) / length);
  const view = {
    name: [],
    rowAxis: '',
    columnAxis: '',
    rows: 1,
    columns: length,
    place: (_: number, c: number) => c,
    find: () => null,
  };
  drawHeatmap(canvas, view, data, scale, ramp);
}
