// A finding beside a step: its first words bold, then a plain sentence.
import { html } from 'lit';

const LONGEST_HEAD = 48; // characters

/** @param {string} message */
export function marginNote(message) {
  const end = message.search(/[.:,](\s|$)/) + 1;
  const head = end > 0 && end <= LONGEST_HEAD ? message.slice(0, end) : '';
  return html`<p class="note">${head ? html`<b>${head}</b>` : ''}${message.slice(head.length)}</p>`;
}
