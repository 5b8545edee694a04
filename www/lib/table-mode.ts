// How large a table is drawn: in full, densely with every number, or as a map with a reading window.

export type TableMode = 'full' | 'dense' | 'map';

const FULL = 8; // rows or columns
const DENSE = 16;
const SIDE = 224; // CSS pixels that a side of a small map takes
const LARGEST = 12; // CSS pixels of a cell
const NARROW = 16; // CSS pixels of a cell along an axis that is short itself

/** By its longer side. */
export function modeOf({ rows, columns }: { rows: number; columns: number }): TableMode {
  const longer = Math.max(rows, columns);
  return longer <= FULL ? 'full' : longer <= DENSE ? 'dense' : 'map';
}

/**
 * CSS pixels of a map's cell along an axis: whole pixels of the screen, so that it stays crisp, and no
 * more than there is room for, as long as a pixel of the screen is left.
 * @param room CSS pixels
 * @param ratio pixels of the screen in one of CSS
 */
export function cellPixels(size: number, room: number, ratio: number) {
  const least = size > 128 ? 1 : 2;
  const ideal =
    size <= DENSE ? NARROW : Math.min(LARGEST, Math.max(least, Math.floor(SIDE / size)));
  const most = Math.max(1, Math.floor((room / size) * ratio));
  return Math.min(most, Math.max(1, Math.round(ideal * ratio))) / ratio;
}
