// The text of a program: a plain text field over a painted copy of it, and what is wrong with it, with cures.
import { css, html, LitElement, nothing } from 'lit';
import type { Diagnostic } from '../../pkg/attention_playground.js';
import type { ReadProgram } from '../state/queries/programs.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { axisClass } from '../ui/axis.ts';
import { property, state } from '../ui/property.ts';
import { lineAt, type Piece, piecesOf, rangeOf, WORDS } from './paint.ts';

type Fix = Diagnostic['fixes'][number];

const PAUSE = 600; // milliseconds without a key before an unfinished line counts as a mistake

export class ProgramEditor extends LitElement {
  @property({ attribute: false }) text = '';
  /** The text that the core has read last. */
  @property({ attribute: false }) read: ReadProgram | null = null;
  /** Letters that stood for axes when the program was right. */
  @property({ attribute: false }) axes: string[] = [];
  /** The line that is being typed in. */
  @state() private typing = 0;
  /** What Tab writes now: the rest of the word that is being typed. */
  @state() private offer: { word: string; text: string } | null = null;

  static styles = [
    base,
    css`
      .paper {
        display: grid;
        border-bottom: 1px solid var(--edge);
        background: var(--wash);
      }
      textarea,
      .copy {
        grid-area: 1 / 1;
        min-width: 0;
        margin: 0;
        padding: 0.5rem 0.75rem 0.5rem 2.25rem;
        font: 0.8125rem / 1.25rem var(--mono);
        font-variant-ligatures: none;
        letter-spacing: normal;
        tab-size: 4;
        text-align: left;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      textarea {
        display: block;
        z-index: 1;
        width: 100%;
        height: 100%;
        overflow: hidden;
        resize: none;
        color: var(--ink);
        caret-color: var(--ink);
        -webkit-text-fill-color: transparent;
      }
      textarea::selection {
        background: color-mix(in srgb, var(--mark) 55%, transparent);
        -webkit-text-fill-color: transparent;
      }
      textarea:focus-visible {
        outline-offset: 0;
      }
      .copy {
        color: var(--ink);
        counter-reset: line;
      }
      .line {
        display: block;
        position: relative;
        min-height: 1.25rem;
      }
      .line::before {
        counter-increment: line;
        content: counter(line);
        position: absolute;
        left: -2.25rem;
        width: 1.5rem;
        text-align: right;
        color: var(--ink3);
      }
      .comment {
        color: var(--ink3);
      }
      .word {
        color: var(--ink2);
        font-weight: 700;
      }
      [data-mark] {
        text-decoration: underline 1px;
        text-underline-offset: 0.1875rem;
        text-decoration-skip-ink: none;
      }
      [data-mark='wrong'] {
        text-decoration-style: wavy;
        text-decoration-color: var(--error);
        background: var(--error-wash);
      }
      [data-mark='other'] {
        text-decoration-style: dotted;
        text-decoration-color: var(--ink);
      }
      .completion {
        min-height: 1.25rem;
        padding-left: 2.25rem;
      }
      .message {
        margin-top: 0.5rem;
        padding-left: 0.8125rem;
        border-left: 3px solid var(--edge);
        font-size: 0.9375rem;
        line-height: 1.375rem;
        overflow-wrap: anywhere;
      }
      .message.wrong {
        border-left-color: var(--error);
      }
      .message.wrong b {
        color: var(--error);
      }
      .cures {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1rem;
      }
      /* What is written is read before it is chosen: all of it. */
      .cures .act {
        white-space: normal;
      }
      .act code {
        font: 0.8125rem / 1.25rem var(--mono);
        overflow-wrap: anywhere;
      }
      /* A browser on a phone zooms into smaller text. */
      @media (pointer: coarse) {
        textarea,
        .copy {
          font-size: 1rem;
          line-height: 1.5rem;
        }
        .line {
          min-height: 1.5rem;
        }
        .act {
          min-height: 2.125rem;
        }
      }
      @media (forced-colors: active) {
        .copy {
          color: transparent;
        }
        textarea {
          -webkit-text-fill-color: currentColor;
        }
      }
      @media print {
        .act {
          display: none;
        }
      }
    `,
  ];

  timer?: ReturnType<typeof setTimeout>;

  get field() {
    return this.renderRoot.querySelector('textarea') as HTMLTextAreaElement;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** What is wrong, or rarely meant, but for the line that is being typed in. */
  #said(list: 'diagnostics' | 'remarks'): Diagnostic[] {
    const { read, text, typing } = this;
    if (read?.text !== text) return [];
    return read.report[list].filter(({ line }) => line !== typing);
  }

  /** What is there already stays, with its own undo. */
  updated(changed: Map<string, unknown>) {
    const { field, text } = this;
    if (changed.has('text') && field.value !== text) field.value = text;
  }

