// A table of words and numbers under its name, with the ways to take it away.
import { html } from 'lit';
import { wordsOf } from '../exports/words.js';
import '../exports/copy-table.js';

/** @param {HTMLElement} menu */
const beside = (menu) => {
  const table = menu.closest('.named')?.querySelector('table');
  return table ? wordsOf(table) : null;
};

/** It scrolls alone where it is too wide. @param {string} name @param {unknown} table @param {string} [looks] classes of its box */
export const namedTable = (name, table, looks = '') => html`<div class="named">
  <div class="title">
    <h3>${name}</h3>
    <copy-table .name=${name} .words=${beside}></copy-table>
  </div>
  <div class="box ${looks}" tabindex="0" role="region" aria-label=${name}>${table}</div>
</div>`;
