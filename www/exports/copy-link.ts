// Copies the link of what is on the screen, and says for a moment what came of it.
import { css, html, LitElement, nothing } from 'lit';
import { copyText } from '../lib/clipboard.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';

const SAID = 2000; // milliseconds

const select = ({ target }: Event) => (target as HTMLInputElement).select();

export class CopyLink extends LitElement {
  /** Gives the link, or null where it would be too large. */
  @property({ attribute: false }) link: () => Promise<string | null> = async () => null;
  /** What the button says. */
  @property({ attribute: false }) offer = 'Copy link';
  /** What it does, where its words say that only with those before it. */
  @property({ attribute: false }) does = '';
  /** The link, where it could not be copied: to be copied by hand. */
  @state() private refused = '';
  /** What came of it, for a moment. */
  @state() private label = '';

  static styles = [
    base,
    css`
      .by-hand {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.25rem 0.75rem;
        font-size: 0.875rem;
        line-height: 1.25rem;
        color: var(--ink2);
      }
      input {
        width: min(22rem, 60vw);
        min-height: 1.5rem;
        border-bottom: 1px solid var(--edge);
        color: var(--ink);
      }
    `,
  ];

  render() {
    return html`<button
        class="act"
        aria-label=${(!this.label && this.does) || nothing}
        @click=${this.#copy}
      >${this.label || this.offer}</button>
      ${this.refused ? this.#byHand(this.refused) : nothing}`;
  }

  /** A frame may not write to the clipboard; what is selected in it can be copied by a key. */
  #byHand(link: string) {
    return html`<span class="by-hand">
      <label>Copy it from here: <input readonly .value=${link} @focus=${select} @keydown=${this.#key}></label>
      <button class="act" @click=${this.#close}>Close</button>
    </span>`;
  }

  #key({ key }: KeyboardEvent) {
    if (key === 'Escape') this.#close();
  }

  #close() {
    this.refused = '';
    this.renderRoot.querySelector('button')?.focus();
  }

  async #copy() {
    const link = await this.link();
    const worked = link !== null && (await copyText(link));
    this.label = worked ? 'Copied' : link === null ? 'Too large for a link' : 'Not allowed';
    act(this, 'announce', worked ? 'The link is copied.' : this.label);
    this.refused = worked || link === null ? '' : link;
    setTimeout(() => {
      this.label = '';
    }, SAID);
    if (!this.refused) return;
    await this.updateComplete;
    this.renderRoot.querySelector('input')?.focus();
  }
}

customElements.define('copy-link', CopyLink);

declare global {
  interface HTMLElementTagNameMap {
    'copy-link': CopyLink;
  }
}
