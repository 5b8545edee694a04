// Takes the whole sheet along, as far as it is answered, and says beside the button what came of it.
import { css, html, LitElement, nothing } from 'lit';
import { copyText } from '../lib/clipboard.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import type { WriteUpFormat } from './blocks.ts';

/** What is done with a text that was copied. */
export const PASTE: Record<WriteUpFormat, string> = {
  LaTeX: 'Paste it into an empty .tex file, and compile it.',
  Markdown: 'Paste it where Markdown is read.',
};

export class CopySheet extends LitElement {
  /** The sheet as a text. */
  @property({ attribute: false }) sheet: (format: WriteUpFormat) => Promise<string> = async () =>
    '';
  @state() private said = '';

  static styles = [
    base,
    css`
      :host {
        display: block;
      }
      button {
        margin-left: 0.5rem;
      }
      .said {
        max-width: 40rem;
        margin-top: 0.25rem;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  render() {
    return html`<p class="label">
        Copy the whole sheet:
        <button class="act" aria-label="Copy the whole sheet as LaTeX" @click=${() => this.#copy('LaTeX')}>LaTeX</button>
        <button class="act" aria-label="Copy the whole sheet as Markdown" @click=${() => this.#copy('Markdown')}>Markdown</button>
      </p>
      ${this.said ? html`<p class="label said">${this.said}</p>` : nothing}`;
  }

  async #copy(format: WriteUpFormat) {
    const isCopied = await copyText(await this.sheet(format));
    this.said = isCopied
      ? `The whole sheet is copied as ${format}. ${PASTE[format]}`
      : 'The browser did not allow copying.';
    act(this, 'announce', this.said);
  }
}

customElements.define('copy-sheet', CopySheet);

declare global {
  interface HTMLElementTagNameMap {
    'copy-sheet': CopySheet;
  }
}
