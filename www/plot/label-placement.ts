// Where the labels of a plot stand: where nothing drawn goes through them, and apart from each other.

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

/** Move labels of these heights apart, as little as it takes, between top and bottom. @param labels wanted centres @returns centres, in the order given */
export function apart(
  labels: { y: number; height: number }[],
  top: number,
  bottom: number,
): number[] {
  const order = labels.map((_, at) => at).sort((a, b) => labels[a].y - labels[b].y);
  const placed = labels.map(({ y }) => y);
  let end = top;
  for (const at of order) {
    placed[at] = Math.max(placed[at], end + labels[at].height / 2);
    end = placed[at] + labels[at].height / 2;
  }
  end = bottom;
  for (const at of order.reverse()) {
    placed[at] = Math.min(placed[at], end - labels[at].height / 2);
    end = placed[at] - labels[at].height / 2;
  }
  return placed;
}

/** Break a text into lines of about so many characters. */
export function broken(text: string, longest: number) {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= longest)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
