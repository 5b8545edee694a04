// A remark on the program of question 3, with the line that it is about.
import { html } from 'lit';

/** A remark that is about a line says which. @param {{field: string, message: string}} note @param {string} program */
export function noted({ field, message }, program) {
  const line = program.split('\n').findIndex((text) => text.includes(`{${field}}`)) + 1;
  return html`<b>Line ${line}.</b> ${message}`;
}
