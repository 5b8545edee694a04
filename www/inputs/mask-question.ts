// Which of two masks a text means, where only the person knows: both first rows, drawn, to choose from.
import { css, html, LitElement, nothing } from 'lit';
import type { Alternative, Question } from '../state/queries/pastes.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';

const MOST = 12; // cells of a row that are drawn

/** What libraries say of each. */
const SAYS = [
  {
    verb: 'may be read',
    as: 'in PyTorch’s scaled_dot_product_attention and in attention_mask of Transformers',
  },
  { verb: 'is hidden', as: 'in nn.MultiheadAttention and in key_padding_mask' },
];

export class MaskQuestion extends LitElement {
  @property({ attribute: false }) question: Question | null = null;
  static styles = [
    base,
    css`
      :host {
        margin-top: 0.5rem;
        padding-left: 0.8125rem;
        border-left: 3px solid var(--ink);
        font-size: 0.9375rem;
        line-height: 1.375rem;
      }
      li {
        margin-top: 0.5rem;
      }
      .row {
        display: flex;
        gap: 0.1875rem;
        align-items: center;
        margin: 0.125rem 0;
      }
      .row i {
        width: 1.125rem;
        height: 1.125rem;
        border: 1px solid var(--edge);
        font-size: 0.75rem;
        line-height: 1rem;
        font-style: normal;
        text-align: center;
        color: var(--ink3);
      }
      .row i.open {
        border-color: var(--p6);
        background: var(--p6);
        color: var(--on-6);
      }
      .as {
        font-size: 0.875rem;
        line-height: 1.25rem;
        color: var(--ink2);
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  render() {
    const { question } = this;
    if (!question) return nothing;
    const { word, readings } = question;
    return html`<div role="alert">
      <p>What does ${word} say in this text? Libraries differ. The first row, read both ways:</p>
      <ul>
        ${readings.map((reading, at) => this.#choice(word, reading, at))}
      </ul>
    </div>`;
  }

  #choice(word: string, reading: Alternative, at: number) {
    const { shape, cells } = reading;
    const row = cells.slice(0, shape.at(-1));
    const open = row.flatMap((cell, place) => (cell === '1' ? [place + 1] : []));
    const says = open.length > 0 ? `Query 1 reads ${keys(open)}.` : 'Query 1 reads no key.';
    return html`<li>
      <button class="act" @click=${() => act(this, 'paste-alternative', reading)}>
        A key that is ${word} ${SAYS[at].verb}
      </button>
      <div class="row" role="img" aria-label=${says} translate="no" dir="ltr">
        ${row.slice(0, MOST).map((cell, place) => html`<i class=${cell === '1' ? 'open' : ''}>${place + 1}</i>`)}
        ${row.length > MOST ? '…' : nothing}
      </div>
      <p class="as">${says} So it is ${SAYS[at].as}.</p>
    </li>`;
  }
}

const keys = (open: number[]) =>
  open.length > MOST
    ? `${open.length} keys`
    : `${open.length === 1 ? 'key' : 'keys'} ${new Intl.ListFormat('en').format(open.map(String))}`;

customElements.define('mask-question', MaskQuestion);

declare global {
  interface HTMLElementTagNameMap {
    'mask-question': MaskQuestion;
  }
}
