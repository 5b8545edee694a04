// Which of the ramp's eight steps fills a cell: zero is paper, and so is what is next to nothing.

const STEPS = 8;
const NOTHING = 0.005; // of the scale: a weight below half a hundredth could not be read as one
const OUTLIER = 1e6; // a mask's −10⁹ would leave every other cell on the first step

/** With `root` a fill goes by the square root. */
export interface Scale {
  low: number;
  high: number;
  size: number;
  root?: boolean;
}

/**
 * The ends of one table's scale. Weights run from 0 to 1; in a map, where many keys share them, to
 * the largest there is, and by the square root.
 */
export function scaleOf(values: Iterable<number>, weights: boolean, map: boolean = false): Scale {
  if (weights && !map) return { low: 0, high: 1, size: 1 };
  let low = 0;
  let high = 0;
  for (const value of values) {
    if (!(Math.abs(value) < OUTLIER)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high, size: Math.max(-low, high), ...(weights && { root: true }) };
}

/** From −8 to 8; 0 for 0, for next to nothing and for masked cells. */
export function stepOf(value: number, scale: Scale) {
  if (value === 0 || !Number.isFinite(value)) return 0;
  const share = scale.size === 0 ? 1 : Math.min(1, Math.abs(value) / scale.size);
  if (share < NOTHING && !scale.root) return 0;
  const step = Math.max(1, Math.round((scale.root ? Math.sqrt(share) : share) * STEPS));
  return value < 0 ? -step : step;
}

/** The class that fills with a step. */
export const fillClass = (step: number) => (step === 0 ? '' : step > 0 ? `p${step}` : `n${-step}`);

/** The steps that a key shows, from the low end to the high. */
export function keySteps({ low, high, size }: Scale) {
  const first = low < 0 ? stepOf(low, { low, high, size }) : 0;
  const last = high > 0 ? stepOf(high, { low, high, size }) : 0;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
