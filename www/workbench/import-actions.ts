// What comes into the workbench from outside: a pasted table, a saved file.
import { errorText } from '../inputs/error-note.ts';
import type { Paste } from '../state/queries/pastes.ts';
import { BrokenLink } from '../state/url/broken-link.ts';
import type { Workbench } from './workbench.ts';

export async function pasteInto(workbench: Workbench, paste: Paste) {
  if (!(await workbench.pastes.paste(workbench.engine, paste))) return;
  const { report, refused, question } = workbench.pastes;
  if (refused) workbench.say(errorText(refused.error));
  else if (question)
    workbench.say(`${question.name}: ${question.word} may mean two things. Choose one.`);
  else if (report) {
    const { name, format, shape } = report;
    workbench.say(`${name}: read as ${format}, ${shape.join(' by ')}.`);
  }
}

/** A file that cannot be read is said to be so, and nothing else happens. */
export async function openFile(workbench: Workbench, file: File) {
  try {
    const { readFile } = await import('../exports/state-file.ts');
    const found = readFile(await file.text(), workbench.known);
    workbench.notice = '';
    workbench.pastes.forget();
    workbench.linked.apply(found);
    workbench.commit(found.state, { coarse: true });
    workbench.say('The file is open.');
  } catch (error) {
    // The browser may refuse to read it: a file that has gone since it was chosen, say.
    if (!(error instanceof BrokenLink || error instanceof DOMException)) throw error;
    workbench.notice = `This file cannot be opened: ${error.message}. Nothing that you had is lost.`;
    workbench.say(workbench.notice);
  }
}
