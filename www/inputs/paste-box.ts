// A place to paste or type a whole matrix; it keeps a text that could not be read, with the reason.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../styles/base.js';
import { errorNote, errorStyles } from './error-note.js';

/** Fires `matrix-paste` with the text, and `paste-close`. */
export class PasteBox extends LitElement {
  static properties = { name: { attribute: false }, failed: { attribute: false } };
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

  constructor() {
    super();
    this.name = '';
    /** @type {{text: string, error: import('../core/engine.js').PlainError} | null} */
    this.failed = null;
  }

  render() {
    const { failed, name } = this;
    return html`
      <label class="label" for="text">
        All of ${name}, as you have it: a NumPy or PyTorch print, a list, LaTeX, MATLAB, cells of a
        spreadsheet
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
      ${failed ? errorNote({ ...failed.error, field: failed.error.field || 'What you pasted' }) : nothing}
      <div class="actions">
        <button class="act" @click=${this.#use}>Replace ${name}</button>
        <button class="act" @click=${() => this.#tell('paste-close')}>Close, keep ${name} as it is</button>
      </div>
    `;
  }

  get #area() {
    return /** @type {HTMLTextAreaElement} */ (this.renderRoot.querySelector('textarea'));
  }

  firstUpdated() {
    this.#area.focus();
  }

  updated(/** @type {Map<string, unknown>} */ changed) {
    if (!changed.has('failed') || !this.failed) return;
    const { text, error } = this.failed;
    const area = this.#area;
    area.value = text;
    area.focus();
    if (error.row) selectLine(area, text, error.row);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#use();
    else if (event.key === 'Escape') this.#tell('paste-close');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #use() {
    this.#tell('matrix-paste', { name: this.name, text: this.#area.value });
  }

  /** @param {string} type @param {object} [detail] */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

/** Where the rows of a matrix are lines, point at the one that is wrong. @param {HTMLTextAreaElement} area @param {string} text @param {number} row */
function selectLine(area, text, row) {
  const lines = text.split('\n');
  if (lines.length < row) return;
  const start = lines.slice(0, row - 1).reduce((sum, line) => sum + line.length + 1, 0);
  area.setSelectionRange(start, start + lines[row - 1].length);
}

customElements.define('paste-box', PasteBox);
