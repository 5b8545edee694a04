// Question 3: the program of multi-head attention, filled in by hand and executed on shapes.
import { css, html, nothing } from 'lit';
import type { BlanksReport } from '../../../pkg/attention_playground.js';
import { CoreQuery } from '../../core/query.ts';
import { errorNote, errorStyles } from '../../inputs/error-note.ts';
import { plural } from '../../lib/format.ts';
import { same } from '../../lib/same.ts';
import { base } from '../../styles/base.ts';
import { act, handles } from '../../ui/action.ts';
import { state } from '../../ui/property.ts';
import { gated } from '../parts/gate.ts';
import { seeWhy } from '../parts/hint-rungs.ts';
import { LabElement } from '../parts/lab-element.ts';
import { partOf } from '../parts/lab-part.ts';
import { labStyles } from '../parts/lab-styles.ts';
import { isChecked, isRight } from '../parts/progress.ts';
import { ASKED, GIVEN, NAMED, REST } from './blanks.ts';
import { askedOf, blankTexts, isSolved, isUnread } from './judge.ts';
import { remarks } from './line-remarks.ts';
import './program-form.ts';
import { anything, each } from '../../state/url/url-schema.ts';
import { type Verdict, verdictStyles } from '../parts/answer-feedback.ts';
import { WidenedValues } from './widened-values.ts';

const LABELS = Object.fromEntries(ASKED.map((hole) => [hole, `blank (${hole})`]));

type Blank = BlanksReport['blanks'][number];

export function said(blank: Blank): Verdict {
  const { verdict } = blank;
  if (verdict.kind === 'right') return { right: true, message: '' };
  if (verdict.kind === 'empty') return { right: false, message: 'This blank is empty.' };
  return { right: false, message: verdict.message, unread: isUnread(verdict) };
}

export class ByHandLab extends LabElement {
  /** The fillings that are to be checked: an address that brings answers along does not ask for it. */
  @state() private filled: Record<string, string> | null = null;

  static schema = { ...each(ASKED, anything), ...WidenedValues.schema };

  static styles = [
    base,
    errorStyles,
    labStyles,
    verdictStyles,
    css`
      program-form {
        margin: 1rem 0;
      }
      .found {
        margin-top: 0.875rem;
      }
      .found li {
        display: grid;
        grid-template-columns: 2.25rem minmax(0, 37.75rem);
        padding: 0.25rem 0;
        border-top: 1px solid var(--rule);
      }
    `,
  ];

  /** A blank that is filled with its own name in braces stays as it is. */
  bare = new CoreQuery(this, { fn: 'fillBlanks', args: () => [NAMED] });
  check = new CoreQuery(this, { fn: 'fillBlanks', args: () => this.filled && [this.filled] });

  /** With each blank as its name in braces. */
  get program() {
    return this.bare.value?.program.replace('.reshape(', '.{joined}(') ?? '';
  }

  get texts() {
    return blankTexts(this.settings);
  }

  /** What was found, as long as it is about what stands there. */
  get found() {
    const { value, about, error } = this.check;
    return about && !error && same(about[0], this.texts) ? value : null;
  }

  render() {
    const { program, texts, found } = this;
    const checked = this.check.error ? null : this.check.value;
    if (this.bare.error) return errorNote(this.bare.error);
    if (!program) return this.waits('Getting the program ready …');
    const solved = found !== null && isSolved(found);
    const stop = found?.whole.kind === 'misfit' ? found.whole : null;
    return html`
      <section aria-labelledby="a">
        <h3 id="a">(a) Fill in the blanks</h3>
        <p class="text">
          Each filling is executed at sizes that are all different, so nothing fits by accident. The sheet gives (c) and (g), which
          stand as they are.
        </p>
        <program-form
          .program=${program}
          .texts=${{ ...REST, joined: 'view', ...texts }}
          .holes=${ASKED}
          .given=${Object.keys(GIVEN)}
          .labels=${LABELS}
          .verdicts=${this.#verdicts(checked)}
          .stop=${stop}
          @action=${handles({ 'program-check': () => this.#check() })}
        ></program-form>
        <button class="button" @click=${this.#check}>Check the blanks</button>
        ${this.check.error ? errorNote(this.check.error) : nothing}
        <div aria-live="polite">
          ${found ? (solved ? this.#solved(found) : this.#unsolved(found)) : nothing}
          ${checked ? remarks(checked, program, (hole) => this.#stands(hole)) : nothing}
        </div>
        ${this.#hints()}
      </section>
      <section aria-labelledby="b">
        <h3 id="b">(b) Values twice as wide</h3>
        ${gated(this, WIDER, () =>
          partOf(this, 'widened-values', {
            program,
            blanks: solved || isRight(this.settings, 'blanks') ? bare(texts) : {},
          }),
        )}
      </section>
    `;
  }

