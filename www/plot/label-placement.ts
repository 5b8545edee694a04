// Where a label in a plot stands: at the first of some places that nothing drawn goes through.

/** @typedef {{left: number, right: number, top: number, bottom: number}} Box */
/** @typedef {[number, number]} Place */

/** Whether a straight line between two places goes through a box (Liang and Barsky 1984). @param {Place} from @param {Place} to @param {Box} box */
export function goesThrough([x, y], [toX, toY], { left, right, top, bottom }) {
  let [enter, leave] = [0, 1];
  for (const [step, start, low, high] of [
    [toX - x, x, left, right],
    [toY - y, y, top, bottom],
  ]) {
    if (step === 0) {
      if (start < low || start > high) return false;
      continue;
    }
    const [one, two] = [(low - start) / step, (high - start) / step];
    enter = Math.max(enter, Math.min(one, two));
    leave = Math.min(leave, Math.max(one, two));
  }
  return enter <= leave;
}

/** @param {Box} one @param {Box} two */
const overlap = (one, two) =>
  one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;

/**
 * The first box inside `within` that no line goes through and that lies on none of the others.
 * @template {Box} B @param {B[]} boxes @param {{within: Box, lines: Place[][], others: Box[]}} drawn
 */
export function freePlace(boxes, { within, lines, others }) {
  const isInside = (/** @type {Box} */ { left, right, top, bottom }) =>
    left >= within.left && right <= within.right && top >= within.top && bottom <= within.bottom;
  return boxes.find(
    (box) =>
      isInside(box) &&
      !others.some((other) => overlap(box, other)) &&
      !lines.some((line) => line.some((to, at) => at > 0 && goesThrough(line[at - 1], to, box))),
  );
}
