// A table of words and numbers under its name, with the ways to take it away.
import { html } from 'lit';
import { screenGrid } from '../exports/table.ts';
import '../exports/copy-table.ts';
import { watchedEdge } from '../ui/scroll-edge.ts';

const beside = (menu: HTMLElement) => {
  const table = menu.closest('.named')?.querySelector('table');
  return table ? screenGrid(table) : null;
};

/** It scrolls alone where it is too wide. @param looks classes of its box */
export const namedTable = (
  name: string,
  table: unknown,
  looks: string = '',
) => html`<div class="named">
  <div class="title">
    <h3>${name}</h3>
    <copy-table .name=${name} .words=${beside}></copy-table>
  </div>
  <div class="box ${looks}" tabindex="0" role="region" aria-label=${name} ${watchedEdge()}>${table}</div>
</div>`;
