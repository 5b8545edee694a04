// Question 4 (a) to (e): the multi-query program with its blanks, each line of it run on sizes.
import { css, html, nothing } from 'lit';
import { outcomeOf, Superseded } from '../../core/errors.ts';
import { type Ask, CoreTask } from '../../core/query.ts';
import { oneOf } from '../../state/url/url-schema.ts';
import { base } from '../../styles/base.ts';
import { act } from '../../ui/action.ts';
import { axisLetter } from '../../ui/axis.ts';
import { property } from '../../ui/property.ts';
import { tryIt } from '../parts/answer-feedback.ts';
import { seeWhy } from '../parts/hint-rungs.ts';
import { LabElement } from '../parts/lab-element.ts';
import { labStyles } from '../parts/lab-styles.ts';
import { isChecked } from '../parts/progress.ts';
import { BLANKS, chosenIn, filledBlanks } from './judge.ts';
import { DIFFERENT, type Sizes, shapeOf } from './size-fields.ts';

type Outcome = { shape: number[]; axes: string[] } | { refused: string } | { waits: string };

interface Line {
  at: number;
  name: string;
  equation: string;
  operands: string[];
  fn?: string;
  /** What is to be said of it. */
  note?: string;
}

/** What is given: a name and its axes, of which a blank is one. */
const GIVEN = { x: 'bd', prev_K: 'bnk', prev_V: 'bnv', W_q: 'A', W_k: 'B', W_v: 'dv', W_o: 'hvd' };

/** In the order of the sheet's lines. A cache takes what has the axes of one of its tokens; a softmax leaves the axes. */
const LINES: Line[] = [
  { at: 16, name: 'q', equation: 'C', operands: ['x', 'W_q'] },
  { at: 17, name: 'k', equation: 'D', operands: ['x', 'W_k'] },
  { at: 18, name: 'v', equation: 'E', operands: ['x', 'W_v'] },
  { at: 21, name: 'new_K', equation: 'bk,bnk->bnk', operands: ['k', 'prev_K'] },
  { at: 22, name: 'new_V', equation: 'bv,bnv->bnv', operands: ['v', 'prev_V'] },
  {
    at: 25,
    name: 'logits',
    equation: 'bhk,bnk->bhn',
    operands: ['q', 'new_K'],
    note: 'The sheet prints "bkh,bnk->bhn" in this line: see “The printed logits” below.',
  },
  { at: 26, name: 'weights', equation: 'bhn->bhn', operands: ['logits'], fn: 'torch.softmax' },
  { at: 27, name: 'o', equation: 'bhn,bnv->bhv', operands: ['weights', 'new_V'] },
  { at: 30, name: 'y', equation: 'bhv,hvd->bd', operands: ['o', 'W_o'] },
];
const CACHES = ['new_K', 'new_V'];

const HINTS = [
  'All heads have queries of their own, and share one set of keys and values. Which tensors have an axis h, then?',
  'A weight has the axis that is summed over, d, and those of what it makes. Compare with the multi-head program, and look at what the lines below (prev_K, logits) need.',
  [
    'A: each head projects by its own W_q, so it has h, d and q: [h, d, q]. C sums over d and keeps h: "bd,hdq->bhq".',
    'B: one W_k for all heads, so there is no h in it: [d, k]. D: "bd,dk->bk".',
    'E: the same for the values: "bd,dv->bv".',
  ],
];

export class SharedKeysProgram extends LabElement {
  @property({ attribute: false }) sizes: Sizes = DIFFERENT;

  static schema = Object.fromEntries(
    Object.entries(BLANKS).map(([blank, { choices }]) => [blank, oneOf(...choices)]),
  );

