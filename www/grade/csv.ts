// Tables as text: what spreadsheets and forms save is read, and what they open is written.

/** Rows of cells, blank ones among them. */
export type Rows = string[][];

const MARKS = [',', ';', '\t'];

/** What parts the cells: the mark that the first line has most of, outside of quotation marks. */
function markOf(text: string) {
  const [line] = text.replace(/"(?:[^"]|"")*"/g, '').split(/\r?\n/, 1);
  const counts = MARKS.map((mark) => line.split(mark).length);
  return MARKS[counts.indexOf(Math.max(...counts))];
}

/** A cell may stand between quotation marks, with marks and breaks of lines in it; two of them are one of its own. */
export function readCsv(text: string, mark = markOf(text)): Rows {
  const rows: Rows = [];
  let row: string[] = [];
  const cell = new RegExp(`"((?:[^"]|"")*)"[^${mark}\\r\\n]*|[^${mark}\\r\\n]*`, 'y');
  for (let at = 0; at <= text.length; ) {
    cell.lastIndex = at;
    const [whole, quoted] = cell.exec(text) ?? [''];
    row.push(quoted === undefined ? whole : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (text.startsWith(mark, at)) at += 1;
    else {
      rows.push(row);
      row = [];
      at += text.startsWith('\r\n', at) ? 2 : 1;
    }
  }
  return rows;
}

/** A spreadsheet would compute a cell that begins so; with an apostrophe before it, it shows it. */
const COMPUTED = /^[=+\-@\t\r](?![\d.,\s]*$)/;

export const writeCsv = (rows: Rows) =>
  rows.map((cells) => `${cells.map(written).join(',')}\n`).join('');

function written(cell: string) {
  const text = COMPUTED.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
