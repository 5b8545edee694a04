// Where a label in a plot stands: at the first of some places that nothing drawn goes through.

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export type Place = [number, number];

/** Whether a straight line between two places goes through a box (Liang and Barsky 1984). */
export function goesThrough([x, y]: Place, [toX, toY]: Place, { left, right, top, bottom }: Box) {
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

const overlap = (one: Box, two: Box) =>
  one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;

/** The first box inside `within` that no line goes through and that lies on none of the others. */
export function freePlace<B extends Box>(
  boxes: B[],
  { within, lines, others }: { within: Box; lines: Place[][]; others: Box[] },
) {
  const isInside = ({ left, right, top, bottom }: Box) =>
    left >= within.left && right <= within.right && top >= within.top && bottom <= within.bottom;
  return boxes.find(
    (box) =>
      isInside(box) &&
      !others.some((other) => overlap(box, other)) &&
      !lines.some((line) => line.some((to, at) => at > 0 && goesThrough(line[at - 1], to, box))),
  );
}
