// A file of handed-in work: which of its columns holds the links, and what stands beside each.
import { isCode } from '../state/url/answer-code.ts';
import { type Rows, readCsv } from './csv.ts';

interface HandedIn {
  /** What the other columns are called. */
  heads: string[];
  work: {
    /** In the file, counted from 1 as a spreadsheet does, its heading among them. */
    row: number;
    /** What stands in the other columns. */
    others: string[];
    link: string;
    /** Why the row cannot be read. */
    fault?: string;
  }[];
}

/** What is wrong with the file as a whole. */
export class Unusable extends Error {}

const isBlank = (cells: string[]) => cells.every((text) => text.trim() === '');

/** A link to the labs, what stands after its #, or a code. */
const isLink = (text: string) =>
  /^\s*(?:[a-z]+:\/\/\S*|\S*\.html\S*)#\S/i.test(text) ||
  /^\s*#?[a-z-]+\?\w+=/i.test(text) ||
  isCode(text);

/** @param column the heading of the one that holds the links; it is found where none is named */
export function handedIn(text: string, column?: string): HandedIn {
  const rows = isBare(text) ? lines(text) : readCsv(text);
  const top = rows.find((cells) => !isBlank(cells));
  if (!top) throw new Unusable('The file is empty.');
  const hasHeading = !top.some(isLink);
  const heads = hasHeading ? top : top.map((_, at) => `column ${at + 1}`);
  const body = rows
    .map((cells, at) => ({ cells, row: at + 1 }))
    .filter(({ cells }) => !isBlank(cells) && !(hasHeading && cells === top));
  const at =
    column === undefined
      ? found(
          body.map(({ cells }) => cells),
          heads,
        )
      : named(heads, column);
  return {
    heads: heads.toSpliced(at, 1),
    work: body.map(({ cells, row }) => ({
      row,
      others: heads.map((_, of) => cells[of] ?? '').toSpliced(at, 1),
      link: (cells[at] ?? '').trim(),
      ...(cells.length > heads.length && {
        fault: `This row has ${cells.length} cells and the heading ${heads.length}: put a link between quotation marks.`,
      }),
    })),
  };
}

/** Nothing but links, one a line, with the marks of their tables in them. */
const isBare = (text: string) => {
  const all = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return all.length > 0 && all.every((line) => isLink(line) && !/["\t]|\s/.test(line.trim()));
};

const lines = (text: string): Rows => text.split(/\r?\n/).map((line) => [line]);

function named(heads: string[], column: string) {
  const same = (head: string) => head.trim().toLowerCase() === column.trim().toLowerCase();
  const at = heads.findIndex(same);
  if (at < 0)
    throw new Unusable(
      `No column is called “${column}”. There are: ${heads.map((head) => `“${head}”`).join(', ')}.`,
    );
  return at;
}

function found(body: Rows, heads: string[]) {
  const counts = heads.map((_, at) => body.filter((cells) => isLink(cells[at] ?? '')).length);
  const most = Math.max(...counts);
  if (most === 0)
    throw new Unusable(
      'No column holds links to the labs. Name the one that should: --column "Your link".',
    );
  if (counts.filter((count) => count === most).length > 1)
    throw new Unusable(
      `Several columns hold links: ${heads.filter((_, at) => counts[at] === most).join(', ')}. Name one: --column "${heads[counts.indexOf(most)]}".`,
    );
  return counts.indexOf(most);
}
