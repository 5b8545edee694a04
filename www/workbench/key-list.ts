// The list of keys to press, for those who use the page without a pointer; it opens in place.
import { css, html, LitElement } from 'lit';
import { underBar } from '../styles/bar.ts';
import { base } from '../styles/base.ts';

const KEYS: [string, string][] = [
  ['Tab', 'to the next blank, button or table'],
  [
    'Arrow keys',
    'in a table of results: to the next cell; in an input: to the next cell at its edge; in a plot: move the cursor that reads it',
  ],
  [
    'Enter',
    'in a table of results: pin the cell and write out its arithmetic; in an input: go down',
  ],
  ['Esc', 'cancel a running computation; unpin the cell'],
  ['Alt+Page Down, Alt+Page Up', 'to the next step of the program, to the one before; Esc ends it'],
  ['Ctrl+Enter', 'in an input: insert or remove its row, its column or its table; on a Mac ⌘'],
  ['Letters', 'in the list of variants: to the variant that begins with them'],
  ['Home, End', 'to the ends of a row; with Ctrl, of the table'],
  ['Space, 0, 1', 'in a mask: change the cell'],
  ['Ctrl+V', 'in an input: paste one number, or a whole matrix'],
  ['Ctrl+Z, Ctrl+Y', 'undo, redo; on a Mac with ⌘ and ⇧⌘Z'],
  ['Page Up, Page Down', 'in a map or a large input: by an eighth of its rows'],
  ['?', 'open and close this list'],
];

export class KeyList extends LitElement {
  static styles = [
    base,
    underBar,
    css`
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr));
        gap: 0.25rem 2.5rem;
        font-size: 0.9375rem;
        line-height: 1.375rem;
      }
      div {
        display: grid;
        grid-template-columns: 8.5rem minmax(0, 1fr);
        column-gap: 0.75rem;
      }
      dd {
        color: var(--ink2);
      }
      @container (max-width: 23.375rem) {
        div {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  render() {
    return html`<section aria-labelledby="title">
      <h2 id="title" tabindex="-1">Keyboard</h2>
      <dl>
        ${KEYS.map(([key, does]) => html`<div><dt>${key}</dt><dd>${does}</dd></div>`)}
      </dl>
    </section>`;
  }
}

customElements.define('key-list', KeyList);

declare global {
  interface HTMLElementTagNameMap {
    'key-list': KeyList;
  }
}
