// Copies the link of what is on the screen, and says for a moment what came of it.
import { html, LitElement } from 'lit';
import { copyText } from '../lib/clipboard.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';

const SAID = 2000; // milliseconds

export class CopyLink extends LitElement {
  /** Gives the link, or null where it would be too large. */
  @property({ attribute: false }) link: () => Promise<string | null> = async () => null;
  /** What the button says. */
  @property({ attribute: false }) offer = 'Copy link';
  /** What came of it, for a moment. */
  @state() private label = '';

  static styles = [base];

  render() {
    return html`<button class="act" @click=${this.#copy}>${this.label || this.offer}</button>`;
  }

  async #copy() {
    const link = await this.link();
    const worked = link !== null && (await copyText(link));
    this.label = worked ? 'Copied' : link === null ? 'Too large for a link' : 'Not allowed';
    act(this, 'announce', worked ? 'The link is copied.' : this.label);
    setTimeout(() => {
      this.label = '';
    }, SAID);
  }
}

customElements.define('copy-link', CopyLink);

declare global {
  interface HTMLElementTagNameMap {
    'copy-link': CopyLink;
  }
}
