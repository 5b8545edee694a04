// Where the keys lead: in a table of results, between the blanks of an input, along a plot, in a tree.

export interface Cursor {
  row: number;
  column: number;
}

/** In a grid of results; undefined for a key that does not move. */
export function moveInGrid(
  { key, ctrlKey }: KeyboardEvent,
  { row, column }: Cursor,
  { rows, columns }: { rows: number; columns: number },
): Cursor | undefined {
  const to = target(key, ctrlKey, { row, column }, { rows, columns });
  if (!to) return undefined;
  const within = (at: number, size: number) => Math.max(0, Math.min(size - 1, at));
  return { row: within(to.row, rows), column: within(to.column, columns) };
}

function target(
  key: string,
  ctrl: boolean,
  { row, column }: Cursor,
  { rows, columns }: { rows: number; columns: number },
): Cursor | undefined {
  if (key === 'ArrowLeft') return { row, column: column - 1 };
  if (key === 'ArrowRight') return { row, column: column + 1 };
  if (key === 'ArrowUp') return { row: row - 1, column };
  if (key === 'ArrowDown') return { row: row + 1, column };
  if (key === 'PageUp') return { row: row - pageOf(rows), column };
  if (key === 'PageDown') return { row: row + pageOf(rows), column };
  if (key === 'Home') return { row: ctrl ? 0 : row, column: 0 };
  if (key === 'End') return { row: ctrl ? rows - 1 : row, column: columns - 1 };
  return undefined;
}

/** Rows that Page Up and Page Down move by. */
const pageOf = (rows: number) => Math.max(5, Math.ceil(rows / 8));

/** In a blank, an arrow leaves only from the edge of the text, and Enter goes down. */
export function moveInBlanks(
  event: KeyboardEvent,
  { row, column }: Cursor,
  { rows }: { rows: number; columns: number },
): Cursor | undefined {
  const field = event.target instanceof HTMLInputElement ? event.target : null;
  const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
  if (ctrlKey || altKey || metaKey || (shiftKey && key !== 'Enter')) return undefined;
  if (key === 'PageUp') return { row: Math.max(0, row - pageOf(rows)), column };
  if (key === 'PageDown') return { row: Math.min(rows - 1, row + pageOf(rows)), column };
  if (key === 'ArrowUp' || (key === 'Enter' && shiftKey)) return { row: row - 1, column };
  if (key === 'ArrowDown' || (key === 'Enter' && field)) return { row: row + 1, column };
  if (key === 'ArrowLeft' && caret(field).atStart) return { row, column: column - 1 };
  if (key === 'ArrowRight' && caret(field).atEnd) return { row, column: column + 1 };
  return undefined;
}

/**
 * Along the axis of a plot, `page` places at a time with Page Up; undefined for a key that does not move.
 */
export function moveAlong(
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
  at: number,
  last: number,
  page: number,
) {
  const places: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - page,
    PageUp: at + page,
    Home: 0,
    End: last,
  };
  const place = places[key];
  if (place === undefined || ctrlKey || metaKey || altKey) return undefined;
  return Math.min(last, Math.max(0, place));
}

/** A text that is selected whole counts as both edges. */
function caret(field: HTMLInputElement | null) {
  if (!field) return { atStart: true, atEnd: true };
  const { selectionStart: start, selectionEnd: end, value } = field;
  const whole = start === 0 && end === value.length;
  return { atStart: whole || end === 0, atEnd: whole || start === value.length };
}

type TreeMove = 'up' | 'down' | 'first' | 'last' | 'fold' | 'unfold' | 'parent';

/** In a tree of two levels; undefined for a key that does not move there. */
export function treeMove(
  key: string,
  { isFamily, unfolded }: { isFamily: boolean; unfolded: boolean },
): TreeMove | undefined {
  if (key === 'ArrowUp') return 'up';
  if (key === 'ArrowDown') return 'down';
  if (key === 'Home') return 'first';
  if (key === 'End') return 'last';
  if (key === 'ArrowRight') return isFamily && !unfolded ? 'unfold' : 'down';
  if (key !== 'ArrowLeft') return undefined;
  if (!isFamily) return 'parent';
  return unfolded ? 'fold' : 'up';
}
