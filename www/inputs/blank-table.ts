// One table of blanks: with its axes at the edges, and no more rows and columns than can be drawn.
import { html, nothing } from 'lit';
import type { InputInfo } from '../../pkg/attention_playground.js';
import { halfDigits } from '../lib/format.ts';
import { modeOf } from '../lib/table-mode.ts';
import { headsOf, partName, type TensorView } from '../lib/tensor-views.ts';
import type { TextTensor } from '../state/text-tensor.ts';
import { LARGEST_TEXT } from '../styles/matrix.ts';
import type { Highlights } from '../tables/highlights.ts';
import { axisClass, axisLetter } from '../ui/axis.ts';
import { blankCell, partsOf } from './blank-cell.ts';

const WINDOW = 5; // rows and columns that are drawn at once, of a table that is a map

/** The first row and column that are drawn. */
interface Corner {
  row: number;
  column: number;
}

/** Move the window just so far that it holds a place. */
export const reach = (corner: Corner, at: Corner) => ({
  row: Math.min(Math.max(corner.row, at.row - WINDOW + 1), at.row),
  column: Math.min(Math.max(corner.column, at.column - WINDOW + 1), at.column),
});

/** The window with a place in its middle. */
export const centred = ({ row, column }: Corner, rows: number, columns: number) =>
  within(
    { row: row - Math.floor(WINDOW / 2), column: column - Math.floor(WINDOW / 2) },
    rows,
    columns,
  );

/** Keep the window within a table that has become smaller. */
export const within = ({ row, column }: Corner, rows: number, columns: number) => ({
  row: Math.max(0, Math.min(row, rows - WINDOW)),
  column: Math.max(0, Math.min(column, columns - WINDOW)),
});

const range = (start: number, size: number, map: boolean) =>
  map
    ? Array.from({ length: Math.min(WINDOW, size) }, (_, at) => start + at)
    : Array.from({ length: size }, (_, at) => at);

export interface Fit {
  widest: number;
  head: number;
  tail: number;
}

/**
 * A column of texts, in half digits: how wide the longest is, and of the numbers how far they reach to
 * the left of where their points stand and to the right of it. What is no number moves none of them.
 */
function columnOf(texts: string[]): Fit {
  const parts = texts.map(partsOf).filter((part) => part !== null);
  const most = (sizes: number[]) => Math.min(LARGEST_TEXT, Math.max(0, ...sizes));
  return {
    widest: most(texts.map(halfDigits)),
    head: Math.max(2, most(parts.map(({ head }) => head))),
    tail: most(parts.map(({ tail }) => tail)),
  };
}

export function blankTable({
  info,
  texts,
  view,
  corner,
  bad,
  wrong,
  highlights,
  stop,
  stubs,
  locked,
  words,
}: {
  info: InputInfo;
  texts: TextTensor;
  view: TensorView;
  corner: Corner;
  /** the place of the cell at fault, or −1 */
  bad: number;
  /** the whole is at fault */
  wrong: boolean;
  highlights: Highlights;
  /** the place of the cell that Tab comes to */
  stop: number;
  /** the number of a row or a column opens what can be done with it */
  stubs: boolean;
  /** its cells are read, and not changed */
  locked: boolean;
  /** what tokens are called */
  words: readonly string[];
}) {
  const rowHeads = headsOf(view.rowAxis, view.rows, words);
  const columnHeads = headsOf(view.columnAxis, view.columns, words);
  const map = modeOf(view) === 'map';
  const rows = range(corner.row, view.rows, map);
  const columns = range(corner.column, view.columns, map);
  // Where the cell is not drawn, the first of this table.
  const drawn = rows.some((r) => columns.some((c) => view.place(r, c) === stop));
  const tab = drawn ? stop : view.place(rows[0], columns[0]);
  const fits = columns.map((c) => columnOf(rows.map((r) => texts.cells[view.place(r, c)])));
  return html`
    <table translate="no"
      class="blanks ${wrong ? 'wrong' : ''}"
      aria-label="${info.name}${partName(view)}, ${info.meaning}"
      aria-describedby=${wrong ? 'error' : nothing}
    >
      <thead>
        <tr>
          <th class="corner" scope="col">
            ${view.rowAxis ? axisLetter(view.rowAxis) : html`<span></span>`}
            ${axisLetter(view.columnAxis)}
          </th>
          ${columns.map((c) => html`<th class="column ${axisClass(view.columnAxis)}" scope="col">${stubs ? stub('column', c, columnHeads?.[c]) : (columnHeads?.[c] ?? c + 1)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (r) => html`<tr>
            <th class=${axisClass(view.rowAxis)} scope="row">${stubs && view.rowAxis ? stub('row', r, rowHeads?.[r]) : (rowHeads?.[r] ?? r + 1)}</th>
            ${columns.map((c, at) =>
              blankCell({
                info,
                texts,
                view,
                row: r,
                column: c,
                bad,
                fit: fits[at],
                highlights,
                locked,
                stop: tab,
              }),
            )}
          </tr>`,
        )}
      </tbody>
    </table>
  `;
}

/** The number of a row or a column, which opens what can be done with it. */
const stub = (what: 'row' | 'column', at: number, word?: string) =>
  html`<button class="stub" tabindex="-1" data-what=${what} data-at=${at} title="Insert or remove">${word ?? at + 1}</button>`;
