// A table or a map as an SVG drawing on white paper, made from the numbers.
import type { Tensor } from '../../pkg/attention_playground.js';
import { fillClass, keySteps, type Scale, stepOf } from '../lib/colour-scale.ts';
import { decimalsFor, halfDigits, write, writeDense } from '../lib/format.ts';
import { cellPixels, modeOf } from '../lib/table-mode.ts';
import { type TensorView, viewsOf } from '../lib/tensor-views.ts';
import { axisClass } from '../ui/axis.ts';
import { colourScaleOf, coloursOf } from '../ui/css-colours.ts';
import { serif } from '../ui/fonts.ts';
import { drawHeatmap, drawKey } from '../ui/heatmap-raster.ts';
import { BARS, barsOf } from './bars.ts';
import { type Drawing, drawingOf, element } from './drawing.ts';

/** `bars` is the row that is drawn as bars above it; none below 0. */
interface Table {
  name: string;
  tensor: Tensor;
  decimals: number;
  scale: Scale;
  bars?: number;
}

type Colour = (token: string) => string;

interface Part {
  width: number;
  height: number;
  node: SVGElement;
}

const FACE = "Pagella, 'TeX Gyre Pagella', Palatino, 'Palatino Linotype', 'Book Antiqua', serif";
const EDGE = 24; // of the paper
const TITLE = 20;
const STUB = 36;
const HEAD = 24;
const GAP = 28; // between tables
const ACROSS = 1200; // small multiples go on below beyond this
const STYLES = {
  full: { size: 16, row: 32, pad: 16, least: 40 },
  dense: { size: 13, row: 19, pad: 6, least: 24 },
};

/** @param host whose colours it takes */
export async function tableSvg(table: Table, host: HTMLElement): Promise<Drawing> {
  const colour = coloursOf(host, 'light');
  const ramp = colourScaleOf(host, true);
  const { tensor, scale } = table;
  const views = viewsOf(tensor);
  const map = modeOf(views[0]) === 'map';
  const parts = views.map((view) =>
    map ? mapPart(table, view, colour, ramp) : withBars(table, view, colour),
  );
  const key = scale.size > 0 ? keyPart(table, map, colour, ramp) : null;
  const name = `${table.name}, ${tensor.shape.join(' × ')}`;
  const title = text(EDGE, EDGE + 16, name, { 'font-size': TITLE, fill: colour('ink') });
  const body = flow(parts, views, colour);
  const width = Math.max(body.width, key?.width ?? 0, 260, (name.length * TITLE) / 2) + 2 * EDGE;
  const below = EDGE + 32 + body.height + 20;
  const height = below + (key ? 24 : 0) + EDGE;
  const root = element('svg', { 'font-family': FACE });
  root.append(
    title,
    moved(body.node, EDGE, EDGE + 32),
    ...(key ? [moved(key.node, EDGE, below)] : []),
  );
  return drawingOf(root, {
    title: table.name,
    x: 0,
    y: 0,
    width,
    height,
    paper: colour('paper'),
    family: 'Pagella',
    fonts: serif.filter(({ weight, style }) => weight === '400' && !style),
  });
}

/** Side by side, each under its name. */
function flow(parts: Part[], views: TensorView[], colour: Colour): Part {
  const node = element('g');
  const named = views[0].name.length > 0 ? 24 : 0;
  let [x, y, row, width] = [0, 0, 0, 0];
  for (const [at, part] of parts.entries()) {
    if (x > 0 && x + part.width > ACROSS) {
      y += row + GAP;
      x = row = 0;
    }
    const label = text(x, y + 14, '', { 'font-size': 14 });
    for (const { letter, at: number } of views[at].name) {
      label.append(
        element('tspan', { fill: hue(letter, colour), 'font-style': 'italic' }, letter),
        element('tspan', { fill: colour('ink2') }, ` ${number} `),
      );
    }
    node.append(label, moved(part.node, x, y + named));
    row = Math.max(row, part.height + named);
    width = Math.max(width, x + part.width);
    x += part.width + GAP;
  }
  return { node, width, height: y + row };
}

/** A table, and over it one of its rows as bars where that is asked for. */
function withBars(table: Table, view: TensorView, colour: Colour): Part {
  const { node, width, height } = tablePart(table, view, colour);
  const { tensor, bars = -1 } = table;
  if (bars < 0) return { node, width, height };
  const start = view.place(Math.min(bars, view.rows - 1), 0);
  const values = tensor.data.subarray(start, start + view.columns);
  const whole = element('g');
  whole.append(moved(barsOf(values, width - STUB, colour), STUB, 0), moved(node, 0, BARS));
  return { node: whole, width, height: height + BARS };
}

