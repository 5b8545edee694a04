// An operand of the desk as it is typed: `q: b h k` by named sizes, or `q bhk: [[1, 2], [3, 4]]`.
import { CoreError } from '../../core/engine.js';
import { shapeOf } from './size-fields.js';

/** @typedef {{name: string, axes?: string, shape: number[], values?: unknown}} Operand */

const NUMBERS = /[\d[\]{}\\]/;

/**
 * @param {string} text @param {number} place from 0 @param {import('./size-fields.js').Sizes} sizes
 * @param {(text: string) => Promise<import('../../../pkg/attention_playground.js').ParsedMatrix>} parse
 * @returns {Promise<Operand>}
 */
export async function readOperand(text, place, sizes, parse) {
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

/** Lists within lists, as Python and JSON write them, or null. @param {string} text */
function lists(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'number' || Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** By the first of everything: the core looks at the others. @param {unknown} value @returns {number[]} */
const shapeOfLists = (value) =>
  Array.isArray(value) ? [value.length, ...shapeOfLists(value[0])] : [];

/** @param {string} field @param {string} message */
const refused = (field, message) =>
  new CoreError({
    code: 'operand',
    field,
    message,
    hint: 'Write a letter for each axis, such as b h k, or numbers in brackets.',
  });