  render() {
    const wrong = this.#said('diagnostics');
    const remarks = this.#said('remarks');
    const messages = [...wrong, ...remarks];
    const marks = [
      ...wrong.map((place) => ({ ...place, mark: 'wrong' as const })),
      ...remarks.map((place) => ({ ...place, mark: 'other' as const })),
      ...messages.flatMap(({ other }) => (other ? [{ ...other, mark: 'other' as const }] : [])),
    ];
    const lines = piecesOf(this.text, new Set(this.axes), marks);
    return html`
      <div class="paper" translate="no">
        <div class="copy" aria-hidden="true">${lines.map((pieces) => html`<span class="line">${pieces.map(painted)}</span>`)}</div>
        <textarea
          aria-label="Program"
          aria-invalid=${wrong.length > 0 ? 'true' : nothing}
          aria-describedby=${messages.length > 0 ? messages.map((_, at) => `message-${at}`).join(' ') : nothing}
          rows="1"
          spellcheck="false"
          autocomplete="off"
          autocapitalize="off"
          autocorrect="off"
          @input=${this.#typed}
          @keydown=${this.#key}
          @blur=${this.#rest}
        ></textarea>
      </div>
      <p class="label completion" aria-live="polite">${this.offer ? html`Tab writes <code>${this.offer.word}</code>` : nothing}</p>
      ${messages.map((message, at) => this.#message(message, at, at < wrong.length))}
    `;
  }

  #message(diagnostic: Diagnostic, at: number, isWrong: boolean) {
    const { line, message, hint, fixes, code } = diagnostic;
    return html`<div class=${isWrong ? 'message wrong' : 'message'} data-code=${code}>
      <p id="message-${at}"><b>Line ${line}:</b> ${message} ${hint}</p>
      ${
        fixes.length > 0
          ? html`<p class="cures">${fixes.map(
              (fix) =>
                html`<button class="act" @click=${() => this.#mend(fix)}>${this.#label(fix)}</button>`,
            )}</p>`
          : nothing
      }
    </div>`;
  }

  /** What a cure does, in a word and the text that it writes. */
  #label(fix: Fix) {
    const [start, end] = rangeOf(this.text, fix);
    const before = this.text.slice(start, end).trim();
    const isOfLines = before !== '' && fix.text.trim() !== '' && fix.text.includes('\n');
    if (isOfLines || before.includes('\n')) {
      return linesLabel(this.text.slice(start, end), fix.text);
    }
    if (fix.text === '\n') return 'Begin a new line';
    if (fix.text.trim() === '') return html`Remove <code>${before}</code>`;
    return html`${before === '' ? 'Insert' : 'Write'} <code>${fix.text.trim()}</code>`;
  }

  /** As if it had been typed, so that the browser's own undo takes it back. */
  #mend(fix: Fix) {
    const { field } = this;
    field.focus();
    field.setSelectionRange(...rangeOf(this.text, fix));
    const isDone = document.execCommand(fix.text === '' ? 'delete' : 'insertText', false, fix.text);
    if (!isDone) {
      field.setRangeText(fix.text, field.selectionStart, field.selectionEnd, 'end');
      act(this, 'program-edit', { text: field.value });
    }
    this.#rest();
  }

  #typed() {
    const { field } = this;
    const isKey = field.value.length !== this.text.length;
    this.typing = isKey ? lineAt(field.value, field.selectionStart) : 0;
    this.offer = isKey ? this.#completed() : null;
    act(this, 'program-edit', { text: field.value });
    clearTimeout(this.timer);
    this.timer = setTimeout(this.#pause, PAUSE);
  }

  /** The rest of the word before the caret, where one of the known words begins with it. */
  #completed() {
    const { value, selectionStart: at } = this.field;
    const typed = /[\p{L}][\p{L}\d_']+$/u.exec(value.slice(0, at))?.[0];
    if (!typed || /^[\p{L}\d_']/u.test(value.slice(at))) return null;
    const { inputs, steps, params } = this.read?.report ?? { inputs: [], steps: [], params: [] };
    const names = [...inputs, ...steps, ...params].map(({ name }) => name);
    const known = [...names, ...WORDS];
    const longer = known.filter((word) => word.startsWith(typed));
    if (longer.length === 0 || longer.includes(typed)) return null;
    const word = longer.reduce((one, two) => (two.length < one.length ? two : one));
    return { word, text: word.slice(typed.length) };
  }

  /** Tab completes only what is being typed; anywhere else, and after Escape, it moves on. */
  #key(event: KeyboardEvent) {
    const { offer } = this;
    if (event.key === 'Tab' && !event.shiftKey && offer) {
      event.preventDefault();
      document.execCommand('insertText', false, offer.text);
    }
    if (event.key !== 'Shift') this.offer = null;
  }

  /** The person paused: what is wrong in the line may now be said. */
  #pause = () => {
    this.typing = 0;
    act(this, 'cell-leave');
  };

  /** The person left it. */
  #rest = () => {
    clearTimeout(this.timer);
    this.offer = null;
    this.#pause();
  };
}

/** What a cure of several lines does: its first new line, or the line that it moves or removes. */
function linesLabel(before: string, after: string) {
  const [old, now] = [before, after].map((text) => text.split('\n').map((line) => line.trim()));
  const [written, ...others] = now.filter((line) => line !== '' && !old.includes(line));
  if (written !== undefined) {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    return html`Write <code>${written}</code>${more}`;
  }
  const gone = old.find((line) => line !== '' && !now.includes(line));
  if (gone !== undefined) return html`Remove <code>${gone}</code>`;
  const moved = now.find((line, at) => line !== old[at]) ?? '';
  return html`Move <code>${moved}</code> up`;
}

const painted = ({ text, axis, kind, mark }: Piece) =>
  axis || kind || mark
    ? html`<span class=${axis ? axisClass(axis) : (kind ?? '')} data-mark=${mark ?? nothing}>${text}</span>`
    : text;

customElements.define('program-editor', ProgramEditor);

declare global {
  interface Actions {
    'program-edit': { text: string };
  }
  interface HTMLElementTagNameMap {
    'program-editor': ProgramEditor;
  }
}
