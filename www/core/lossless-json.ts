// Plain data as JSON and back, to the last bit: with the numbers, and the lists of them, that JSON lacks.

const SIGN = '$'; // the name of what stands in for a value that JSON has no form for

/** @type {Record<string, number | undefined>} */
const LACKING = {
  undefined,
  NaN: Number.NaN,
  '-0': -0,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

/** @param {any} value @returns {any} what JSON can write */
export function written(value) {
  const lacking = Object.keys(LACKING).find((name) => Object.is(LACKING[name], value));
  if (lacking) return { [SIGN]: lacking };
  if (value instanceof Float64Array) return { [SIGN]: 'numbers', of: Array.from(value, written) };
  if (Array.isArray(value)) return value.map(written);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, written(part)]));
}

/** @param {any} value what `written` has made @returns {any} */
export function read(value) {
  if (Array.isArray(value)) return value.map(read);
  if (value === null || typeof value !== 'object') return value;
  if (value[SIGN] === 'numbers') return Float64Array.from(value.of, read);
  if (SIGN in value) return LACKING[value[SIGN]];
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, read(part)]));
}