/** Every number. */
function tablePart({ tensor, decimals, scale }: Table, view: TensorView, colour: Colour): Part {
  const { rows, columns, place, rowAxis, columnAxis } = view;
  const mode = modeOf(view) === 'dense' ? 'dense' : 'full';
  const { size, row, pad, least } = STYLES[mode];
  const written = mode === 'dense' ? writeDense : write;
  const shown = Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => written(tensor.data[place(r, c)], decimals)),
  );
  const widest = Math.max(...shown.flat().map(halfDigits)) * size * 0.25;
  const cell = Math.max(least, Math.ceil(widest + pad));
  const node = element('g', { 'font-size': size });
  for (const [r, line] of shown.entries()) {
    for (const [c, value] of line.entries()) {
      const number = tensor.data[place(r, c)];
      const step = stepOf(number, scale);
      const [x, y] = [STUB + c * cell, HEAD + r * row];
      if (step !== 0)
        node.append(
          element('rect', { x, y, width: cell, height: row, fill: colour(fillClass(step)) }),
        );
      node.append(
        text(x + (cell + widest) / 2, y + row / 2 + size * 0.33, value, {
          'text-anchor': 'end',
          fill: colour(number === 0 ? 'ink3' : onStep(step)),
        }),
      );
    }
  }
  const width = STUB + columns * cell;
  const height = HEAD + rows * row;
  const indices = { 'font-size': 13, fill: hue(columnAxis, colour) };
  for (let c = 0; c < columns; c += 1)
    node.append(
      text(STUB + (c + 0.5) * cell, 16, String(c + 1), { ...indices, 'text-anchor': 'middle' }),
    );
  for (let r = 0; r < rows; r += 1)
    node.append(
      text(STUB - 8, HEAD + (r + 0.5) * row + 4, String(r + 1), {
        'font-size': 13,
        'text-anchor': 'end',
        fill: hue(rowAxis, colour),
      }),
    );
  node.append(
    text(0, 16, rowAxis, letter(rowAxis, colour)),
    text(STUB - 6, 16, columnAxis, { ...letter(columnAxis, colour), 'text-anchor': 'end' }),
    ...edges(STUB, HEAD, width, height, view, colour),
  );
  return { node, width, height };
}

/** A pixel a cell, in a picture that is not smoothed. */
function mapPart(
  { tensor, scale }: Table,
  view: TensorView,
  colour: Colour,
  ramp: Uint32Array,
): Part {
  const { rows, columns, rowAxis, columnAxis } = view;
  const canvas = document.createElement('canvas');
  drawHeatmap(canvas, view, tensor.data, scale, ramp);
  const width = STUB + columns * cellPixels(columns, 512, 1);
  const height = HEAD + rows * cellPixels(rows, 512, 1);
  const node = element('g', { 'font-size': 13 });
  const end = { 'text-anchor': 'end' };
  const across = { fill: hue(columnAxis, colour) };
  const down = { fill: hue(rowAxis, colour), ...end };
  node.append(
    picture(canvas, STUB, HEAD, width - STUB, height - HEAD),
    text(STUB + 2, 16, '1', across),
    text(width, 16, String(columns), { ...across, ...end }),
    text((STUB + width) / 2, 16, columnAxis, letter(columnAxis, colour)),
    text(STUB - 6, HEAD + 12, '1', down),
    text(STUB - 6, height, String(rows), down),
    text(STUB - 8, (HEAD + height) / 2, rowAxis, { ...letter(rowAxis, colour), ...end }),
    ...edges(STUB, HEAD, width, height, view, colour),
  );
  return { node, width, height };
}

/** The scale with its ends. */
function keyPart(
  { scale, decimals }: Table,
  map: boolean,
  colour: Colour,
  ramp: Uint32Array,
): Part {
  const places = map ? decimalsFor([scale.low, scale.high]) : Math.min(4, decimals || 4);
  const [low, high] = [scale.low, scale.high].map((end) =>
    write(end, Math.min(places, decimalsFor([scale.low, scale.high]))),
  );
  const start = halfDigits(low) * 3.5 + 8;
  const node = element('g', { 'font-size': 13, fill: colour('ink2') });
  node.append(text(0, 11, low));
  const steps = keySteps(scale);
  const length = map ? 128 : steps.length * 10;
  if (map) {
    const canvas = document.createElement('canvas');
    drawKey(canvas, scale, ramp);
    node.append(picture(canvas, start, 2, length, 10));
  } else {
    node.append(
      ...steps.map((step, at) =>
        element('rect', {
          x: start + at * 10,
          y: 2,
          width: 10,
          height: 10,
          fill: step === 0 ? colour('paper') : colour(fillClass(step)),
        }),
      ),
    );
  }
  const ends = `${high}${scale.root ? ', square-root scale' : ''}`;
  node.append(
    element('rect', {
      x: start,
      y: 2,
      width: length,
      height: 10,
      fill: 'none',
      stroke: colour('edge'),
      'stroke-width': 0.5,
    }),
    text(start + length + 8, 11, ends),
  );
  return { node, width: start + length + 8 + halfDigits(ends) * 3.5, height: 14 };
}

/** The table's edges are its axes. */
const edges = (
  left: number,
  top: number,
  right: number,
  bottom: number,
  { rowAxis, columnAxis }: TensorView,
  colour: Colour,
) => [
  element('path', {
    d: `M${left - 1} ${top}V${bottom}`,
    stroke: hue(rowAxis, colour),
    'stroke-width': 2,
  }),
  element('path', {
    d: `M${left - 2} ${top - 1}H${right}`,
    stroke: hue(columnAxis, colour),
    'stroke-width': 2,
  }),
];

/** The number's colour on a fill. */
function onStep(step: number) {
  const size = Math.abs(step);
  return `on-${size >= 6 ? 6 : size >= 5 ? 5 : size >= 4 ? 4 : 1}`;
}

const hue = (letter: string, colour: Colour) => colour(axisClass(letter) ? letter : 'ink2');

const letter = (name: string, colour: Colour) => ({
  'font-size': 16,
  'font-style': 'italic',
  fill: hue(name, colour),
});

const picture = (canvas: HTMLCanvasElement, x: number, y: number, width: number, height: number) =>
  element('image', {
    x,
    y,
    width,
    height,
    preserveAspectRatio: 'none',
    'image-rendering': 'pixelated',
    href: canvas.toDataURL(),
  });

function moved(node: SVGElement, x: number, y: number) {
  node.setAttribute('transform', `translate(${x} ${y})`);
  return node;
}

const text = (
  x: number,
  y: number,
  content: string,
  attributes: Record<string, string | number> = {},
) => element('text', { x, y, ...attributes }, content);
