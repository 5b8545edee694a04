// A button that copies a text, and says for a moment that it has; where it may not, what to do.
import { css, html, LitElement, nothing } from 'lit';
import { copyText } from '../lib/clipboard.ts';
import { base } from '../styles/base.ts';
import { button } from '../styles/button.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';

const SAID = 2000; // milliseconds

export class CopyText extends LitElement {
  /** Gives the text; null where it is wanted no more. */
  @property({ attribute: false }) text: () => Promise<string | null> = async () => null;
  /** What the button says. */
  @property({ type: String }) label = 'Copy';
  @state() private copied = false;
  @state() private refused = false;

  static styles = [
    base,
    button,
    css`
      :host {
        display: inline-block;
      }
    `,
  ];

  render() {
    return html`<button type="button" class="button" @click=${this.#copy}>
        ${this.copied ? 'Copied' : this.label}
      </button>
      ${this.refused ? html`<span role="alert">The browser does not let this page copy. Select the text, then press Ctrl+C, or ⌘C on a Mac.</span>` : nothing}`;
  }

  async #copy() {
    this.refused = false;
    const text = await this.text();
    if (text === null) return;
    this.refused = !(await copyText(text));
    if (this.refused) return;
    this.copied = true;
    act(this, 'announce', 'Copied.');
    setTimeout(() => {
      this.copied = false;
    }, SAID);
  }
}

customElements.define('copy-text', CopyText);

declare global {
  interface HTMLElementTagNameMap {
    'copy-text': CopyText;
  }
}
