// An operand of the desk as it is typed: `q: b h k` by named sizes, or `q bhk: [[1, 2], [3, 4]]`.
import type { Nested, ParsedMatrix } from '../../../pkg/attention_playground.js';
import { CoreError } from '../../core/errors.ts';
import { type Sizes, shapeOf } from './size-fields.ts';

export interface Operand {
  name: string;
  axes?: string;
  shape: number[];
  values?: Nested | number;
}

const NUMBERS = /[\d[\]{}\\]/;

/** @param place from 0 */
export async function readOperand(
  text: string,
  place: number,
  sizes: Sizes,
  parse: (text: string) => Promise<ParsedMatrix>,
): Promise<Operand> {
  const [, head, own, body] =
    /^\s*(?:([A-Za-z]\w*)(?:\s+([a-z]+))?\s*:)?([\s\S]*)$/.exec(text) ?? [];
  const name = head ?? 'ab'[place];
  if (!NUMBERS.test(body)) {
    const letters = body.replaceAll(/[\s,×]/g, '');
    if (!/^[a-zA-Z]*$/.test(letters)) throw refused(name, `“${body.trim()}” names no axes.`);
    return { name, axes: letters, shape: shapeOf(sizes, letters) };
  }
  const axes = own && { axes: own };
  const nested = lists(body);
  if (nested) return { name, ...axes, shape: shapeOfLists(nested), values: nested };
  const { shape, data } = await parse(body);
  const values = Array.from({ length: shape[0] }, (_, row) =>
    Array.from(data.subarray(row * shape[1], (row + 1) * shape[1])),
  );
  return { name, ...axes, shape, values };
}

/** Lists within lists, as Python and JSON write them, or null. */
function lists(text: string): Nested | number | null {
  try {
    const value = JSON.parse(text);
    return typeof value === 'number' || Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** By the first of everything: the core looks at the others. */
const shapeOfLists = (value: unknown): number[] =>
  Array.isArray(value) ? [value.length, ...shapeOfLists(value[0])] : [];

const refused = (field: string, message: string) =>
  new CoreError({
    code: 'operand',
    field,
    message,
    hint: 'Write a letter for each axis, such as b h k, or numbers in brackets.',
  });
