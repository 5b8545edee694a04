// The shell of every panel: its heading, what is said beside it, and the buttons that open and close it.
import { css, html, LitElement, nothing } from 'lit';
import type { PanelView } from '../state/panel-views.ts';
import { base } from '../styles/base.ts';
import { chosen } from '../styles/underline.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';

/** What a panel says of itself. */
export interface PanelHead {
  title: string;
  /** What its buttons say that they show or hide, where that is not its title. */
  name?: string;
  /** What it is about, while it is closed. */
  teaser?: string;
  /** It is opened with one of these, each a button; without them it is shown or hidden. */
  choices?: PanelView['choices'];
}

export class PanelFrame extends LitElement {
  @property({ attribute: false }) head: PanelHead = { title: '' };
  @property({ attribute: false }) open: boolean | string = false;
  /** Whether what is in it is from before an error. */
  @property({ attribute: false }) stale = false;
  /** Why there is nothing in it, or not what was asked for. */
  @property({ attribute: false }) remark = '';
  /** Beside the heading, in place of the teaser. */
  @property({ attribute: false }) about: unknown = nothing;
  /** More buttons, before those that open and close it. */
  @property({ attribute: false }) actions: unknown = nothing;
  /** A part of a panel, which is always open. */
  @property({ type: Boolean, reflect: true }) inner = false;

  static styles = [
    base,
    css`
      section {
        max-width: 40rem;
        padding: 1.125rem 0 2rem;
        border-top: 1px solid var(--rule);
      }
      header {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: baseline;
        gap: 0.125rem 0.75rem;
      }
      h2 {
        font-size: 1.3125rem;
        line-height: 1.75rem;
      }
      h2 ~ p i {
        font-family: var(--maths);
      }
      /* A formula goes to the next line whole. */
      .order {
        display: inline-block;
      }
      .right {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 1.375rem;
        grid-column: -2;
      }
      .right button[aria-pressed='true'] {
        color: var(--ink);
        ${chosen}
      }
      .remark {
        margin-top: 1rem;
      }
      :host([inner]) section {
        max-width: none;
        padding: 0;
        border: 0;
      }
      :host([inner]) header {
        display: block;
      }
      :host([inner]) header p {
        margin-top: 0.75rem;
      }
      h3 {
        font-size: 1.125rem;
        line-height: 1.5rem;
      }
      /* What opens it stays beside the heading. */
      @container (max-width: 37.5rem) {
        header {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        header > p {
          grid-row: 2;
          grid-column: 1 / -1;
        }
        .right {
          justify-content: flex-end;
        }
        header.choices {
          display: flex;
          flex-wrap: wrap;
        }
      }
      /* Under the other steps it ends where they do. */
      @container (max-width: 87.5rem) {
        section {
          max-width: none;
        }
        .remark {
          max-width: 40rem;
        }
      }
      @media print {
        section,
        .remark {
          max-width: none;
        }
        .summary {
          visibility: var(--answers, visible);
        }
      }
    `,
  ];

  render() {
    const { head, open, inner, remark } = this;
    return html`<section role="group" aria-labelledby="heading">
      <header class=${head.choices ? 'choices' : ''}>
        ${inner ? html`<h3 id="heading">${head.title}</h3>` : html`<h2 id="heading">${head.title}</h2>`}
        <p class="label">${this.#about()}</p>
        ${inner ? nothing : head.choices ? this.#choices(head) : this.#toggle(head)}
      </header>
      ${open && remark ? html`<p class="label remark">${remark}</p>` : nothing}
      <slot></slot>
    </section>`;
  }

  #about() {
    const { head, open, stale, about } = this;
    if (about !== nothing) return html`${stale ? 'Not updated: ' : ''}${about}`;
    if (open) return stale ? 'Not updated: fix the error first.' : nothing;
    return head.teaser ?? nothing;
  }

  #toggle({ title, name = title.toLowerCase() }: PanelHead) {
    const { open } = this;
    return html`<div class="right">
      ${this.actions}
      <button class="act" aria-expanded=${Boolean(open)} @click=${() => act(this, 'frame-open', !open)}>
        ${open ? 'Hide' : 'Show'}<span class="hidden"> ${name}</span>
      </button>
    </div>`;
  }

  #choices({ title, name = title.toLowerCase(), choices = [] }: PanelHead) {
    const { open } = this;
    return html`<div class="right" role="group" aria-labelledby="heading">
      ${choices.map(
        ({ value, label }) => html`<button
          class="act"
          aria-pressed=${open === value}
          @click=${() => act(this, 'frame-open', value)}
        >${label}</button>`,
      )}
      ${
        open
          ? html`<button class="act" @click=${() => act(this, 'frame-open', false)}>Hide<span class="hidden"> ${name}</span></button>`
          : nothing
      }
    </div>`;
  }
}

customElements.define('panel-frame', PanelFrame);

declare global {
  interface Actions {
    /** Whether it is to be open, or the choice that it is to be opened with. */
    'frame-open': boolean | string;
  }
  interface HTMLElementTagNameMap {
    'panel-frame': PanelFrame;
  }
}
