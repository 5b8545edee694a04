// A row of shares as bars in a drawing, each over its column; the scale is from 0 to 1.
import { element } from './drawing.ts';

const HEIGHT = 72;
export const BARS = HEIGHT + 8; // with the room under them

/** @param width of all columns */
export function barsOf(
  values: ArrayLike<number>,
  width: number,
  colour: (token: string) => string,
) {
  const node = element('g');
  const column = width / values.length;
  for (const y of [0, HEIGHT / 2])
    node.append(element('path', { d: `M0 ${y}H${width}`, stroke: colour('rule') }));
  for (const [at, value] of Array.from(values).entries())
    node.append(
      element('rect', {
        x: (at + 0.19) * column,
        y: (1 - value) * HEIGHT,
        width: 0.62 * column,
        height: value * HEIGHT,
        fill: colour('p7'),
      }),
    );
  return node;
}
