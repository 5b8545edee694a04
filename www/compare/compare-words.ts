// What a comparison says in words: what its columns are called, and where they differ most.
import type {
  ComparedCell as Cell,
  ComparedRow as Row,
  VariantInfo,
} from '../../pkg/attention_playground.js';
import { decimalsFor, write } from '../lib/format.ts';
import { flatten, wordIn } from '../lib/tensor-views.ts';
import { within } from '../lib/within.ts';
import { idOf, infoOf, programIn } from '../state/own-program.ts';
import type { Column, Compared } from '../state/queries/comparison.ts';
import { cellName } from '../state/text-tensor.ts';

/** "a, b and c" */
export const list = (words: string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** What the columns are called: by their variants, and where one stands twice, by which it is. */
export function namesOf(columns: Column[], variants: VariantInfo[]) {
  const titleOf = ({ variant }: Column) => infoOf(variants, variant)?.title ?? idOf(variant);
  return columns.map((column, place) => {
    const { inputs, live } = column;
    const title = titleOf(column);
    const alike = columns.filter((other) => titleOf(other) === title);
    if (alike.length === 1) return title;
    if (live) return `${title}, now`;
    if (inputs === null) return `${title}, beside it`;
    const pins = columns.slice(0, place).filter((other) => other.inputs && !other.live).length;
    return pins > 0 ? `${title}, pinned (${pins + 1})` : `${title}, pinned`;
  });
}

/** What a column is called within a sentence: a title of one's own as it is. */
export const spoken = ({ variant }: Column, name: string) =>
  programIn(variant) === null ? within(name) : name;

/** How many decimals a table has: as many as show every number, and at most four. */
export const decimalsOf = (cell: Cell | undefined, digits: number | null) =>
  digits ?? (cell ? decimalsFor(cell.tensor.data) : 0);

/** A number as its table shows it. */
export const written = (cell: Cell | undefined, value: number, digits: number | null) =>
  write(value, decimalsOf(cell, digits)) || 'masked';

const MAP = 'feature_map';

/** Which columns would have weights if they were smaller: a schedule whose plain form was too large to compute. */
export const withoutPlain = ({ columns, comparison }: Compared, variants: VariantInfo[]) =>
  columns.map(
    ({ variant }, at) =>
      !comparison.rows.some(({ cells }) => cells[at]?.plain) &&
      variants.some(({ id, params }) => id === variant && params.some(({ name }) => name === MAP)),
  );

/** "output, row 1, column 2: 3.7916 against 4" */
export function largestText(
  row: Row,
  column: number,
  digits: number | null,
  words: readonly string[],
) {
  const cell = row.cells[column];
  if (!cell?.difference) return '';
  const { index, here, first } = cell.difference.largest;
  const name = cellName(
    within(row.label),
    cell.tensor.axes,
    index,
    wordIn(cell.tensor, index, words),
  );
  return `${name}: ${written(cell, here, digits)} against ${written(row.cells[0], first, digits)}`;
}

/** How large the largest difference is. */
export function largestSize(row: Row, column: number) {
  const { difference } = row.cells[column] ?? {};
  if (!difference) return -1;
  const { tensor, largest } = difference;
  return Math.abs(tensor.data[flatten(largest.index, tensor.shape)]);
}

/** The output's largest difference in a sentence, for eyes and for ears. */
export function summary(
  { comparison }: Compared,
  names: string[],
  digits: number | null,
  words: readonly string[],
) {
  const row = comparison.rows.find(({ id }) => id === 'output');
  if (!row || names.length < 2) return '';
  const sizes = row.cells.map((_, column) => largestSize(row, column));
  const most = sizes.indexOf(Math.max(...sizes));
  if (sizes[most] < 0) return 'The outputs have different shapes, so no difference can be taken.';
  if (sizes[most] === 0) return 'The outputs do not differ in any digit.';
  const text = largestText(row, most, digits, words);
  return `Largest difference: ${text}, in ${names[most]} and in ${names[0]}.`;
}
