// What comes into the workbench from outside: a pasted table, another reading of it, a saved file.

import { readFile } from '../exports/state-file.js';
import { errorText } from '../inputs/error-note.js';
import { setSheet } from '../state/edits.js';
import { misfit, placePaste, readPaste } from '../state/queries/pastes.js';
import { BrokenLink } from '../state/url/codec.js';

/** @typedef {import('./workbench.js').Desk} Desk */
/** `place`: of the cell it is pasted in. @typedef {{name: string, text: string, place?: number}} Paste */
/** @typedef {import('../../pkg/attention_playground.js').ParsedMatrix['alternatives'][number]} Alternative */

/** @param {Desk} desk @param {Paste} paste */
export async function pasteInto(desk, { name, text, place }) {
  const outcome = await readPaste(desk.engine, name, text);
  const sheet = desk.store?.state.inputs[name];
  if (!outcome || !sheet) return;
  if ('refused' in outcome) return refuse(desk, name, text, outcome.refused.error);
  const { report } = outcome;
  const { cells } = report;
  const next = placePaste(sheet, cells, place);
  if (!next) return refuse(desk, name, text, misfit(name, sheet, cells));
  desk.refused = null;
  desk.report = report;
  desk.change((state) => setSheet(state, name, next));
  desk.say(`${name}: read as ${report.format}, ${cells.length} by ${cells[0].length}.`);
}

/** @param {Desk} desk @param {string} name @param {string} text @param {import('../core/engine.js').PlainError} error */
function refuse(desk, name, text, error) {
  desk.refused = { name, text, error };
  desk.report = null;
  desk.say(errorText(error));
}

/** @param {Desk} desk @param {{name: string, alternative: Alternative}} choice */
export function readOtherwise(desk, { name, alternative }) {
  const { cells, label } = alternative;
  const sheet = desk.store?.state.inputs[name];
  const next = sheet && placePaste(sheet, cells);
  if (!next) return;
  desk.report = { name, format: label, cells, notes: [], alternatives: [] };
  desk.change((state) => setSheet(state, name, next));
}

/** A file that cannot be read is said to be so, and nothing else happens. @param {Desk} desk @param {File} file */
export async function openFile(desk, file) {
  try {
    const found = readFile(await file.text(), desk.variants);
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
