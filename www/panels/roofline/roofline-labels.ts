// Where the names of points under a roof stand: near their points, clear of every line.
import { type Box, freePlace, type Place } from '../../plot/label-placement.ts';

interface Point {
  name: string;
  left: number;
  top: number;
}

const TURNS = 12; // directions in which there is looked for room
const NEAREST = 1.25; // rem from a point to the middle of its name
const FURTHEST = 5;

/** The boxes round a point, from the nearest on; to its right and below it first. */
function around({ name, left, top }: Point, rem: number) {
  const [width, height] = [0.75 * rem * name.length, 1.125 * rem];
  const rings = Array.from(
    { length: (FURTHEST - NEAREST) * 4 + 1 },
    (_, at) => (NEAREST + at / 4) * rem,
  );
  return rings.flatMap((away) =>
    Array.from({ length: TURNS }, (_, turn) => {
      const angle = (2 * Math.PI * turn) / TURNS;
      // A name is wider than high, so it stands further off at the sides.
      const [x, y] = [left + 1.5 * away * Math.cos(angle), top + away * Math.sin(angle)];
      return {
        x,
        y,
        left: x - width / 2,
        right: x + width / 2,
        top: y - height / 2,
        bottom: y + height / 2,
      };
    }),
  );
}

/**
 * The middle of each name; none where there is no room, since its row says it too.
 * @param ring their radius
 */
export function besidePoints(
  points: Point[],
  ring: number,
  { within, lines }: { within: Box; lines: Place[][] },
  rem: number,
) {
  const others = points.map(({ left, top }) => ({
    left: left - ring,
    right: left + ring,
    top: top - ring,
    bottom: top + ring,
  }));
  return points.map((point) => {
    const free = freePlace(around(point, rem), { within, lines, others });
    if (free) others.push(free);
    return free;
  });
}
