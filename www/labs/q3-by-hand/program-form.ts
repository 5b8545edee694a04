// A program with blanks to fill in, line by line, and a remark under the line that stops.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../../styles/base.ts';
import { act } from '../../ui/action.ts';
import { property } from '../../ui/property.ts';
import type { Verdict } from '../parts/answer-feedback.ts';

export class ProgramForm extends LitElement {
  /** The program, with each blank as its name in braces. */
  @property({ attribute: false }) program = '';
  /** What stands in the blanks, by their names. */
  @property({ attribute: false }) texts: Record<string, string> = {};
  /** The blanks that can be filled in; the others are printed as they are. */
  @property({ attribute: false }) holes: string[] = [];
  /** The blanks that are printed filled in, and say so. */
  @property({ attribute: false }) given: string[] = [];
  /** What a screen reader calls a blank, by its name. */
  @property({ attribute: false }) labels: Record<string, string> = {};
  /** What was said about a blank, by its name. */
  @property({ attribute: false }) verdicts: Record<string, Verdict | undefined> = {};
  /** Blanks with a choice of texts. */
  @property({ attribute: false }) choices: Record<string, string[]> = {};
  /** The line that stops, counted from 1, and why. */
  @property({ attribute: false }) stop: { line: number; message: string } | null = null;

  static styles = [
    base,
    css`
      ol {
        padding: 0.25rem 0;
        border-block: 1px solid var(--rule);
        font: 0.8125rem / 1.625rem var(--mono);
      }
      li {
        display: grid;
        grid-template-columns: 2rem minmax(0, 1fr);
        border-left: 3px solid transparent;
      }
      li.stop {
        border-left-color: var(--error);
        background: var(--error-wash);
      }
      .number {
        padding-right: 0.75rem;
        color: var(--ink3);
        text-align: right;
        user-select: none;
      }
      /* A long line goes on under itself, further in than it begins. */
      .line {
        padding-left: calc(var(--deep, 0) * 1ch + 2ch);
        text-indent: calc(var(--deep, 0) * -1ch - 2ch);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .deep-4 {
        --deep: 4;
      }
      .deep-8 {
        --deep: 8;
      }
      .deep-12 {
        --deep: 12;
      }
      .why {
        grid-column: 2;
        max-width: 34rem;
        padding-bottom: 0.375rem;
        font: 0.9375rem / 1.375rem var(--serif);
        white-space: normal;
      }
      .why b {
        color: var(--error);
      }
      input,
      select {
        height: 1.5rem;
        padding: 0 0.25rem;
        border: 0;
        border-bottom: 1.5px solid var(--edge);
        background: var(--wash);
        color: var(--ink);
        font: inherit;
        line-height: 1.25rem;
        field-sizing: content;
        min-width: 3.5rem;
        max-width: min(16rem, 100%);
        text-indent: 0;
      }
      .hole {
        display: inline-flex;
        align-items: baseline;
        max-width: 100%;
        text-indent: 0;
      }
      .right {
        border-bottom: 2px solid var(--ink);
      }
      .wrong {
        border-bottom: 2px solid var(--error);
        background: var(--error-wash);
      }
      .unread {
        border-bottom: 2px dashed var(--edge);
      }
      .mark {
        margin: 0 0.375rem;
        font: italic 0.875rem / 1.25rem var(--serif);
        white-space: nowrap;
        color: var(--ink2);
      }
      input:focus-visible {
        outline-offset: 0;
      }
      @media print {
        select {
          appearance: none;
        }
      }
    `,
  ];

  render() {
    return html`<ol aria-label="The program" @keydown=${this.#key}>
      ${this.program.split('\n').map((line, at) => this.#line(line, at + 1))}
    </ol>`;
  }

  /** Enter in a blank asks for what Check does. */
  #key({ key, target }: KeyboardEvent) {
    if (key === 'Enter' && target instanceof HTMLInputElement) act(this, 'program-check');
  }

  #line(line: string, number: number) {
    const stops = this.stop?.line === number;
    // Every second part is the name of a blank.
    const parts = line.split(/\{(\w+)\}/);
    return html`<li class=${stops ? 'stop' : ''}>
      <span class="number">${number}</span>
      <span class="line deep-${line.search(/\S|$/)}">${parts.map((part, at) => (at % 2 ? this.#hole(part) : breakable(part)))}</span>
      ${stops ? html`<span class="why"><b>Line ${number} stops.</b> ${this.stop?.message}</span>` : nothing}
    </li>`;
  }

  #hole(hole: string) {
    const text = this.texts[hole] ?? '';
    if (this.given.includes(hole))
      return html`<b>${text}</b><span class="mark">(${hole}), given</span>`;
    if (!this.holes.includes(hole)) return text;
    const verdict = this.verdicts[hole];
    const label = this.labels[hole] ?? hole;
    const state = verdict ? (verdict.unread ? 'unread' : verdict.right ? 'right' : 'wrong') : '';
    const choices = this.choices[hole];
    const put = ({ target }: Event) =>
      act(this, 'lab-set', { [hole]: (target as HTMLInputElement).value });
    if (choices)
      return html`<select class=${state} aria-label=${label} @change=${put}>
        ${choices.map((choice) => html`<option ?selected=${choice === text}>${choice}</option>`)}
      </select>`;
    return html`<span class="hole"><input
        class=${state}
        aria-label=${label}
        aria-invalid=${state === 'wrong' ? 'true' : nothing}
        placeholder=${hole.length === 1 ? `(${hole})` : nothing}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        .value=${text}
        @input=${put}
      />${verdict ? html`<span class="mark">${MARKS[state]}</span>` : nothing}</span>`;
  }
}

/** What stands beside a blank that was checked. */
const MARKS: Record<string, string> = { right: 'right', wrong: 'not yet', unread: 'not read' };

/** A line may break after a dot, a comma or a bracket, and within a name only where that is long. */
const breakable = (text: string) =>
  text
    .split(/(?<=[.,(])(?=\w)/)
    .flatMap((part) => (/\w{20}/.test(part) ? part.split(/(?<=_)/) : [part]))
    .map((part, at) => (at > 0 ? html`<wbr>${part}` : part));

customElements.define('program-form', ProgramForm);

declare global {
  interface Actions {
    /** What stands in the blanks is to be checked. */
    'program-check': undefined;
  }
  interface HTMLElementTagNameMap {
    'program-form': ProgramForm;
  }
}
