// A place to paste or type a whole matrix; it keeps a text that could not be read, with the reason.
import { css, html, LitElement, nothing } from 'lit';
import type { PlainError } from '../core/errors.ts';
import { clipboardText, readsClipboard } from '../lib/clipboard.ts';
import type { Paste } from '../state/queries/pastes.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import { errorNote, errorStyles } from './error-note.ts';

export class PasteBox extends LitElement {
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) failed: { text: string; error: PlainError } | null = null;
  /** The clipboard was asked for, and could not be read. */
  @state() private unread = false;

  static styles = [
    base,
    errorStyles,
    css`
      :host {
        margin-top: 0.75rem;
      }
      textarea {
        display: block;
        width: 100%;
        min-height: 6.5rem;
        margin: 0.25rem 0;
        padding: 0.5rem;
        border: 1px solid var(--edge);
        font: 0.8125rem / 1.25rem var(--mono);
        resize: vertical;
      }
      textarea[aria-invalid='true'] {
        border-color: var(--error);
        background: var(--error-wash);
      }
      .actions {
        display: flex;
        gap: 1.25rem;
        margin-top: 0.5rem;
      }
    `,
  ];

  render() {
    const { failed, name } = this;
    return html`
      <label class="label" for="text">
        Paste ${name} in any format: NumPy, PyTorch, a list, LaTeX, MATLAB, spreadsheet cells
      </label>
      <textarea
        id="text"
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        aria-invalid=${failed ? 'true' : nothing}
        aria-describedby=${failed ? 'error' : nothing}
        @keydown=${this.#key}
      ></textarea>
      ${
        this.unread
          ? html`<p class="label" role="status">
              The browser did not allow it. Press Ctrl+V in the box, or ⌘V on a Mac.
            </p>`
          : nothing
      }
      ${failed ? errorNote({ ...failed.error, field: failed.error.field || 'What you pasted' }) : nothing}
      <div class="actions">
        <button class="act" @click=${this.#use}>Replace ${name}</button>
        ${readsClipboard() ? html`<button class="act" @click=${this.#read}>Read the clipboard</button>` : nothing}
        <button class="act" @click=${() => act(this, 'paste-close')}>Cancel<span class="hidden"> pasting ${name}</span></button>
      </div>
    `;
  }

  get #area() {
    return this.renderRoot.querySelector('textarea') as HTMLTextAreaElement;
  }

  firstUpdated() {
    this.#area.focus();
  }

  updated(changed: Map<string, unknown>) {
    if (!changed.has('failed') || !this.failed) return;
    const { text, error } = this.failed;
    const area = this.#area;
    area.value = text;
    area.focus();
    if (error.row) selectLine(area, text, error.row);
  }

  #key(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#use();
    else if (event.key === 'Escape') act(this, 'paste-close');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** What is on the clipboard, to be seen before it replaces anything. */
  async #read() {
    const text = await clipboardText();
    this.unread = text === null;
    if (text === null) return;
    this.#area.value = text;
    this.#area.focus();
  }

  #use() {
    act(this, 'matrix-paste', { name: this.name, text: this.#area.value });
  }
}

/** Where the rows of a matrix are lines, point at the one that is wrong. */
function selectLine(area: HTMLTextAreaElement, text: string, row: number) {
  const lines = text.split('\n');
  if (lines.length < row) return;
  const start = lines.slice(0, row - 1).reduce((sum, line) => sum + line.length + 1, 0);
  area.setSelectionRange(start, start + lines[row - 1].length);
}

customElements.define('paste-box', PasteBox);

declare global {
  interface Actions {
    'matrix-paste': Paste;
    'paste-close': undefined;
  }
  interface HTMLElementTagNameMap {
    'paste-box': PasteBox;
  }
}
