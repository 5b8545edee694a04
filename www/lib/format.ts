// How a number is written on the screen: decimals per table, true minus signs, honest zeros.

const SUPERSCRIPT = {
  '-': '⁻',
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
};
const MOST_DIGITS = 9; // a longer number is written with a power of ten

/** The fewest decimals (at most `most`) that show every number exactly; else `most`. */
export function decimalsFor(values: Iterable<number>, most = 4) {
  let [decimals, scale] = [0, 1];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    while (decimals < most && !isWhole(Math.abs(value) * scale)) {
      decimals += 1;
      scale = 10 ** decimals;
    }
    if (decimals === most) break;
  }
  return decimals;
}

/** But for the rounding of the product that it is. */
const isWhole = (scaled: number) =>
  Math.abs(scaled - Math.round(scaled)) <= 1e-9 * Math.max(1, scaled);

/**
 * A 0 that is read is exactly 0; what merely rounds to 0 is written as a power of ten; a masked
 * cell (−∞) is blank.
 */
export function write(value: number, decimals: number) {
  if (value === 0) return '0';
  if (value === Number.NEGATIVE_INFINITY) return '';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : 'not a number';
  const text = Math.abs(value).toFixed(decimals);
  const sign = value < 0 ? '−' : '';
  if (Number(text) === 0) return sign + power(Math.abs(value), 0);
  return sign + (text.length > MOST_DIGITS + decimals ? power(Math.abs(value), 3) : text);
}

const ALONE = 4; // decimals of a number in a sentence of arithmetic
const MOST = 17; // more tell nothing of a double

/**
 * As arithmetic has it: with at least as many decimals as its table, and so many that who rounds it
 * again reads what stands in the table. Nothing where a table has a power of ten, or no number.
 */
export function writeLike(value: number, decimals: number) {
  if (!Number.isFinite(value)) return '';
  const shown = Math.abs(value).toFixed(decimals);
  const size = Math.abs(value);
  for (let more = Math.max(decimals, ALONE); more <= MOST; more += 1) {
    const text = write(value, decimalsFor([value], more));
    if (text.includes('10') && /[⁰¹²³⁴⁵⁶⁷⁸⁹]/.test(text)) return '';
    if (Number(text.replace('−', '')).toFixed(decimals) === shown || size === 0) return text;
  }
  return '';
}

/** A number that stands alone. */
export const writeAlone = (value: number) => write(value, decimalsFor([value]));

/** Is it a dot in little room? */
export const isDot = (value: number, decimals: number) =>
  value !== 0 && Number.isFinite(value) && Number(Math.abs(value).toFixed(decimals)) === 0;

/**
 * In little room: no 0 before the point, an exact 1 bare as an exact 0 is, and a dot for what merely
 * rounds to 0.
 */
export function writeDense(value: number, decimals: number) {
  if (value === 0 || !Number.isFinite(value)) return write(value, decimals);
  if (Math.abs(value) === 1) return value < 0 ? '−1' : '1';
  if (isDot(value, decimals)) return '·';
  return write(value, decimals).replace(/^(−?)0\./, '$1.');
}

function power(size: number, decimals: number) {
  const [head, exponent] = size.toExponential(decimals).split('e');
  const mantissa = String(Number(head));
  const raised = [...exponent.replace('+', '')]
    .map((sign) => SUPERSCRIPT[sign as keyof typeof SUPERSCRIPT])
    .join('');
  return mantissa === '1' ? `10${raised}` : `${mantissa}·10${raised}`;
}

/** A number with a comma before every three digits of its whole part. Intl would do it too, and first takes time to load. */
export const grouped = (value: number) =>
  String(value).replace(/\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/g, ',');

/** A count or a ratio in a glance: whole up to a million, else three digits and a power of ten. */
export function figure(value: number) {
  if (value >= 999_999.5) return power(value, 2);
  if (value >= 999.5) return grouped(Math.round(value));
  return Number.isInteger(value) ? String(value) : value.toPrecision(3);
}

/** A number at an axis: a power of ten, or written out where none at this axis is large. @param most the largest at the axis */
export const tickText = (value: number, most: number) =>
  most < 10_000 ? grouped(Number(value.toPrecision(1))) : power(value, 0);

const PREFIXES = ['n', 'µ', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

/** Three digits, the prefix of a unit and the unit: 6.44 GB; the prefix may be that of another value. */
export function prefixed(value: number, unit = '', like = value) {
  const place = Math.floor(Math.log10(Number(like.toPrecision(3))) / 3);
  const known = Math.min(Math.max(place, -3), PREFIXES.length - 4);
  const scaled = Number((value / 1000 ** known).toPrecision(12)); // 50, and not 50.00000000000001
  return `${figure(scaled)}\u00a0${PREFIXES[known + 3]}${unit}`.trimEnd();
}

/** Two decimals, and no minus before a zero. */
export const slopeText = (slope: number) =>
  slope
    .toFixed(2)
    .replace(/^-(?=0\.00$)/, '')
    .replace('-', '−');

/** The same with its standard error, of which there is always some. */
export const slopeWithError = (found: { power: number; error: number } | undefined) =>
  found ? `${slopeText(found.power)} ± ${Math.max(found.error, 0.005).toFixed(2)}` : '';

/** Every digit of a double, for files and the clipboard. */
export function exact(value: number) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf';
  return Object.is(value, -0) ? '-0.0' : String(value);
}

/** How wide a text stands, in half digits, rounded up. */
export function halfDigits(text: string) {
  let width = 0;
  for (const sign of text) {
    if (".,·'() ".includes(sign)) width += 1;
    else if ('⁻⁰¹²³⁴⁵⁶⁷⁸⁹'.includes(sign)) width += 1.3;
    else if ('−-+'.includes(sign)) width += 2.5;
    else width += 2;
  }
  return Math.ceil(width);
}

/** A tuple and a shape stay on one line: (1, 4, 3), 1 × 4. */
export const unbroken = (text: string) =>
  text.replace(/\((?:[-−\d.]+, )+[-−\d.]+\)|\d+(?: × \d+)+/g, (part) =>
    part.replaceAll(' ', '\u00a0'),
  );

export const plural = (count: number, one: string, many: string = `${one}s`) =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** What stands in a field for a number: the number if it is one, else the text. */
export const numberOrText = (text: string) =>
  text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
