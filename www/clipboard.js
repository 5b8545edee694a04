// The clipboard: what is pasted, copying, and a table as the text that other programs read.
import { exact } from './format.js';
import { slicesOf } from './slices.js';

/** Is it more than one cell? Then there is something between the cells. @param {string} text */
export const holdsMatrix = (text) => /[\n\t,;&|[\]{}\\]|\S\s+\S/.test(text.trim());

/** @param {string} text @returns {Promise<boolean>} whether it worked */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed here, or no secure context
  }
}

/** Every digit; tables of a larger tensor one after another. @param {import('./slices.js').Tensor} tensor @param {',' | '\t'} separator */
export function tableText(tensor, separator) {
  return slicesOf(tensor)
    .map(({ rows, columns, place }) =>
      Array.from({ length: rows }, (_, r) =>
        Array.from({ length: columns }, (_, c) => exact(tensor.data[place(r, c)])).join(separator),
      ).join('\n'),
    )
    .join('\n\n');
}