  /** Hints until the blanks are right; then how they follow. */
  #hints() {
    if (!isRight(this.settings, 'blanks'))
      return html`<hint-rungs of="blanks" .rungs=${HINTS} .hide=${this.hide}></hint-rungs>`;
    return seeWhy(DERIVATION, this.hide);
  }

  /** Whether a blank is as it was checked. */
  #stands(hole: string) {
    const [checked = {}] = this.check.about ?? [];
    return (checked as Record<string, string>)[hole] === this.texts[hole];
  }

  /** A blank that is changed loses its own mark, and the others keep theirs. */
  #verdicts(checked: BlanksReport | null) {
    const asked = checked ? askedOf(checked) : [];
    const blanks = asked.filter(({ id, verdict }) => verdict.kind !== 'empty' && this.#stands(id));
    return Object.fromEntries(blanks.map((blank) => [blank.id, said(blank)]));
  }

  #solved({ whole }: BlanksReport) {
    return html`<p class="verdict right">
      ${
        whole.kind === 'refused'
          ? html`<b>All blanks are correct.</b> ${this.#handout(whole)}`
          : html`<b>Correct.</b> The program runs, and its numbers are those of multi-head attention.`
      }
    </p>`;
  }

  /** What a line is refused for: a name of one's own, or the view that the sheet itself prints. */
  #handout({ line, message }: { line: number; message: string }) {
    const printed = this.program.split('\n')[line - 1]?.includes('{joined}');
    if (!printed) return `Python still stops at line ${line}. ${message}`;
    return html`One thing is wrong in the handout itself, not in your blanks: PyTorch refuses line
      ${line}, .view after .transpose. What to write there is a part of (b).`;
  }

  /** What was checked before is checked again when it is brought, and nothing has happened. */
  willUpdate() {
    if (this.#isOpened) return;
    this.#isOpened = true;
    this.recall();
  }

  recall() {
    if (!isChecked(this.settings, 'blanks')) return;
    this.#isRecalled = true;
    this.told = null;
    this.filled = this.texts;
    this.requestUpdate();
  }

  #isOpened = false;
  /** What is being checked was checked before. */
  #isRecalled = false;

  /** The blanks that were checked are known to the page. */
  updated() {
    const { found } = this;
    if (!found || found === this.told) return;
    this.told = found;
    const open = askedOf(found).filter(({ verdict }) => verdict.kind !== 'right');
    const isNothingRead = open.length > 0 && open.every(({ verdict }) => isUnread(verdict));
    const right = isSolved(found);
    if (this.#isRecalled) act(this, 'answer-recalled', { answer: 'blanks', right });
    else if (isNothingRead) act(this, 'answer-unread', { answer: 'blanks' });
    else act(this, 'answer-judged', { answer: 'blanks', right });
  }

  told: BlanksReport | null = null;

  #unsolved(report: BlanksReport) {
    const { whole } = report;
    const blanks = askedOf(report);
    const open = blanks.filter(({ verdict }) => verdict.kind === 'empty').map(({ id }) => id);
    const wrong = blanks.filter(({ verdict }) => !['right', 'empty'].includes(verdict.kind));
    const unread = wrong.filter(({ verdict }) => isUnread(verdict)).length;
    const right = blanks.length - wrong.length - open.length;
    const isOnlyUnread = unread > 0 && unread === wrong.length;
    return html`
      <p class="verdict ${isOnlyUnread ? 'unread' : 'wrong'}">
        <b>${isOnlyUnread ? `Not read: ${plural(unread, 'blank')}.` : 'Not yet.'}</b>
        ${right} of ${blanks.length} blanks are
        right${open.length > 0 ? `, ${open.length} still empty: ${open.map((hole) => `(${hole})`).join(', ')}` : ''}.
        ${whole.kind === 'something-else' && wrong.length === 0 ? whole.message : nothing}
      </p>
      <ul class="found">
        ${wrong.map(
          (blank) =>
            html`<li><b>(${blank.id})</b><span>${isUnread(blank.verdict) ? 'Not read: ' : ''}${said(blank).message}</span></li>`,
        )}
      </ul>
    `;
  }

  #check() {
    this.#isRecalled = false;
    this.filled = this.texts;
    this.check.again();
  }
}

/** The right blanks as the sheet would write them: what was said of “self.” in (a) is said. */
const bare = (texts: Record<string, string>) => ({
  ...texts,
  h: (texts.h ?? '').trim().replace(/^self\./, ''),
});

const WIDER = {
  name: 'wider',
  answers: ['blanks'],
  part: 'a',
  says: 'This part opens when the blanks of (a) are right, since it shows them.',
};

const DERIVATION = [
  html`Follow one size. The tokens are d_model wide. To be compared, q and k must be equally wide,
    so W_k keeps the width, as W_q does: (a) is d_model.`,
  html`The values are made from the same tokens, so W_v takes d_model features: (b). The output of
    the block is added to its input, so W_o gives d_model: (c).`,
  html`A score compares a query with a key: Q times K transposed, so (d) is Q. The rows of the
    scores are queries; softmax, (e), turns each row into weights over the keys.`,
  html`These weights average the values, not the keys: (f) is V.`,
  html`To split d_model features into heads is to read them as num_heads times d_k: (g). Joined,
    the heads are d_model wide again, and one linear map is left to mix them: (h) is W_o.`,
];

const HINTS = [
  'Follow one width through the program: how wide is a token at the start, and how wide must the output be?',
  'For (a) and (b), see what each nn.Linear is given and what split_heads does with its output. For (d) to (f), write softmax [QKᵀ/√d] V beside the code. For (h), ask what has not been used yet.',
  DERIVATION,
];

customElements.define('by-hand-lab', ByHandLab);

declare global {
  interface HTMLElementTagNameMap {
    'by-hand-lab': ByHandLab;
  }
}
