// The arithmetic of the pinned cell, written out; every number that came from a cell leads to it.
import { css, html, LitElement, nothing } from 'lit';
import type { Explanation, Line, Token } from '../../pkg/attention_playground.js';
import type { Place } from '../state/place.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';

const BREAK = /(?<= [+−/] |, )/;
const ENDS = /(?: [+−/] |, )$/; // where `split` sees nothing to split

export class ArithmeticLines extends LitElement {
  @property({ attribute: false }) explanation: Explanation | null = null;
  /** On one line, with the words below: the dock of a narrow screen. */
  @property({ type: Boolean, reflect: true }) dock = false;

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
        gap: 1rem;
        align-items: baseline;
        justify-content: space-between;
        margin-top: 0.25rem;
        color: var(--ink2);
        font-size: 0.875rem;
        line-height: 1.25rem;
      }
      .foot .act {
        flex: none;
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
        <button class="act" @click=${() => act(this, 'unpin')}>Unpin</button>
      </div>
    `;
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

const sign = ({ rounded }: Line) => (rounded ? '≈' : '=');

/** Letters in italics, the index upright: s₁₂; a number hangs above, as in formulas: z_1 is z⁽¹⁾. */
function cellName(name: string) {
  const [, letters = '', number = '', index = ''] = name.match(/^(\p{L}*)(?:_(\d+))?(.*)$/u) ?? [];
  const above = number ? html`<sup>(${number})</sup>` : nothing;
  return html`<span class="symbol">${letters}</span>${above}${index}`;
}

/** As it is read aloud. */
export function spoken({ name, lines, words }: Explanation) {
  const text = lines.map((line) => `${sign(line)} ${line.tokens.map(({ text }) => text).join('')}`);
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
