// Remarks on the program of question 3, each with the line that it is about.
import { html } from 'lit';
import type { BlanksReport } from '../../../pkg/attention_playground.js';

/**
 * Names that are not defined where they stand, as far as no verdict says so. That the view is refused
 * is said when the program gets there.
 * @param program with each blank as its name in braces
 * @param stands whether a blank is as it was when it was remarked on
 */
export function remarks(
  { notes, whole }: BlanksReport,
  program: string,
  stands: (hole: string) => boolean = () => true,
) {
  const said = whole.kind === 'refused' ? whole.line : 0;
  return notes
    .filter(({ code, field }) => ['not-in-scope', 'repeated'].includes(code) && stands(field))
    .map(({ field, message }) => ({ line: lineOf(field, program), message }))
    .filter(({ line }) => line !== said)
    .map(({ line, message }) => html`<p class="note"><b>Line ${line}.</b> ${message}</p>`);
}

const lineOf = (hole: string, program: string) =>
  program.split('\n').findIndex((text) => text.includes(`{${hole}}`)) + 1;
