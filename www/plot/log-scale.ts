// A logarithmic axis: where a number stands on it, and which numbers are written at it.

/**
 * @typedef {object} Scale
 * @property {(value: number) => number} place in pixels
 * @property {(place: number) => number} value
 * @property {[number, number]} domain
 */

/** @param {[number, number]} domain @param {[number, number]} range @returns {Scale} */
export function logScale(domain, range) {
  const [low, high] = domain.map(Math.log10);
  const [from, to] = range;
  const unit = (to - from) / (high - low || 1);
  return {
    place: (value) => from + (Math.log10(value) - low) * unit,
    value: (place) => 10 ** (low + (place - from) / unit),
    domain,
  };
}

/** The least and the largest, with some room: never an empty range. @param {Iterable<number>} values @param {number} [room] share of the range */
export function extent(values, room = 0) {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const value of values) {
    if (!(value > 0)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (most === 0) return /** @type {[number, number]} */ ([1, 10]);
  // At least a factor of four, so that a constant is drawn as a level line.
  const narrow = Math.max(1, 4 / (most / least)) ** 0.5;
  const wider = narrow * (most / least) ** room;
  return /** @type {[number, number]} */ ([least / wider, most * wider]);
}

/** Powers of ten, or where there are hardly any 1, 2 and 5 as well; at most so many. @param {[number, number]} domain @param {number} most */
export function ticks([low, high], most) {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const between = (/** @type {number} */ value) => value >= low * 0.999 && value <= high * 1.001;
  const powers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const whole = powers.map((exponent) => 10 ** exponent).filter(between);
  if (whole.length < 3)
    return powers
      .flatMap((exponent) => [1, 2, 5].map((digit) => digit * 10 ** exponent))
      .filter(between);
  const step = Math.ceil(whole.length / most);
  return whole.filter((value) => Math.round(Math.log10(value)) % step === 0);
}

/** Move labels of these heights apart, as little as it takes, between top and bottom. @param {{y: number, height: number}[]} labels wanted centres @param {number} top @param {number} bottom @returns {number[]} centres, in the order given */
export function apart(labels, top, bottom) {
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

/** Break a text into lines of about so many characters. @param {string} text @param {number} longest */
export function broken(text, longest) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= longest)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
