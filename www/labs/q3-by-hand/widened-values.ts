// Question 3 (b): W_v gives twice as many features; which line breaks first, and what mends it.
import { css, html, nothing } from 'lit';
import { CoreQuery } from '../../core/query.ts';
import { base } from '../../styles/base.ts';
import { act } from '../../ui/action.ts';
import { property } from '../../ui/property.ts';
import { seeWhy } from '../parts/hint-rungs.ts';
import { LabElement } from '../parts/lab-element.ts';
import { labStyles } from '../parts/lab-styles.ts';
import { isChecked } from '../parts/progress.ts';
import { emptyPlace, isUnread, LAYOUTS, MENDS, mendTexts, widened } from './judge.ts';
import { remarks } from './line-remarks.ts';
import './program-form.ts';
import { anything, each, oneOf } from '../../state/url/url-schema.ts';
import { verdictStyles } from '../parts/answer-feedback.ts';

const LABELS = Object.fromEntries(Object.entries(MENDS).map(([hole, { label }]) => [hole, label]));

const HINTS = [
  'Which sizes in the program are the width of the values, and were the width of everything until now?',
  'Follow V: into heads, through the weighted sum, side by side again, through the last linear map. The residual connection adds the output to the input.',
  [
    'One head of V is twice as wide now, and one head of Q and K is not: split_heads takes the width from the tensor that it is given, as d_model // self.num_heads does, or −1.',
    'Side by side the heads are 2 * self.d_model wide.',
    'transpose only changes the order in which the numbers are read, not where they lie. So the heads of a token are apart in memory, and a view cannot make one row of them: .contiguous() before it copies them into place, and .reshape does so where it has to.',
    'W_o takes 2 * d_model features and gives d_model, for the residual connection.',
  ],
];

export class WidenedValues extends LabElement {
  @property({ attribute: false }) program = '';
  /** A person's own blanks where they are right. */
  @property({ attribute: false }) blanks: Record<string, string> = {};

  static schema = { ...each(Object.keys(MENDS), anything), joined: oneOf(...LAYOUTS) };

  static styles = [
    base,
    labStyles,
    verdictStyles,
    css`
      program-form {
        margin: 1rem 0;
      }
    `,
  ];

  run = new CoreQuery(this, {
    fn: 'fillBlanks',
    args: () => (emptyPlace(this.mends) ? null : [...widened(this.mends)]),
  });

  get mends() {
    return mendTexts(this.settings, this.blanks);
  }

  /** The listing with its places by the names that they have in (b). */
  get listing() {
    const places = Object.entries(MENDS);
    return places.reduce(
      (text, [name, { hole }]) => text.replace(`{${hole}}`, `{${name}}`),
      this.program,
    );
  }

  /** What was told last, so that it is told once. */
  told = '';

  recall() {
    this.told = '';
    this.requestUpdate();
  }

  /** A change that has been run is a try. */
  updated() {
    const { value, error, about } = this.run;
    const given = Object.keys(MENDS).some((hole) => this.settings[hole] !== undefined);
    if (!value || error || !given || emptyPlace(this.mends)) return;
    const right = value.whole.kind === 'right';
    const told = JSON.stringify([about, right]);
    const unread = isUnread(value.whole);
    // A change that was taken back at once has been run as well.
    const isKnown = unread || isChecked(this.settings, 'widened');
    if (told === this.told && isKnown) return;
    const isRecalled = this.told === '' && isChecked(this.settings, 'widened');
    this.told = told;
    if (isRecalled) act(this, 'answer-recalled', { answer: 'widened', right });
    else if (unread) act(this, 'answer-unread', { answer: 'widened' });
    else act(this, 'answer-judged', { answer: 'widened', right });
  }

  render() {
    const { mends } = this;
    const { value, error } = this.run;
    const empty = emptyPlace(mends);
    const report = error || empty ? null : value;
    const whole = report?.whole;
    const right = whole?.kind === 'right';
    const stop = whole?.kind === 'misfit' || whole?.kind === 'refused' ? whole : null;
    const unclear = whole?.kind === 'unclear' ? whole : null;
    const unread = unclear !== null && isUnread(unclear);
    const [place = ''] = Object.entries(MENDS).find(([, { hole }]) => hole === unclear?.hole) ?? [];
    return html`
      <p class="text">
        W_v now gives 2 * d_model features. You can edit the fields; leave most of them as they are. There is
        nothing to check: the program runs again after every change, and stops at the first line that
        cannot be run.
      </p>
      <program-form
        .program=${this.listing}
        .texts=${{ v_out: '2 * d_model', ...mends }}
        .holes=${Object.keys(MENDS)}
        .labels=${LABELS}
        .choices=${{ joined: LAYOUTS }}
        .verdicts=${unclear ? { [place]: { right: false, unread, message: unclear.message } } : {}}
        .stop=${stop}
      ></program-form>
      <div aria-live="polite">
        ${error ? html`<p class="verdict wrong">${error.message} ${error.hint}</p>` : nothing}
        ${empty ? html`<p class="verdict wrong"><b>Not yet.</b> ${empty}</p>` : nothing}
        ${
          right
            ? html`<p class="verdict right">
                <b>Correct.</b> It runs at all sizes, its output is d_model wide, as the residual
                connection needs it, and its numbers are those of attention with wider values.
              </p>`
            : nothing
        }
        ${
          whole && !right && 'message' in whole
            ? html`<p class="verdict ${unread ? 'unread' : 'wrong'}">
                <b>${unread ? 'Not read:' : 'Not yet.'}</b> ${stop ? `Line ${stop.line} stops.` : whole.message}
              </p>`
            : nothing
        }
        ${report ? remarks(report, this.program, (hole) => this.#isOwn(hole)) : nothing}
      </div>
      ${right ? seeWhy(HINTS.at(-1), this.hide) : html`<hint-rungs of="widened" .rungs=${HINTS} .hide=${this.hide}></hint-rungs>`}
    `;
  }

  /** Whether a blank of the program is changed here, and not in (a). */
  #isOwn(hole: string) {
    const [place] = Object.entries(MENDS).find(([, mend]) => mend.hole === hole) ?? [];
    return place !== undefined && this.settings[place] !== undefined;
  }
}

customElements.define('widened-values', WidenedValues);

declare global {
  interface HTMLElementTagNameMap {
    'widened-values': WidenedValues;
  }
}
