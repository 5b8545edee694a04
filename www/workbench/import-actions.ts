// What comes into the workbench from outside: a pasted table, another reading of it, a saved file.
import type { PlainError } from '../core/errors.ts';
import { readFile } from '../exports/state-file.ts';
import { errorText } from '../inputs/error-note.ts';
import { setInput } from '../state/edits.ts';
import { misfit, placePaste, readPaste } from '../state/queries/pastes.ts';
import { BrokenLink } from '../state/url/broken-link.ts';
import type { Desk } from './workbench.ts';

export async function pasteInto(desk: Desk, { name, text, place }: Actions['matrix-paste']) {
  const outcome = await readPaste(desk.engine, name, text);
  const texts = desk.store?.state.inputs[name];
  if (!outcome || !texts) return;
  if ('refused' in outcome) return refuse(desk, name, text, outcome.refused.error);
  const { report } = outcome;
  const { cells } = report;
  const next = placePaste(texts, cells, place);
  if (!next) return refuse(desk, name, text, misfit(name, texts, cells));
  desk.refused = null;
  desk.report = report;
  desk.change((state) => setInput(state, name, next));
  desk.say(`${name}: read as ${report.format}, ${cells.length} by ${cells[0].length}.`);
}

function refuse(desk: Desk, name: string, text: string, error: PlainError) {
  desk.refused = { name, text, error };
  desk.report = null;
  desk.say(errorText(error));
}

export function readOtherwise(desk: Desk, { name, alternative }: Actions['paste-alternative']) {
  const { cells, label } = alternative;
  const texts = desk.store?.state.inputs[name];
  const next = texts && placePaste(texts, cells);
  if (!next) return;
  desk.report = { name, format: label, cells, notes: [], alternatives: [] };
  desk.change((state) => setInput(state, name, next));
}

/** A file that cannot be read is said to be so, and nothing else happens. */
export async function openFile(desk: Desk, file: File) {
  try {
    const found = readFile(await file.text(), desk.known);
    desk.notice = '';
    desk.report = desk.refused = null;
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
