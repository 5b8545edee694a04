// A note beside a step: of a finding the first words are bold; a comment of a program is as it was written.
import { html } from 'lit';
import type { Trace } from '../../pkg/attention_playground.js';
import { unbroken } from '../lib/format.ts';

const LONGEST_HEAD = 48; // characters

export function marginNote({ code, message }: Pick<Trace['notes'][number], 'code' | 'message'>) {
  if (code === 'comment') return html`<p class="note">${message}</p>`;
  const text = unbroken(message);
  const end = text.search(/[.:,](\s|$)/) + 1;
  const head = end > 0 && end <= LONGEST_HEAD ? text.slice(0, end) : '';
  return html`<p class="note">${head ? html`<b>${head}</b>` : ''}${text.slice(head.length)}</p>`;
}
