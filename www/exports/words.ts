// A table of words and numbers as text: every digit for programs, the shown ones for paper.

/** `exact` is what programs read in its place: a number with every digit. */
interface Word {
  text: string;
  exact?: string;
}

export interface Words {
  head: Word[];
  rows: Word[][];
}

/** As it is shown, on one line. */
const textOf = ({ innerText }: HTMLElement) =>
  innerText
    .trim()
    .replace(/\s*\n\s*/g, '; ')
    .replaceAll('\u00a0', ' ');

/** The cell at each place, one that spans several at each of them. */
function gridOf(rows: HTMLTableRowElement[]) {
  const grid: HTMLTableCellElement[][] = rows.map(() => []);
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

const spread = (cell: HTMLTableCellElement) => Array.from({ length: cell.colSpan }, () => cell);

/** What stands over a column; a cell over several is followed by what `data-parts` says, or by their count. */
function nameOf(head: HTMLTableCellElement[][], column: number): Word {
  const over = [...new Set(head.map((row) => row[column]))];
  const last = over[over.length - 1];
  const place = column - head[head.length - 1].indexOf(last);
  const part = last.dataset.parts?.split('|')[place] ?? place + 1;
  const text = `${over.map(textOf).join(': ')}${last.colSpan > 1 ? ` ${part}` : ''}`;
  return { text, exact: last.dataset.exact };
}

/** What a table on the screen says; `data-exact` has the digits that it does not show. */
export function wordsOf(table: HTMLTableElement): Words {
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

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Whether a column is one of numbers. */
const isNumeric = ({ rows }: Words, column: number) =>
  rows.every((row) => row[column].exact !== undefined || row[column].text === '');

const csv = ({ head, rows }: Words) =>
  [head, ...rows]
    .map((row) => row.map(({ text, exact = text }) => quoted(exact)).join(','))
    .join('\n');

function markdown(words: Words) {
  const line = (row: Word[]) =>
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

/** @param text as on the screen */
const tex = (text: string) =>
  text
    .replace(/[&%$#_{}]/g, '\\$&')
    .replace(/[−·×µ∂]/g, (sign) => SIGNS[sign as keyof typeof SIGNS])
    .replace(/⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (raised) => {
      const digits = [...raised].map((sign) => (sign === '⁻' ? '-' : RAISED.indexOf(sign)));
      return `$^{${digits.join('')}}$`;
    });

function latex(words: Words) {
  const columns = words.head.map((_, column) => (isNumeric(words, column) ? 'r' : 'l'));
  const line = (row: Word[]) => `  ${row.map(({ text }) => tex(text)).join(' & ')} \\\\`;
  return [
    `\\begin{tabular}{${columns.join('')}}`,
    line(words.head),
    '  \\hline',
    ...words.rows.map(line),
    '\\end{tabular}',
  ].join('\n');
}

/** By the name of the button. */
export const wordFormats: Record<string, (words: Words) => string> = {
  CSV: csv,
  LaTeX: latex,
  Markdown: markdown,
};
