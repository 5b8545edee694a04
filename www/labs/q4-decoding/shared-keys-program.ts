// Question 4 (a) to (e): the multi-query program with its blanks, each line of it run on sizes.
import { css, html, nothing } from 'lit';
import { outcomeOf, Superseded } from '../../core/errors.ts';
import { type Ask, CoreTask } from '../../core/query.ts';
import { oneOf } from '../../state/url/url-schema.ts';
import { base } from '../../styles/base.ts';
import { axisLetter } from '../../ui/axis.ts';
import { property } from '../../ui/property.ts';
import { LabElement } from '../parts/lab-element.ts';
import { labStyles } from '../parts/lab-styles.ts';
import { DIFFERENT, type Sizes, shapeOf } from './size-fields.ts';

type Outcome = { shape: number[]; axes: string[] } | { refused: string } | { waits: string };

interface Line {
  at: number;
  name: string;
  equation: string;
  operands: string[];
  fn?: string;
}

const BLANKS: Record<string, { label: string; choices: string[] }> = {
  A: { label: 'shape of W_q', choices: ['hdq', 'dq', 'hq'] },
  B: { label: 'shape of W_k', choices: ['hdk', 'dk', 'hk'] },
  C: { label: 'queries', choices: ['bd,dq->bhq', 'bd,hdq->bhq', 'bhd,dq->bhq'] },
  D: { label: 'new keys', choices: ['bd,dk->bk', 'bd,hdk->bhk', 'bd,dk->bhk'] },
  E: { label: 'new values', choices: ['bd,hdv->bhv', 'bd,dv->bhv', 'bd,dv->bv'] },
};

/** What is given: a name and its axes, of which a blank is one. */
const GIVEN = { x: 'bd', prev_K: 'bnk', prev_V: 'bnv', W_q: 'A', W_k: 'B', W_v: 'dv', W_o: 'hvd' };

/** In the order of the sheet's lines. A cache takes what has the axes of one of its tokens; a softmax leaves the axes. */
const LINES: Line[] = [
  { at: 16, name: 'q', equation: 'C', operands: ['x', 'W_q'] },
  { at: 17, name: 'k', equation: 'D', operands: ['x', 'W_k'] },
  { at: 18, name: 'v', equation: 'E', operands: ['x', 'W_v'] },
  { at: 21, name: 'new_K', equation: 'bk,bnk->bnk', operands: ['k', 'prev_K'] },
  { at: 22, name: 'new_V', equation: 'bv,bnv->bnv', operands: ['v', 'prev_V'] },
  { at: 25, name: 'logits', equation: 'bhk,bnk->bhn', operands: ['q', 'new_K'] },
  { at: 26, name: 'weights', equation: 'bhn->bhn', operands: ['logits'], fn: 'torch.softmax' },
  { at: 27, name: 'o', equation: 'bhn,bnv->bhv', operands: ['weights', 'new_V'] },
  { at: 30, name: 'y', equation: 'bhv,hvd->bd', operands: ['o', 'W_o'] },
];
const CACHES = ['new_K', 'new_V'];

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
      .row .error {
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
      return outcomes;
    },
  });
  /** What was said last. */
  told: Record<string, Outcome> | null = null;

  get outcomes() {
    return this.run.value ?? {};
  }

  willUpdate() {
    const { outcomes } = this;
    if (!this.run.value || outcomes === this.told) return;
    this.told = outcomes;
    const refused = LINES.filter(({ name }) => 'refused' in outcomes[name]);
    if (refused.length > 0) this.say(`${refused.length} of the lines do not fit.`);
    else if (this.#isWhole()) this.say('Every line fits.');
  }

  /** What stands in a blank, if it is one of its choices. */
  chosen(blank: string) {
    const text = this.settings[blank];
    return BLANKS[blank].choices.find((choice) => choice === text) ?? '';
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
    if (answer.error) {
      const { message, hint } = answer.error;
      return { refused: this.hide ? message : `${message} ${hint}` };
    }
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
      <div aria-live="polite">${this.#isWhole() ? html`<p class="verdict"><b>Every line fits.</b> ${this.#remark()}</p>` : nothing}</div>
    `;
  }

  #remark() {
    const { h, k } = this.sizes;
    return h === k
      ? 'But h and k are equal here, and then some slips fit too: try sizes that are all different.'
      : 'The sizes are of different letters, so it is the letters that fit.';
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
      ${outcome ? told(outcome) : nothing}
    </li>`;
  }
}

const shown = (letters: string) => `[${[...letters].join(', ')}]`;

function told(outcome: Outcome) {
  if ('waits' in outcome) return html`<span class="label">waits for ${outcome.waits}</span>`;
  if ('refused' in outcome) return html`<p class="error">${outcome.refused}</p>`;
  const { axes, shape } = outcome;
  return html`<span class="label">fits: ${axes.map((axis, at) => html`${at > 0 ? ' × ' : ''}${axisLetter(axis)}`)} = ${shape.join(' × ')}</span>`;
}

customElements.define('shared-keys-program', SharedKeysProgram);

declare global {
  interface HTMLElementTagNameMap {
    'shared-keys-program': SharedKeysProgram;
  }
}
