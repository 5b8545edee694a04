// A table of words and numbers as text: every digit for programs, the shown ones for paper.

/** `exact` is what programs read in its place: a number with every digit. @typedef {{text: string, exact?: string}} Word */
/** @typedef {{head: Word[], rows: Word[][]}} Words */

/** As it is shown, on one line. @param {HTMLElement} cell */
const textOf = ({ innerText }) =>
  innerText
    .trim()
    .replace(/\s*\n\s*/g, '; ')
    .replaceAll('\u00a0', ' ');

/** The cell at each place, one that spans several at each of them. @param {HTMLTableRowElement[]} rows */
function gridOf(rows) {
  /** @type {HTMLTableCellElement[][]} */
  const grid = rows.map(() => []);
  for (const [r, row] of rows.entries()) {
    let c = 0;
    for (const cell of row.cells) {
      while (grid[r][c]) c += 1;
      for (const line of grid.slice(r, r + cell.rowSpan))
        line.splice(c, cell.colSpan, ...spread(cell));
    }
  }
  return grid;
}

/** @param {HTMLTableCellElement} cell */
const spread = (cell) => Array.from({ length: cell.colSpan }, () => cell);

/** What stands over a column; a cell over several is followed by what `data-parts` says, or by their count. @param {HTMLTableCellElement[][]} head @param {number} column @returns {Word} */
function nameOf(head, column) {
  const over = [...new Set(head.map((row) => row[column]))];
  const last = over[over.length - 1];
  const place = column - head[head.length - 1].indexOf(last);
  const part = last.dataset.parts?.split('|')[place] ?? place + 1;
  const text = `${over.map(textOf).join(': ')}${last.colSpan > 1 ? ` ${part}` : ''}`;
  return { text, exact: last.dataset.exact };
}

/** What a table on the screen says; `data-exact` has the digits that it does not show. @param {HTMLTableElement} table @returns {Words} */
export function wordsOf(table) {
  const head = gridOf([...(table.tHead?.rows ?? [])]);
  const rows = gridOf([...table.tBodies].flatMap((body) => [...body.rows]));
  return {
    head: head[0].map((_, column) => nameOf(head, column)),
    rows: rows.map((row) =>
      row.map((cell, column) =>
        row.indexOf(cell) === column
          ? { text: textOf(cell), exact: cell.dataset.exact }
          : { text: '' },
      ),
    ),
  };
}

/** @param {string} text */
const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Whether a column is one of numbers. @param {Words} words @param {number} column */
const isNumeric = ({ rows }, column) =>
  rows.every((row) => row[column].exact !== undefined || row[column].text === '');

/** @param {Words} words */
const csv = ({ head, rows }) =>
  [head, ...rows]
    .map((row) => row.map(({ text, exact = text }) => quoted(exact)).join(','))
    .join('\n');

/** @param {Words} words */
function markdown(words) {
  const line = (/** @type {Word[]} */ row) =>
    `| ${row.map(({ text }) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = words.head.map((_, column) => (isNumeric(words, column) ? '---:' : '---'));
  return [line(words.head), `|${rule.join('|')}|`, ...words.rows.map(line)].join('\n');
}

const SIGNS = {
  '−': '$-$',
  '·': '$\\cdot$',
  '×': '$\\times$',
  µ: '\\textmu{}',
  '∂': '$\\partial$',
};
const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** @param {string} text as on the screen */
const tex = (text) =>
  text
    .replace(/[&%$#_{}]/g, '\\$&')
    .replace(/[−·×µ∂]/g, (sign) => SIGNS[/** @type {keyof typeof SIGNS} */ (sign)])
    .replace(/⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (raised) => {
      const digits = [...raised].map((sign) => (sign === '⁻' ? '-' : RAISED.indexOf(sign)));
      return `$^{${digits.join('')}}$`;
    });

/** @param {Words} words */
function latex(words) {
  const columns = words.head.map((_, column) => (isNumeric(words, column) ? 'r' : 'l'));
  const line = (/** @type {Word[]} */ row) =>
    `  ${row.map(({ text }) => tex(text)).join(' & ')} \\\\`;
  return [
    `\\begin{tabular}{${columns.join('')}}`,
    line(words.head),
    '  \\hline',
    ...words.rows.map(line),
    '\\end{tabular}',
  ].join('\n');
}

/** By the name of the button. @type {Record<string, (words: Words) => string>} */
export const wordFormats = { CSV: csv, LaTeX: latex, Markdown: markdown };
