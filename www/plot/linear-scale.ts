// A plain axis: where a number stands on it, and which round numbers are written at it.
import type { Scale } from './log-scale.ts';

export function linearScale(domain: [number, number], range: [number, number]): Scale {
  const [low, high] = domain;
  const [from, to] = range;
  const unit = (to - from) / (high - low || 1);
  return {
    place: (value) => from + (value - low) * unit,
    value: (place) => low + (place - from) / unit,
    domain,
  };
}

/** Steps of 1, 2 or 5 times a power of ten, so many at most. */
export function roundTicks([low, high]: [number, number], most: number) {
  const least = (high - low) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((size) => size >= least) ?? power;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}
