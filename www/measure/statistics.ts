// Median, spread and slope: how measurements become a point, and points a power of N.

/** @param share of the samples that lie below */
export function quantile(samples: ArrayLike<number>, share: number) {
  const sorted = Float64Array.from(samples).sort();
  const place = share * (sorted.length - 1);
  const [below, above] = [Math.floor(place), Math.ceil(place)];
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

/** The middle, and the quarters beside it. */
export const summary = (samples: ArrayLike<number>) => ({
  median: quantile(samples, 0.5),
  low: quantile(samples, 0.25),
  high: quantile(samples, 0.75),
});

/**
 * The p of t ≈ c·Nᵖ over the last octaves, by least squares in logarithms. `error` is the standard
 * error of p: from how far the points lie off the line, and from their own spread, whichever says
 * more. Undefined with fewer than three points, which lie on a line by chance.
 */
export function slope(
  points: { n: number; median: number; low: number; high: number }[],
  octaves: number = 3,
) {
  const largest = Math.max(...points.map(({ n }) => n));
  const last = points.filter(({ n, median }) => n >= largest / 2 ** octaves && median > 0);
  const xs = last.map(({ n }) => Math.log(n));
  const ys = last.map(({ median }) => Math.log(median));
  const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
  const [x, y] = [mean(xs), mean(ys)];
  const width = xs.reduce((sum, at) => sum + (at - x) ** 2, 0);
  if (last.length < 3 || width === 0) return undefined;
  const power = xs.reduce((sum, at, i) => sum + (at - x) * (ys[i] - y), 0) / width;
  const off = xs.reduce((sum, at, i) => sum + (ys[i] - y - power * (at - x)) ** 2, 0);
  const scatter = off / (last.length - 2) / width;
  // The quarters of a normal distribution lie 0.6745 standard deviations off its middle.
  const own = last.reduce((sum, { low, high }, i) => {
    const deviation = Math.log(high / low) / (2 * 0.6745);
    return sum + ((xs[i] - x) * deviation) ** 2;
  }, 0);
  return { power, error: Math.sqrt(Math.max(scatter, own / width ** 2)), points: last.length };
}
