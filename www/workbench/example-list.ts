// Examples to start from: a disclosure, and in it a link for each, with what there is to notice.
import { css, html, LitElement, nothing } from 'lit';
import type { ExampleInfo, VariantInfo } from '../../pkg/attention_playground.js';
import { site } from '../lib/base-url.ts';
import { exampleLink } from '../state/url/write-link.ts';
import { base } from '../styles/base.ts';
import { button } from '../styles/button.ts';
import { pressable } from '../styles/underline.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';

type Entry = ExampleInfo & { variant: VariantInfo };

export class ExampleList extends LitElement {
  @property({ attribute: false }) variants: VariantInfo[] = [];
  /** The site that its links lead to. */
  @property({ attribute: false }) site = site;
  /** The ids of what is open: `{variant, example}`. */
  @property({ attribute: false }) chosen = { variant: '', example: '' };
  @state() private open = false;

  static styles = [
    base,
    button,
    css`
      .list {
        margin: 0.5rem 0 1.25rem;
        border-bottom: 1px solid var(--rule);
      }
      /* What is open wraps beside the button, which keeps its place on the first line while there is room. */
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1rem;
        align-items: baseline;
        margin-bottom: 0.375rem;
      }
      ::slotted(*) {
        flex: 1 1 8rem;
      }
      h3 {
        padding: 0.5rem 0 0.125rem;
        border-top: 1px solid var(--rule);
        font-size: 0.875rem;
        line-height: 1.25rem;
        color: var(--ink2);
      }
      li {
        padding: 0.25rem 0 0.5rem 0.75rem;
      }
      li[data-chosen] {
        box-shadow: inset 3px 0 var(--ink);
        background: var(--wash);
      }
      a {
        font-size: 0.9375rem;
        line-height: 1.5rem;
        color: inherit;
        ${pressable}
        text-underline-offset: 3px;
      }
      li p {
        font-size: 0.875rem;
        line-height: 1.25rem;
        color: var(--ink2);
      }
    `,
  ];

  render() {
    return html`
      <p class="label line">
        <slot></slot>
        <button
          class="button"
          aria-expanded=${this.open}
          @click=${this.#toggle}
          @keydown=${this.open ? this.#key : nothing}
        >
          ${this.open ? 'Close the examples' : 'Examples'}
        </button>
      </p>
      ${this.open ? html`<div class="list" @keydown=${this.#key}>${this.#groups()}</div>` : nothing}
    `;
  }

  /** By problem of the homework; then what belongs to none. */
  #groups() {
    const all: Entry[] = this.variants.flatMap((variant) =>
      variant.examples.map((example) => ({ ...example, variant })),
    );
    const last = Number.POSITIVE_INFINITY;
    const problems = [...new Set(all.map(({ homework }) => homework ?? last))].sort(
      (a, b) => a - b,
    );
    return problems.map((problem) => {
      const title = problem === last ? 'Besides the homework' : `Homework ${problem}`;
      const own = all
        .filter(({ homework }) => (homework ?? last) === problem)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      return html`<section aria-label=${title}>
        <h3>${title}</h3>
        <ul>${own.map((entry) => this.#entry(entry))}</ul>
      </section>`;
    });
  }

  #entry({ id, title, notice, variant }: Entry) {
    const { chosen } = this;
    const here = variant.id === chosen.variant && id === chosen.example;
    return html`<li ?data-chosen=${here}>
      <a
        href=${this.site + exampleLink(variant.id, id)}
        aria-current=${here ? 'true' : nothing}
        @click=${(event: MouseEvent) => this.#pick(event, variant.id, id)}
      >${title}</a>
      <p>${notice}</p>
    </li>`;
  }

  /** A click with a modifier is the browser's: another tab, a copy of the link. */
  async #pick(event: MouseEvent, variant: string, example: string) {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.open = false;
    act(this, 'example-pick', { variant, example });
    await this.updateComplete;
    this.renderRoot.querySelector('button')?.focus();
  }

  #toggle() {
    this.open = !this.open;
  }

  #key(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.open = false;
    this.renderRoot.querySelector('button')?.focus();
  }
}

customElements.define('example-list', ExampleList);

declare global {
  interface Actions {
    /** The ids of a variant and of an example of it. */
    'example-pick': { variant: string; example: string };
  }
  interface HTMLElementTagNameMap {
    'example-list': ExampleList;
  }
}
