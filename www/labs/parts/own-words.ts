// A place for one's own words, where the sheet asks for them: nobody judges them, and a write-up has them.
import { css, html, LitElement, nothing } from 'lit';
import type { Settings } from '../../state/url/lab-codec.ts';
import { anything, each, type UrlSchema } from '../../state/url/url-schema.ts';
import { base } from '../../styles/base.ts';
import { act } from '../../ui/action.ts';
import { property } from '../../ui/property.ts';
import { WORDS } from './progress.ts';

/** The settings that such words are kept as, by the letters of their parts. */
export const wordsSchema = (...parts: string[]): UrlSchema =>
  each(
    parts.map((part) => WORDS + part),
    anything,
  );

export class OwnWords extends LitElement {
  /** The setting that the lab keeps it as. */
  @property({ type: String }) name = '';
  @property({ type: String }) label = '';
  @property({ attribute: false }) value = '';
  /** What becomes of it. */
  @property({ type: String }) note =
    'This part is for your own words: it is not judged here. Your write-up has it.';

  static styles = [
    base,
    css`
      :host {
        display: block;
        max-width: 40rem;
        margin-top: 1rem;
      }
      textarea {
        display: block;
        width: 100%;
        min-height: 3.25rem;
        margin: 0.25rem 0;
        padding: 0.25rem 0.375rem;
        border: 1px solid var(--edge);
        background: none;
        color: inherit;
        font: inherit;
        line-height: 1.5rem;
        resize: vertical;
        field-sizing: content;
      }
    `,
  ];

  render() {
    return html`<label>
        <span class="asks">${this.label}</span>
        <textarea rows="2" .value=${this.value} @input=${this.#typed}></textarea>
      </label>
      ${this.note ? html`<p class="label">${this.note}</p>` : nothing}`;
  }

  #typed({ target }: Event) {
    this.value = (target as HTMLTextAreaElement).value;
    act(this, 'lab-set', { [this.name]: this.value || null });
  }
}

customElements.define('own-words', OwnWords);

/** A place for one's own words on a part of a lab. @param part its letter */
export const ownWords = (settings: Settings, part: string, label: string) =>
  html`<own-words
    .name=${WORDS + part}
    .label=${label}
    .value=${settings[WORDS + part] ?? ''}
  ></own-words>`;

declare global {
  interface HTMLElementTagNameMap {
    'own-words': OwnWords;
  }
}
