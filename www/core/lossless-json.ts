// Plain data as JSON and back, to the last bit: with the numbers, and the lists of them, that JSON lacks.

const SIGN = '$'; // the name of what stands in for a value that JSON has no form for

const LACKING: Record<string, number | undefined> = {
  undefined,
  NaN: Number.NaN,
  '-0': -0,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

/** @returns what JSON can write */
export function written(value: unknown): unknown {
  const lacking = Object.keys(LACKING).find((name) => Object.is(LACKING[name], value));
  if (lacking) return { [SIGN]: lacking };
  if (value instanceof Float64Array) return { [SIGN]: 'numbers', of: Array.from(value, written) };
  if (Array.isArray(value)) return value.map(written);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, written(part)]));
}

/** @param value what `written` has made */
export function read(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(read);
  if (value === null || typeof value !== 'object') return value;
  const { [SIGN]: sign, of } = value as { [SIGN]?: string; of?: unknown[] };
  if (sign === 'numbers') return Float64Array.from(of ?? [], (part) => read(part) as number);
  if (sign !== undefined) return LACKING[sign];
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, read(part)]));
}
