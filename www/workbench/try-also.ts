// Three examples at the foot of a variant, to go on with.
import { css, html, LitElement, nothing } from 'lit';
import type { ExampleInfo, VariantInfo } from '../../pkg/attention_playground.js';
import { exampleLink } from '../state/url/write-link.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';

const COUNT = 3;
const isHomework = ({ example }: { example: ExampleInfo }) => example.homework !== undefined;

export class TryAlso extends LitElement {
  @property({ attribute: false }) variants: VariantInfo[] = [];
  @property({ attribute: false }) info: VariantInfo | null = null;
  /** Where its links lead. */
  @property({ attribute: false }) site = '';
  /** The id of the example that is open. */
  @property({ attribute: false }) here = '';

  static styles = [
    base,
    css`
      .examples {
        margin-top: 1.5rem;
        padding-top: 1.125rem;
        border-top: 1px solid var(--rule);
      }
      h2 {
        font-size: 1.0625rem;
        margin-bottom: 0.5rem;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
        gap: 0.75rem 2rem;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  /** First the variant's own, then those of its family, then the others; those of the homework last. */
  get #examples() {
    const { info, here } = this;
    const nearness = ({ id, family }: VariantInfo) =>
      id === info?.id ? 0 : family.title === info?.family.title ? 1 : 2;
    return this.variants
      .toSorted((one, other) => nearness(one) - nearness(other))
      .flatMap((variant) => variant.examples.map((example) => ({ variant, example })))
      .toSorted((one, other) => Number(isHomework(one)) - Number(isHomework(other)))
      .filter(({ variant, example }) => !(variant.id === info?.id && example.id === here))
      .slice(0, COUNT);
  }

  render() {
    if (!this.info) return nothing;
    return html`<div class="examples">
      <h2>Try also</h2>
      <ul>
        ${this.#examples.map(
          ({ variant, example }) => html`<li>
            <a
              class="act"
              href=${this.site + exampleLink(variant.id, example.id)}
              @click=${(event: MouseEvent) => this.#pick(event, variant.id, example.id)}
            >${example.title}</a>
            <p class="label">${example.notice}</p>
          </li>`,
        )}
      </ul>
    </div>`;
  }

  /** A click with a modifier is the browser's: another tab, a copy of the link. */
  #pick(event: MouseEvent, variant: string, example: string) {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    act(this, 'example-pick', { variant, example });
  }
}

customElements.define('try-also', TryAlso);

declare global {
  interface HTMLElementTagNameMap {
    'try-also': TryAlso;
  }
}
