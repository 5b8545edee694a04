// A number as people type or paste it into a field: `1e-3`, `1/2`, `−0.5`, `0,5`, `1,000`.

const SIGNS = /[−–]/g;
/** A decimal comma, where nothing else stands beside the digits; a comma before every three digits is none. */
const COMMA = /^(-?\d+),(\d+)$/;
const GROUPED = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/;

/** The number that a text is; null where it is none. */
export function readNumber(text: string): number | null {
  const plain = text.trim().replaceAll(SIGNS, '-');
  const parts = plain.split('/').map((part) => single(part.trim()));
  if (parts.length > 2 || parts.some((part) => part === null)) return null;
  const [above, below = 1] = parts as number[];
  const number = above / below;
  return Number.isFinite(number) ? number : null;
}

function single(text: string) {
  const plain = GROUPED.test(text) ? text.replaceAll(',', '') : text.replace(COMMA, '$1.$2');
  const number = /^[+-]?[\d.]/.test(plain) && !/[xob]/i.test(plain) ? Number(plain) : Number.NaN;
  return Number.isNaN(number) ? null : number;
}

/** The number that a text is, or the text, which the core says of that it is none. */
export const numberOr = (text: string) => readNumber(text) ?? text;
