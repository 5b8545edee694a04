// The program of each column beside the first column's, line by line: what differs stands out by a sign and by its ground.
import { css, html, LitElement } from 'lit';
import { namesOf } from '../compare/compare-words.ts';
import type { Described } from '../state/own-program.ts';
import type { Column } from '../state/queries/comparison.ts';
import { base } from '../styles/base.ts';
import { property } from '../ui/property.ts';
import { type DiffLine, diffOf } from './line-diff.ts';

const SIGNS: Record<DiffLine['in'], { sign: string; word: (names: string[]) => string }> = {
  both: { sign: ' ', word: () => '' },
  first: { sign: '−', word: ([name]) => `only ${name}: ` },
  second: { sign: '+', word: ([, name]) => `only ${name}: ` },
};

export class ProgramDiff extends LitElement {
  @property({ attribute: false }) columns: Column[] = [];
  /** One for each column. */
  @property({ attribute: false }) texts: string[] = [];
  @property({ attribute: false }) variants: Described[] = [];

  static styles = [
    base,
    css`
      :host {
        max-width: 40rem;
        padding: 1.125rem 0;
        border-top: 1px solid var(--rule);
      }
      h3:not(:first-child) {
        margin-top: 1.125rem;
      }
      h3 {
        font-size: 1.125rem;
        line-height: 1.5rem;
      }
      ol {
        margin-top: 0.5rem;
        font: 0.8125rem / 1.25rem var(--mono);
      }
      li {
        padding: 0 0.75rem 0 2rem;
        text-indent: -1.25rem;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        color: var(--ink2);
      }
      [data-in='first'],
      [data-in='second'] {
        color: var(--ink);
        background: var(--wash);
      }
      [data-in='first'] {
        box-shadow: inset 3px 0 var(--n6);
      }
      [data-in='second'] {
        box-shadow: inset 3px 0 var(--p6);
      }
      .sign {
        display: inline-block;
        width: 1.25rem;
        text-indent: 0;
      }
    `,
  ];

  render() {
    const [first, ...others] = this.texts;
    const [name, ...names] = namesOf(this.columns, this.variants);
    return others.map((other, at) => this.#pair([name, names[at]], [first, other]));
  }

  #pair(names: string[], [first, second]: string[]) {
    return html`
      <h3>The programs</h3>
      <p class="label">− stands in ${names[0]} alone, + in ${names[1]} alone.</p>
      <ol translate="no">${diffOf(first, second).map(({ in: where, text }) => {
        const { sign, word } = SIGNS[where];
        return html`<li data-in=${where}><span class="sign" aria-hidden="true">${sign}</span><span class="hidden">${word(names)}</span>${text}</li>`;
      })}</ol>
    `;
  }
}

customElements.define('program-diff', ProgramDiff);

declare global {
  interface HTMLElementTagNameMap {
    'program-diff': ProgramDiff;
  }
}
