// An exercise above the program: the formula, its paper, and whether the program computes it.
import { css, html, LitElement, nothing } from 'lit';
import type { Tensor } from '../../pkg/attention_playground.js';
import type { Engine } from '../core/engine.ts';
import { outcomeOf, type PlainError } from '../core/errors.ts';
import type { Asker } from '../core/lanes.ts';
import { write } from '../lib/format.ts';
import { unflatten } from '../lib/tensor-views.ts';
import { cellName } from '../state/text-tensor.ts';
import { base } from '../styles/base.ts';
import { pressable } from '../styles/underline.ts';
import { act } from '../ui/action.ts';
import { ask } from '../ui/context-request.ts';
import { property, state } from '../ui/property.ts';
import { answerOf, type Exercise } from './exercises.ts';

const SEEDS = [1, 2, 3];
/** How far two sums of the same numbers in another order may be apart, to one of size 1. */
const APART = 1e-9;

interface Verdict {
  right: boolean;
  text: string;
}

export class ProgramExercise extends LitElement {
  @property({ attribute: false }) exercise: Exercise | null = null;
  /** The program, as it is. */
  @property({ attribute: false }) text = '';
  @state() private verdict: Verdict | null = null;
  @state() private shown = false;

  static styles = [
    base,
    css`
      :host {
        margin-bottom: 0.75rem;
        padding: 0.5rem 0 0.625rem;
        border-block: 1px solid var(--rule);
        font-size: 0.9375rem;
        line-height: 1.375rem;
      }
      .formula {
        margin: 0.125rem 0 0.25rem;
        font-size: 1.0625rem;
        line-height: 1.5rem;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1rem;
      }
      .verdict {
        margin-top: 0.25rem;
      }
      a {
        color: inherit;
        ${pressable}
        text-underline-offset: 3px;
      }
      pre {
        margin: 0.5rem 0 0;
        overflow-x: auto;
        font: 0.8125rem / 1.25rem var(--mono);
      }
    `,
  ];

  asker: Asker = {};

  willUpdate(changed: Map<string, unknown>) {
    const before = changed.get('exercise') as Exercise | undefined;
    if (changed.has('text')) this.verdict = null;
    if (before && before !== this.exercise) this.shown = false;
  }

  render() {
    const { exercise, verdict, shown } = this;
    if (!exercise) return nothing;
    const { formula, paper } = exercise;
    return html`
      <p class="label">
        Exercise: write this formula, from
        <a href="https://arxiv.org/abs/${paper.id}" rel="noreferrer">${paper.authors} ${paper.year}</a>,
        as a program. Its last line is the output.
      </p>
      <p class="formula">${formula}</p>
      <p class="acts">
        <button class="act" @click=${this.#check}>Check the program</button>
        <button class="act" aria-expanded=${shown} @click=${() => {
          this.shown = !shown;
        }}>${shown ? 'Hide the answer' : 'Show an answer'}</button>
      </p>
      ${verdict ? html`<p class="verdict" data-right=${verdict.right}><b>${verdict.right ? 'Correct.' : 'Not yet.'}</b> ${verdict.text}</p>` : nothing}
      ${shown ? html`<pre translate="no" tabindex="0" role="region" aria-label="An answer">${exercise.answer}</pre>` : nothing}
    `;
  }

  async #check() {
    const { exercise, text } = this;
    const source = ask(this, 'result-source');
    if (!exercise) return;
    const verdict = source
      ? await this.#judge(source.engine, exercise, text)
      : { right: false, text: 'The program has no result yet.' };
    if (!verdict || text !== this.text) return;
    this.verdict = verdict;
    act(this, 'announce', `${verdict.right ? 'Correct.' : 'Not yet.'} ${verdict.text}`);
  }

  /** By what both programs compute of the same numbers by chance. Null where it is wanted no more. */
  async #judge(engine: Engine, exercise: Exercise, text: string): Promise<Verdict | null> {
    for (const seed of SEEDS) {
      const expected = await this.#output(engine, answerOf(exercise), seed);
      const found = await this.#output(engine, text, seed);
      if (!expected || !found) return null;
      if (found.error) return { right: false, text: `${found.error.message} ${found.error.hint}` };
      if (!expected.value) return null;
      const difference = differenceOf(expected.value, found.value);
      if (difference) return { right: false, text: difference };
    }
    return { right: true, text: `The formula gives the same numbers, on ${SEEDS.length} draws.` };
  }

  async #output(
    engine: Engine,
    program: string,
    seed: number,
  ): Promise<
    { value: Tensor; error?: undefined } | { error: PlainError; value?: undefined } | null
  > {
    const answer = await outcomeOf(engine.call(this.asker, 'runVariant', { program }, { seed }));
    if (!answer?.value) return answer as { error: PlainError } | null;
    const { steps, output } = answer.value;
    const step = steps.find(({ id }) => id === output);
    return step ? { value: step.tensor } : null;
  }
}

/** Where the outputs differ first, in a sentence; nothing where they do not. */
function differenceOf(expected: Tensor, found: Tensor) {
  const shapes = [found, expected].map(
    ({ axes, shape }) => `${axes.join(' × ')} = ${shape.join(' × ')}`,
  );
  if (found.shape.join() !== expected.shape.join())
    return `The output has ${shapes[0]}, and the formula gives ${shapes[1]}.`;
  const at = expected.data.findIndex(
    (number, place) => Math.abs(number - found.data[place]) > APART * (1 + Math.abs(number)),
  );
  if (at < 0) return '';
  const name = cellName('output', expected.axes, unflatten(at, expected.shape));
  const [here, there] = [found, expected].map(({ data }) => write(data[at], 4));
  return `At ${name} the program gives ${here}, and the formula ${there}.`;
}

customElements.define('program-exercise', ProgramExercise);

declare global {
  interface HTMLElementTagNameMap {
    'program-exercise': ProgramExercise;
  }
}
