// What a comparison says in words: what its columns are called, and where they differ most.
import { decimalsFor, write } from '../lib/format.js';
import { flatten } from '../lib/tensor-views.js';
import { cellName } from '../state/text-tensor.js';

/** @typedef {import('../../pkg/attention_playground.js').ComparedRow} Row */
/** @typedef {import('../../pkg/attention_playground.js').ComparedCell} Cell */
/** @typedef {import('../state/queries/comparison.js').Column} Column */
/** @typedef {import('../state/queries/comparison.js').Compared} Compared */
/** @typedef {import('../state/edits.js').VariantInfo} VariantInfo */

/** "a, b and c" @param {string[]} words */
export const list = (words) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** What the columns are called: by their variants, and where one stands twice, by which it is. @param {Column[]} columns @param {VariantInfo[]} variants */
export function namesOf(columns, variants) {
  return columns.map(({ variant, inputs, live }, place) => {
    const title = variants.find(({ id }) => id === variant)?.title ?? variant;
    const alike = columns.filter((other) => other.variant === variant);
    if (alike.length === 1) return title;
    if (live) return `${title}, now`;
    if (inputs === null) return `${title}, beside it`;
    const pins = columns.slice(0, place).filter((other) => other.inputs && !other.live).length;
    return pins > 0 ? `${title}, pinned (${pins + 1})` : `${title}, pinned`;
  });
}

/** How many decimals a table has: as many as show every number, and at most four. @param {Cell | undefined} cell @param {number | null} digits */
export const decimalsOf = (cell, digits) => digits ?? (cell ? decimalsFor(cell.tensor.data) : 0);

/** A number as its table shows it. @param {Cell | undefined} cell @param {number} value @param {number | null} digits */
export const written = (cell, value, digits) => write(value, decimalsOf(cell, digits)) || 'masked';

const MAP = 'feature_map';

/** Which columns would have weights if they were smaller: a schedule whose plain form was too large to compute. @param {Compared} compared @param {VariantInfo[]} variants */
export const withoutPlain = ({ columns, comparison }, variants) =>
  columns.map(
    ({ variant }, at) =>
      !comparison.rows.some(({ cells }) => cells[at]?.plain) &&
      variants.some(({ id, params }) => id === variant && params.some(({ name }) => name === MAP)),
  );

/** "output, row 1, column 2: 3.7916 against 4" @param {Row} row @param {number} column @param {number | null} digits */
export function largestText(row, column, digits) {
  const cell = row.cells[column];
  if (!cell?.difference) return '';
  const { index, here, first } = cell.difference.largest;
  const name = cellName(row.label.toLowerCase(), cell.tensor.axes, index);
  return `${name}: ${written(cell, here, digits)} against ${written(row.cells[0], first, digits)}`;
}

/** How large the largest difference is. @param {Row} row @param {number} column */
export function largestSize(row, column) {
  const { difference } = row.cells[column] ?? {};
  if (!difference) return -1;
  const { tensor, largest } = difference;
  return Math.abs(tensor.data[flatten(largest.index, tensor.shape)]);
}

/** The output's largest difference in a sentence, for eyes and for ears. @param {Compared} compared @param {string[]} names @param {number | null} digits */
export function summary({ comparison }, names, digits) {
  const row = comparison.rows.find(({ id }) => id === 'output');
  if (!row || names.length < 2) return '';
  const sizes = row.cells.map((_, column) => largestSize(row, column));
  const most = sizes.indexOf(Math.max(...sizes));
  if (sizes[most] < 0) return 'The outputs are of other shapes, so no difference can be taken.';
  if (sizes[most] === 0) return 'The outputs do not differ in any digit.';
  const text = largestText(row, most, digits);
  return `Largest difference: ${text}. It is ${names[most]} against ${names[0]}.`;
}
