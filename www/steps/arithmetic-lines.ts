// The arithmetic of the pinned cell, written out; every number that came from a cell leads to it.
import { css, html, LitElement, nothing, unsafeCSS } from 'lit';
import type { Explanation, Line, Token } from '../../pkg/attention_playground.js';
import { copyText } from '../lib/clipboard.ts';
import type { Place } from '../state/place.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';

const SAID = 2000; // milliseconds
const BREAK = /(?<= [+−/] |, )/;
const ENDS = /(?: [+−/] |, )$/; // where `split` sees nothing to split

/** Of a sum of up to five terms, when each comes. */
const terms = unsafeCSS(
  [1, 2, 3, 4, 5]
    .map(
      (nth) => `:host([growing]) .together:nth-of-type(${nth}) { animation-delay: ${nth * 0.3}s; }`,
    )
    .join('\n'),
);

export class ArithmeticLines extends LitElement {
  @property({ attribute: false }) explanation: Explanation | null = null;
  /** What came of copying it, for a moment. */
  @state() private done = '';
  /** On one line, with the words below: the dock of a narrow screen. */
  @property({ type: Boolean, reflect: true }) dock = false;
  /** Its terms come one after another. */
  @property({ type: Boolean, reflect: true }) growing = false;

  static styles = [
    base,
    css`
      .lines {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        column-gap: 0.375rem;
        align-items: baseline;
        font-size: 1.125rem;
        line-height: 1.625rem;
      }
      .name {
        white-space: nowrap;
      }
      sup {
        font-size: 0.8125rem;
        line-height: 0;
      }
      .symbol {
        font-style: italic;
      }
      .line {
        overflow-wrap: anywhere;
      }
      .together {
        white-space: nowrap;
      }
      .factor {
        min-width: 0.875rem;
        padding: 0 0.1875rem;
        line-height: 1.25rem;
        border-radius: 2px;
        background: var(--mark);
        color: var(--mark-ink);
      }
      .factor:hover {
        text-decoration: underline;
        text-decoration-thickness: 1px;
        text-underline-offset: 3px;
      }
      .foot {
        text-wrap: balance;
        display: flex;
        flex-wrap: wrap;
        gap: 0 1rem;
        align-items: baseline;
        justify-content: space-between;
        margin-top: 0.125rem;
        color: var(--ink2);
        font-size: 0.875rem;
        line-height: 1.25rem;
      }
      .acts {
        display: flex;
        flex: none;
        gap: 1rem;
      }
      .short {
        display: flex;
        gap: 1rem;
        align-items: baseline;
        justify-content: space-between;
        font-size: 1.125rem;
        line-height: 1.75rem;
      }
      .short .act {
        flex: none;
      }
      @keyframes come {
        from {
          visibility: hidden;
        }
      }
      @media (prefers-reduced-motion: no-preference) {
        :host([growing]) :is(.together, .line + .name + .line) {
          animation: come 0s 1.6s backwards;
        }
        ${terms}
      }
      @media (forced-colors: active) {
        .factor {
          outline: 2px dotted Highlight;
          outline-offset: -1px;
        }
      }
    `,
  ];

  render() {
    const { explanation } = this;
    if (!explanation) return nothing;
    if (this.dock) return this.#short(explanation);
    return html`
      <div class="lines" translate="no">
        ${explanation.lines.map(
          (line, at) => html`
            <span class="name">${at === 0 ? cellName(explanation.name) : nothing}</span>
            <span class="line" translate="no">${sign(line)} ${this.#tokens(line)}</span>
          `,
        )}
      </div>
      <div class="foot">
        <span>${explanation.words}</span>
        <span class="acts">
          <button class="act" @click=${this.#copy}>${this.done || 'Copy'}</button>
          <button class="act" @click=${() => act(this, 'unpin')}>Unpin</button>
        </span>
      </div>
    `;
  }

  /** The lines as text, one under another. */
  async #copy() {
    const { explanation } = this;
    if (!explanation) return;
    const { name, lines } = explanation;
    const text = lines.map((line, at) => `${at === 0 ? `${name} ` : ''}${lineText(line)}`);
    const worked = await copyText(text.join('\n'));
    this.done = worked ? 'Copied' : 'Not allowed';
    act(
      this,
      'announce',
      worked ? `The arithmetic of ${name} is copied.` : 'The browser did not allow copying.',
    );
    setTimeout(() => {
      this.done = '';
    }, SAID);
  }

  /** The first line and the value. */
  #short({ name, lines, words }: Explanation) {
    const [first, ...more] = lines;
    const last = more.at(-1);
    return html`
      <div class="short">
        <p class="line" translate="no">
          ${cellName(name)} ${sign(first)}
          ${this.#tokens(first)}${last ? html` ${sign(last)} ${this.#tokens(last)}` : nothing}
        </p>
        <button class="act" @click=${() => act(this, 'unpin')}>Unpin</button>
      </div>
      <p class="label">${words}</p>
    `;
  }

  /** A line breaks after its plus signs, and never within a product. */
  #tokens({ tokens }: Line) {
    const groups: unknown[][] = [[]];
    for (const token of tokens) {
      if (token.source !== undefined) {
        groups.at(-1)?.push(this.#token(token));
        continue;
      }
      const [first, ...more] = token.text.split(BREAK);
      groups.at(-1)?.push(first);
      for (const piece of more) groups.push([piece]);
      if (ENDS.test(token.text)) groups.push([]);
    }
    return groups.map((group) => html`<span class="together">${group}</span><wbr />`);
  }

  #token({ text, source }: Token) {
    const cell = source === undefined ? undefined : this.explanation?.sources[source];
    if (!cell) return text;
    const place = `${cell.step}, ${cell.index.map((at) => at + 1).join(', ')}`;
    return html`<button
      class="factor"
      aria-label="${text}, from ${place}"
      @click=${() => act(this, 'cell-follow', cell)}
    >${text}</button>`;
  }
}

const lineText = (line: Line) => `${sign(line)} ${line.tokens.map(({ text }) => text).join('')}`;

const sign = ({ rounded }: Line) => (rounded ? '≈' : '=');

/** Letters in italics, the index upright: s₁₂; a number hangs above, as in formulas: z_1 is z⁽¹⁾. */
function cellName(name: string) {
  const [, letters = '', number = '', index = ''] = name.match(/^(\p{L}*)(?:_(\d+))?(.*)$/u) ?? [];
  const above = number ? html`<sup>(${number})</sup>` : nothing;
  return html`<span class="symbol">${letters}</span>${above}${index}`;
}

/** What becomes of a cell, in a sentence: `Weights for query 3, key 2: …`. */
export const sentenceOf = (label: string, { words }: Explanation) => `${label} for ${words}.`;

/** As it is read aloud. */
export function spoken({ name, lines, words }: Explanation) {
  const text = lines.map(lineText);
  return `${name} ${text.join(' ')}. ${words}`;
}

customElements.define('arithmetic-lines', ArithmeticLines);

declare global {
  interface Actions {
    /** To a cell that a number came from. */
    'cell-follow': Place;
    unpin: undefined;
  }
  interface HTMLElementTagNameMap {
    'arithmetic-lines': ArithmeticLines;
  }
}
