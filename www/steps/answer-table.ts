// A table of one's own for a step or a gradient, and what can be said of it.
import { css, html, LitElement, nothing } from 'lit';
import type { CheckReport, Step } from '../../pkg/attention_playground.js';
import { outcomeOf, type PlainError } from '../core/errors.ts';
import type { Asker } from '../core/lanes.ts';
import { plural } from '../lib/format.ts';
import { flatten } from '../lib/tensor-views.ts';
import { type Paste, PasteInbox } from '../state/queries/pastes.ts';
import type { Source } from '../state/results.ts';
import { filled, nested, type TextTensor, withCell } from '../state/text-tensor.ts';
import { base } from '../styles/base.ts';
import { act, handles } from '../ui/action.ts';
import { ask } from '../ui/context-request.ts';
import { property, state } from '../ui/property.ts';
import '../inputs/matrix-field.ts';

export class AnswerTable extends LitElement {
  @property({ attribute: false }) step: Step | null = null;
  /** Nothing of the right number is told. */
  @property({ type: Boolean }) hide = false;
  /** It is the answer to a question: what is wrong is told, the right number is not. */
  @property({ type: Boolean }) alone = false;
  /** What tokens are called. */
  @property({ attribute: false }) words: readonly string[] = [];
  @state() protected texts: TextTensor = { shape: [1], cells: [''] };
  @state() protected report: CheckReport | null = null;
  @state() protected error: PlainError | null = null;

  asker: Asker = {};
  /** The last paste, while the core reads it. */
  #pasting: Promise<void> = Promise.resolve();
  pastes = new PasteInbox({
    tensor: () => this.texts,
    readTensor: 'parseAnswer',
    put: (_, tensor) => {
      this.#forget();
      this.texts = tensor;
    },
    changed: () => this.requestUpdate(),
  });

  static styles = [
    base,
    css`
      @media print {
        :host {
          display: var(--answer-block, block);
        }
      }
      .body {
        padding-top: 0.5rem;
      }
      .check {
        min-height: 2rem;
        margin-top: 0.625rem;
        padding: 0.125rem 0.875rem;
        border: 1px solid var(--edge);
      }
      .check:hover {
        border-color: var(--ink);
      }
      .verdict {
        max-width: 40rem;
        margin-top: 0.625rem;
        padding-left: 0.8125rem;
        border-left: 3px solid var(--ink);
        font-size: 0.9375rem;
        line-height: 1.375rem;
      }
      .verdict.wrong {
        border-left-color: var(--error);
      }
      .verdict.unread {
        border-left: 3px dashed var(--edge);
      }
      .verdict p + p {
        margin-top: 0.25rem;
      }
    `,
  ];

  willUpdate(changed: Map<string, unknown>) {
    const { step } = this;
    if (!step || !changed.has('step')) return;
    // What was said was said of other numbers; what was typed stays.
    this.#forget();
    const { shape } = step.tensor;
    const untouched = this.texts.cells.every((text) => text === '');
    if (untouched && shape.join() !== this.texts.shape.join()) this.texts = filled(shape, '');
  }

  render() {
    const { step } = this;
    if (!step || step.tensor.shape.length === 0) return nothing;
    const { label, tensor } = step;
    const name = this.#name(label);
    const info = {
      name,
      meaning: name,
      axes: tensor.axes,
      sizes: tensor.axes,
      optional: false,
      boolean: false,
    };
    return html`<div class="body" @keydown=${this.#key}>
      <matrix-field
        tabs
        .info=${info}
        .texts=${this.texts}
        .words=${this.words}
        .error=${this.#fault(name)}
        .report=${this.pastes.report}
        .failed=${this.pastes.refused}
        @action=${this.#fieldActions}
      ></matrix-field>
      <button class="check" @click=${() => this.check()}>Check<span class="hidden"> ${name}</span></button>
      <div aria-live="polite">
        ${this.report ? this.#verdict(this.report) : nothing}
        ${this.error && this.alone ? this.#unread(this.error) : nothing}
      </div>
    </div>`;
  }

