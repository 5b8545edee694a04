// A finding beside a step: its first words bold, then a plain sentence.
import { html } from 'lit';
import { unbroken } from '../lib/format.ts';

const LONGEST_HEAD = 48; // characters

export function marginNote(message: string) {
  const text = unbroken(message);
  const end = text.search(/[.:,](\s|$)/) + 1;
  const head = end > 0 && end <= LONGEST_HEAD ? text.slice(0, end) : '';
  return html`<p class="note">${head ? html`<b>${head}</b>` : ''}${text.slice(head.length)}</p>`;
}
