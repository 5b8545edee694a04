// What comes into the workbench from outside: a pasted table, a saved file.
import { readFile } from '../exports/state-file.ts';
import { errorText } from '../inputs/error-note.ts';
import type { Paste } from '../state/queries/pastes.ts';
import { BrokenLink } from '../state/url/broken-link.ts';
import type { Desk } from './workbench.ts';

export async function pasteInto(desk: Desk, paste: Paste) {
  if (!(await desk.pastes.paste(desk.engine, paste))) return;
  const { report, refused } = desk.pastes;
  if (refused) desk.say(errorText(refused.error));
  else if (report) {
    const { name, format, cells } = report;
    desk.say(`${name}: read as ${format}, ${cells.length} by ${cells[0].length}.`);
  }
}

/** A file that cannot be read is said to be so, and nothing else happens. */
export async function openFile(desk: Desk, file: File) {
  try {
    const found = readFile(await file.text(), desk.known);
    desk.notice = '';
    desk.pastes.forget();
    desk.take(found);
    desk.store?.commit(found.state, { coarse: true });
    desk.say('The file is open.');
  } catch (error) {
    // The browser may refuse to read it: a file that has gone since it was chosen, say.
    if (!(error instanceof BrokenLink || error instanceof DOMException)) throw error;
    desk.notice = `This file cannot be opened: ${error.message}. Nothing that you had is lost.`;
    desk.say(desk.notice);
  }
}
