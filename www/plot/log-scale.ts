// A logarithmic axis: where a number stands on it, and which numbers are written at it.

export interface Scale {
  /** in pixels */
  place: (value: number) => number;
  value: (place: number) => number;
  domain: [number, number];
}

export function logScale(domain: [number, number], range: [number, number]): Scale {
  const [low, high] = domain.map(Math.log10);
  const [from, to] = range;
  const unit = (to - from) / (high - low || 1);
  return {
    place: (value) => from + (Math.log10(value) - low) * unit,
    value: (place) => 10 ** (low + (place - from) / unit),
    domain,
  };
}

/** The least and the largest, with some room: never an empty range. @param room share of the range */
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

/** Powers of ten, or where there are hardly any 1, 2 and 5 as well; at most so many. */
export function ticks([low, high]: [number, number], most: number) {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const between = (value: number) => value >= low * 0.999 && value <= high * 1.001;
  const powers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const whole = powers.map((exponent) => 10 ** exponent).filter(between);
  if (whole.length < 3)
    return powers
      .flatMap((exponent) => [1, 2, 5].map((digit) => digit * 10 ** exponent))
      .filter(between);
  const step = Math.ceil(whole.length / most);
  return whole.filter((value) => Math.round(Math.log10(value)) % step === 0);
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
