// An axis: where a number stands on it, and which round numbers are written at it.

export interface Scale {
  /** In pixels. */
  place: (value: number) => number;
  value: (place: number) => number;
  domain: [number, number];
  /** So many numbers at most. */
  ticks: (most: number) => number[];
}

/** A scale before it is known where its axis lies, in pixels. */
export type ScaleOn = (range: [number, number]) => Scale;

export const linear =
  (domain: [number, number]): ScaleOn =>
  ([from, to]) => {
    const [low, high] = domain;
    const unit = (to - from) / (high - low || 1);
    return {
      place: (value) => from + (value - low) * unit,
      value: (place) => low + (place - from) / unit,
      domain,
      ticks: (most) => roundNumbers(domain, most),
    };
  };

export const logarithmic =
  (domain: [number, number]): ScaleOn =>
  ([from, to]) => {
    const [low, high] = domain.map(Math.log10);
    const unit = (to - from) / (high - low || 1);
    return {
      place: (value) => from + (Math.log10(value) - low) * unit,
      value: (place) => 10 ** (low + (place - from) / unit),
      domain,
      ticks: (most) => powers(domain, most),
    };
  };

/** Steps of 1, 2 or 5 times a power of ten. */
function roundNumbers([low, high]: [number, number], most: number) {
  const least = (high - low) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((size) => size >= least) ?? power;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** Powers of ten, or where there are hardly any 1, 2 and 5 as well. */
function powers([low, high]: [number, number], most: number) {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const between = (value: number) => value >= low * 0.999 && value <= high * 1.001;
  const exponents = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const whole = exponents.map((exponent) => 10 ** exponent).filter(between);
  if (whole.length < 3)
    return exponents
      .flatMap((exponent) => [1, 2, 5].map((digit) => digit * 10 ** exponent))
      .filter(between);
  const step = Math.ceil(whole.length / most);
  return whole.filter((value) => Math.round(Math.log10(value)) % step === 0);
}

/** The least and the largest of what is above 0, with some room: never an empty range. @param room share of the range */
export function extent(values: Iterable<number>, room: number = 0) {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const value of values) {
    if (!(value > 0)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (most === 0) return [1, 10] as [number, number];
  // At least a factor of four, so that a constant is drawn as a level line.
  const narrow = Math.max(1, 4 / (most / least)) ** 0.5;
  const wider = narrow * (most / least) ** room;
  return [least / wider, most * wider] as [number, number];
}