  static styles = [
    base,
    labStyles,
    css`
      .code {
        font: 0.8125rem/1.25rem var(--mono);
        overflow-wrap: anywhere;
      }
      select {
        max-width: 100%;
        font: inherit;
      }
      li {
        padding: 0.4375rem 0;
      }
      li + li {
        border-top: 1px solid var(--rule);
      }
      .row {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 15rem);
        gap: 0.25rem 1.5rem;
        align-items: baseline;
      }
      .row :is(.error, .try, .note) {
        grid-column: 1 / -1;
        font-size: 0.9375rem;
        line-height: 1.375rem;
      }
      .given {
        margin-bottom: 0.5rem;
        padding-bottom: 0.5rem;
        border-bottom: 1px solid var(--edge);
      }
      .given li + li {
        border-top: 0;
      }
      .given li {
        padding: 0.125rem 0;
      }
      .verdict {
        margin-top: 1rem;
        padding-left: 0.8125rem;
        border-left: 3px solid var(--ink);
      }
      @container (max-width: 37.5rem) {
        .row {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  run = new CoreTask(this, {
    args: () => [Object.keys(BLANKS).map((blank) => this.chosen(blank)), this.sizes, this.hide],
    task: async (ask) => {
      const outcomes: Record<string, Outcome> = {};
      for (const line of LINES) outcomes[line.name] = await this.#line(ask, line, outcomes);
      const letters = await ask('checkSharedKeys', filledBlanks(this.settings));
      return { outcomes, letters };
    },
  });
  /** What was said last. */
  told: Record<string, Outcome> | null = null;

  /** What a line comes to: by its letters, where those do not fit, and else on the sizes. */
  get outcomes(): Record<string, Outcome> {
    return this.run.value?.outcomes ?? {};
  }

  get letters() {
    return this.run.value?.letters ?? null;
  }

  /** What does not fit by its letters, whatever its sizes are. */
  #fault(line: string) {
    return this.letters?.faults.find((fault) => fault.line === line)?.message;
  }

  /** The blanks that were settled last, so that each is told once. */
  settled = '';

  recall() {
    this.settled = '';
    this.requestUpdate();
  }

  updated() {
    const { letters } = this;
    if (!letters) return;
    const tried = Object.keys(BLANKS).filter((blank) => this.chosen(blank));
    const settled = JSON.stringify([tried.map((blank) => this.chosen(blank)), letters.settled]);
    // A choice that was taken back at once has been judged as well.
    const areKnown = tried.every((blank) => isChecked(this.settings, blank));
    if ((settled === this.settled && areKnown) || tried.length === 0) return;
    const isOpened = this.settled === '';
    this.settled = settled;
    for (const answer of tried) {
      const right = letters.settled.includes(answer);
      const isRecalled = isOpened && isChecked(this.settings, answer);
      act(this, isRecalled ? 'answer-recalled' : 'answer-judged', { answer, right });
    }
  }

  willUpdate() {
    const { outcomes } = this;
    if (!this.run.value || outcomes === this.told) return;
    this.told = outcomes;
    const refused = LINES.filter(({ name }) => this.#fault(name) || 'refused' in outcomes[name]);
    if (refused.length > 0) this.say(`${refused.length} of the lines do not fit.`);
    else if (this.#isWhole()) this.say('Every line fits.');
  }

  chosen(blank: string) {
    return chosenIn(this.settings, blank);
  }

  async #line(
    ask: Ask,
    { name, equation, operands }: Line,
    outcomes: Record<string, Outcome>,
  ): Promise<Outcome> {
    const text = equation in BLANKS ? this.chosen(equation) : equation;
    if (!text) return { waits: equation };
    const given = [];
    for (const operand of operands) {
      const shape = this.#shape(operand, outcomes);
      if (typeof shape === 'string') return { waits: shape };
      given.push({ name: operand, shape });
    }
    const answer = await outcomeOf(ask('einsum', text, given));
    if (!answer) throw new Superseded();
    if (answer.error) return { refused: answer.error.message };
    const { axes, shape } = answer.value;
    const grown = CACHES.includes(name)
      ? shape.map((size: number, at: number) => size + (at === 1 ? 1 : 0))
      : shape;
    return { axes, shape: grown };
  }

  /** The shape of an operand, or what it waits for. */
  #shape(name: string, outcomes: Record<string, Outcome>): number[] | string {
    if (name in GIVEN) {
      const axes = GIVEN[name as keyof typeof GIVEN];
      const letters = axes in BLANKS ? this.chosen(axes) : axes;
      return letters ? shapeOf(this.sizes, letters) : axes;
    }
    const outcome = outcomes[name];
    return 'shape' in outcome ? outcome.shape : name;
  }

  #isWhole() {
    return LINES.every(({ name }) => this.outcomes[name] && 'shape' in this.outcomes[name]);
  }

  render() {
    return html`
      <ul class="given">
        ${Object.entries(GIVEN).map(
          ([name, axes]) => html`<li class="code">
            ${name}: ${axes in BLANKS ? this.#blank(axes) : shown(axes)}
          </li>`,
        )}
      </ul>
      <ol aria-label="The lines of the program">${LINES.map((line) => this.#row(line))}</ol>
      <div aria-live="polite">${this.#isWhole() ? html`<p class="verdict">${this.#remark()}</p>` : nothing}</div>
      ${this.letters?.right ? seeWhy(HINTS.at(-1), this.hide) : html`<hint-rungs .of=${Object.keys(BLANKS).join(' ')} .rungs=${HINTS} .hide=${this.hide}></hint-rungs>`}
    `;
  }

  #remark() {
    if (this.letters?.right) return html`<b>A to E are right.</b> The letters of every line fit.`;
    return html`<b>Every line fits, but only by its sizes.</b> Some of them are equal here, and then slips
      fit too: use distinct sizes, and see which letters do not.`;
  }

  #blank(blank: string) {
    const { label, choices } = BLANKS[blank];
    const isShape = choices.every((choice) => !choice.includes('>'));
    const chosen = this.chosen(blank);
    return html`<select
      aria-label="${blank}, ${label}"
      @change=${({ target }: Event & { target: HTMLSelectElement }) => this.set({ [blank]: target.value || null })}
    >
      <option value="" ?selected=${chosen === ''}>${blank} …</option>
      ${choices.map(
        (choice) =>
          html`<option value=${choice} ?selected=${choice === chosen}>${isShape ? shown(choice) : `"${choice}"`}</option>`,
      )}
    </select>`;
  }

  #call({ name, equation, operands: [one, two], fn }: Line) {
    if (fn) return `${fn}(${one}, dim=-1)`;
    if (CACHES.includes(name)) return `torch.cat([${two}, ${one}.unsqueeze(1)], dim=1)`;
    const written = equation in BLANKS ? this.#blank(equation) : `"${equation}"`;
    return html`torch.einsum(${written}, ${one}, ${two})`;
  }

  #row(line: Line) {
    const { at, name } = line;
    const outcome = this.outcomes[name];
    return html`<li class="row" data-line=${name}>
      <span class="code"><span class="hidden">line ${at}: </span>${name} = ${this.#call(line)}</span>
      ${outcome ? told(outcome, this.#fault(name), CACHES.includes(name)) : nothing}
      ${this.#experiment(line)}
      ${line.note ? html`<span class="label note">${line.note}</span>` : nothing}
    </li>`;
  }

  /** A line that fails, on the einsum desk with the axes that it was given. */
  #experiment({ name, equation, operands }: Line) {
    const outcome = this.outcomes[name];
    const fails = this.#fault(name) || (outcome && 'refused' in outcome);
    const axes = operands.map((operand) => this.#axes(operand));
    const text = equation in BLANKS ? this.chosen(equation) : equation;
    if (!fails || CACHES.includes(name) || !text || axes.includes(null)) return nothing;
    const [one, two = ''] = operands.map((operand, at) => `${operand}: ${axes[at]?.join(' ')}`);
    return html`<span class="try">${tryIt(() => act(this, 'desk-load', { eq: text, one, two }))}</span>`;
  }

  /** The letters of an operand, as far as they are known. */
  #axes(name: string): string[] | null {
    if (name in GIVEN) {
      const axes = GIVEN[name as keyof typeof GIVEN];
      const letters = axes in BLANKS ? this.chosen(axes) : axes;
      return letters ? [...letters] : null;
    }
    const outcome = this.outcomes[name];
    return outcome && 'axes' in outcome ? outcome.axes : null;
  }
}

const shown = (letters: string) => `[${[...letters].join(', ')}]`;

/** @param fault what does not fit by the letters @param grown whether it is one token longer than its letters say */
function told(outcome: Outcome, fault: string | undefined, grown: boolean) {
  if (fault) return html`<p class="error">${fault}</p>`;
  if ('waits' in outcome) return html`<span class="label">needs ${outcome.waits} first</span>`;
  if ('refused' in outcome) return html`<p class="error">${outcome.refused}</p>`;
  const { axes, shape } = outcome;
  const letter = (axis: string, at: number) =>
    html`${at > 0 ? ' × ' : ''}${grown && at === 1 ? html`(${axisLetter(axis)} + 1)` : axisLetter(axis)}`;
  return html`<span class="label">fits: ${axes.map(letter)} = ${shape.join(' × ')}</span>`;
}

customElements.define('shared-keys-program', SharedKeysProgram);

declare global {
  interface Actions {
    /** An equation and its operands, for the einsum desk. */
    'desk-load': { eq: string; one: string; two: string };
  }
  interface HTMLElementTagNameMap {
    'shared-keys-program': SharedKeysProgram;
  }
}
