// Question 2 (a): a table of one's own which the address keeps, as it does any other answer.
import { css, html, nothing } from 'lit';
import type { Step } from '../../../pkg/attention_playground.js';
import { filled } from '../../state/text-tensor.ts';
import { AnswerTable } from '../../steps/answer-table.ts';
import { act } from '../../ui/action.ts';
import { property } from '../../ui/property.ts';
import { tryIt } from '../parts/answer-feedback.ts';
import { seeWhy } from '../parts/hint-rungs.ts';
import { inputFrom, inputText } from '../parts/input-texts.ts';
import { wasChecked } from '../parts/lab-element.ts';

const HINTS = [
  'Work out one score for each key first: q·k. There are as many scores as keys.',
  'argmax makes a 1 of the largest score and a 0 of all others. Each value is multiplied by its weight, and the products are added up.',
];
const LAST =
  'So the output is the value of the key with the largest score, whole: read it off the table of values.';

/** It is kept as a link spells its cells, and not at all where all are blank. */
export class OwnOutput extends AnswerTable {
  @property({ attribute: false }) value = ''; // beside those of its kind
  /** Shows how the cell that is wrong first comes about; null where that would be the answer. */
  @property({ attribute: false }) experiment: ((index: number[]) => void) | null = null;
  /** What that is called: it may show the answer as well. */
  @property({ attribute: false }) offer = '';

  static styles = [
    ...AnswerTable.styles,
    css`
      .try {
        margin-top: 0.375rem;
      }
      @media print {
        .try,
        .check {
          display: none;
        }
      }
    `,
  ];

  /** What was told last: an address that says the same brings nothing new. */
  told = '';

  willUpdate(changed: Map<string, unknown>) {
    if (this.step && this.value !== this.told) this.#take(this.step);
    super.willUpdate(changed);
  }

  /** What the address brings: what was said is about another table. */
  #take({ label, tensor: { axes, shape } }: Step) {
    this.told = this.value;
    this.texts = inputFrom({ name: label, axes }, this.value) ?? filled(shape, '');
    this.report = this.error = null;
    this.recall();
  }

  /** Its verdict is one that was told before. */
  #isRecalled = false;

  /** What was said of a table that was checked before is said again; nothing has happened. */
  async recall() {
    if (this.value === '' || !wasChecked(this, 'output')) return;
    await this.updateComplete;
    this.#isRecalled = true;
    await this.check(true);
  }

  render() {
    const { report } = this;
    const isRight = report?.verdict.kind === 'right';
    const exact = report?.wrong_key?.exact;
    const rungs = [...HINTS, exact || LAST];
    const { verdict } = report ?? {};
    const { experiment, offer } = this;
    const shows = verdict?.kind === 'wrong-cell' && experiment;
    // Right or not, the table stays, and with it whoever has the keyboard in it.
    return html`${super.render()}${shows ? tryIt(() => experiment(verdict.index), offer) : nothing}
      ${isRight ? seeWhy([...HINTS, LAST], this.hide) : html`<hint-rungs of="output" .rungs=${rungs} .hide=${this.hide}></hint-rungs>`}`;
  }

  updated(changed: Map<string, unknown>) {
    if (changed.has('report') && this.report) {
      const name = this.#isRecalled ? 'answer-recalled' : 'answer-judged';
      act(this, name, { answer: 'output', right: this.report.verdict.kind === 'right' });
      this.#isRecalled = false;
    }
    if (changed.has('error') && this.error) act(this, 'answer-unread', { answer: 'output' });
    if (!changed.has('texts')) return;
    const blank = this.texts.cells.every((text) => text.trim() === '');
    const text = blank ? '' : inputText(this.texts);
    if (text === this.told) return;
    this.told = text;
    act(this, 'lab-set', { output: text || null });
  }
}

customElements.define('own-output', OwnOutput);

declare global {
  interface HTMLElementTagNameMap {
    'own-output': OwnOutput;
  }
}
