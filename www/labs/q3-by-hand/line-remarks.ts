// Remarks on the program of question 3, each with the line that it is about.
import { html } from 'lit';

/** @typedef {import('../../../pkg/attention_playground.js').BlanksReport} BlanksReport */

/**
 * Names that are not defined where they stand, as far as no verdict says so. That the view is refused
 * is said when the program gets there.
 * @param {BlanksReport} report @param {string} program with each blank as its name in braces
 */
export function remarks({ notes, whole }, program) {
  const said = whole.kind === 'refused' ? whole.line : 0;
  return notes
    .filter(({ code }) => code === 'not-in-scope')
    .map(({ field, message }) => ({ line: lineOf(field, program), message }))
    .filter(({ line }) => line !== said)
    .map(({ line, message }) => html`<p class="note"><b>Line ${line}.</b> ${message}</p>`);
}

/** @param {string} hole @param {string} program */
const lineOf = (hole, program) =>
  program.split('\n').findIndex((text) => text.includes(`{${hole}}`)) + 1;
