// Question 2 (a): a table of one's own which the address keeps, as it does any other answer.
import { css } from 'lit';
import { filled } from '../../state/text-tensor.js';
import { CheckMine } from '../../steps/check-mine.js';
import { sheetFrom, sheetText } from '../parts/lab-inputs.js';

/** Fires `answer-set` with the cells as a link spells them, or with nothing where all are blank. */
export class OwnOutput extends CheckMine {
  static properties = /** @type {any} */ ({ value: { attribute: false } }); // beside those of its kind

  static styles = [
    ...CheckMine.styles,
    css`
      @media print {
        .check {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.value = '';
    /** What was told last: an address that says the same brings nothing new. */
    this.told = '';
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (this.step && this.value !== this.told) this.#take(this.step);
    super.willUpdate(changed);
  }

  /** What the address brings: what was said is about another table. @param {import('../../../pkg/attention_playground.js').Step} step */
  #take({ label, tensor: { axes, shape } }) {
    this.told = this.value;
    this.sheet = sheetFrom({ name: label, axes }, this.value) ?? filled(shape, '');
    this.report = this.error = null;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('sheet')) return;
    const blank = this.sheet.cells.every((text) => text.trim() === '');
    const text = blank ? '' : sheetText(this.sheet);
    if (text === this.told) return;
    this.told = text;
    this.dispatchEvent(new CustomEvent('answer-set', { detail: text, bubbles: true }));
  }
}

customElements.define('own-output', OwnOutput);