  /** These are nobody's inputs: what is done in them ends here. */
  #fieldActions = handles({
    'cell-edit': ({ place, text }) => {
      this.#forget();
      this.pastes.edited();
      this.texts = withCell(this.texts, place, text);
    },
    'cell-leave': () => {},
    'matrix-paste': (paste) => this.#paste(paste),
    'paste-alternative': (choice) => this.pastes.readOtherwise(choice),
    'paste-forget': () => this.pastes.dismiss(),
  });

  /** "my scores", but "my ∂L/∂q". */
  #name(label: string) {
    const isWord = /^[A-Z][a-z]/.test(label);
    return `my ${isWord ? label.charAt(0).toLowerCase() + label.slice(1) : label}`;
  }

  /** What is wrong with a cell, as an error in its field. */
  #fault(name: string): PlainError | null {
    if (this.error) return this.alone ? null : { ...this.error, field: name };
    const verdict = this.report?.verdict;
    if (verdict?.kind !== 'wrong-cell' || !this.step) return null;
    const { index, given, expected, words } = verdict;
    const isTold = !(this.hide || this.alone);
    const { shape } = this.texts;
    const place = flatten(index, this.step.tensor.shape);
    const columns = shape.at(-1) ?? 1;
    const row = Math.floor(place / columns) + 1;
    const column = (place % columns) + 1;
    return {
      code: 'wrong-cell',
      field: name,
      row,
      column,
      message: isTold
        ? `${verdict.name} is ${short(expected)}, not ${given}.`
        : this.alone
          ? `this number, ${verdict.name}, is not ${given}.`
          : `${verdict.name} is not ${given}.`,
      hint: this.alone || this.hide ? '' : words,
    };
  }

  /** An answer to a question that cannot be read is not marked as what is wrong. */
  #unread({ row, column, message, hint }: PlainError) {
    const place = row && column ? `row ${row}, column ${column}: ` : '';
    return html`<p class="verdict unread"><b>Not read:</b> ${place}${message} ${hint}</p>`;
  }

  #verdict({ verdict, cells, wrong, slips, wrong_key, notes }: CheckReport) {
    const right = verdict.kind === 'right';
    return html`<div class=${right ? 'verdict' : 'verdict wrong'}>
      <p>
        <b>${right ? 'Correct.' : 'Not yet.'}</b>
        ${
          right
            ? `Your ${plural(cells, 'number')} ${cells === 1 ? 'agrees' : 'agree'}, to the digits that you gave.`
            : verdict.kind === 'wrong-shape'
              ? verdict.message
              : `${wrong} of ${plural(cells, 'number')} ${wrong === 1 ? 'is' : 'are'} wrong; the first is marked.`
        }
      </p>
      ${wrong_key ? html`<p>${wrong_key.message} ${this.hide || this.alone ? nothing : wrong_key.exact}</p>` : nothing}
      ${slips.map(({ name, explanation }) => html`<p><b>${name}.</b> ${explanation}</p>`)}
      ${notes.map(({ message }) => html`<p>${message}</p>`)}
    </div>`;
  }

  /** @param quietly it is what was checked before, and nobody has asked */
  protected async check(quietly: boolean = false) {
    await this.#pasting; // what was just pasted is what is to be checked
    const { step, texts } = this;
    const source = ask(this, 'result-source');
    if (!step || !source) return;
    const { engine, variant, request } = source;
    this.#forget();
    const answer = await outcomeOf(
      engine.call(this.asker, 'checkAnswer', variant, request, step.id, nested(texts)),
    );
    // Meanwhile something else may have been typed.
    if (!answer || texts !== this.texts || step !== this.step) return;
    this.report = answer.value ?? null;
    this.error = answer.error ?? null;
    if (!answer.value || quietly) return;
    const { cells, wrong, verdict } = answer.value;
    act(this, 'table-checked', { step: step.id, right: verdict.kind === 'right', cells, wrong });
  }

  #forget() {
    this.report = this.error = null;
  }

  #paste(paste: Paste) {
    this.#pasting = this.#read(paste);
  }

  async #read(paste: Paste) {
    const source = ask(this, 'result-source');
    if (source && (await this.pastes.paste(source.engine, paste))) this.#forget();
  }

  /** Undo in these blanks is the browser's, not that of the workbench. */
  #key(event: KeyboardEvent) {
    const command = event.ctrlKey || event.metaKey;
    if (command && ['z', 'y'].includes(event.key.toLowerCase())) event.stopPropagation();
    else if (
      event.key === 'Enter' &&
      event.composedPath()[0] instanceof HTMLInputElement &&
      command
    )
      this.check();
  }
}

/** Six digits at most: enough to see what is meant. */
const short = (value: number) => String(Number(value.toPrecision(6))).replace('-', '−');

customElements.define('answer-table', AnswerTable);

declare global {
  interface Actions {
    /** A table for a step was checked: whether it is right, of how many cells, and how many are not. */
    'table-checked': { step: string; right: boolean; cells: number; wrong: number };
  }
  interface Questions {
    /** Whoever has computed the step says of what it is a part. */
    'result-source': () => Source | null;
  }
  interface HTMLElementTagNameMap {
    'answer-table': AnswerTable;
  }
}
