// The inputs of the variant, one field each, and the optional ones that can be added.
import { css, html, LitElement, nothing } from 'lit';
import type { InputInfo, Trace, VariantInfo } from '../../pkg/attention_playground.js';
import type { PlainError } from '../core/errors.ts';
import { type State, sharing } from '../state/edits.ts';
import type { Question, Refusal, Report } from '../state/queries/pastes.ts';
import type { Spread } from '../state/queries/random-values.ts';
import type { TextTensor } from '../state/text-tensor.ts';
import { base } from '../styles/base.ts';
import { type Highlights, NO_HIGHLIGHTS } from '../tables/highlights.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import type { QuickFix } from './error-note.ts';
import type { MatrixField } from './matrix-field.ts';
import './matrix-field.ts';

export class InputList extends LitElement {
  @property({ attribute: false }) info: VariantInfo | null = null;
  @property({ attribute: false }) state: State | null = null;
  @property({ attribute: false }) error: PlainError | null = null;
  @property({ attribute: false }) quickFixes: QuickFix[] = [];
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) highlights: Map<string, Highlights> = new Map();
  /** What its tokens are called. */
  @property({ attribute: false }) words: readonly string[] = [];
  @property({ attribute: false }) report: Report | null = null;
  @property({ attribute: false }) question: Question | null = null;
  @property({ attribute: false }) refused: Refusal | null = null;
  /** The names of those that do not change. */
  @property({ attribute: false }) locked: ReadonlySet<string> = new Set();
  /** The seed and the spread of random values. */
  @property({ attribute: false }) seed = 1;
  @property({ attribute: false }) spread: Spread = 'normal';
  /** How to fill at random is shown. */
  @state() private random = false;

  static styles = [
    base,
    css`
      .heading {
        display: flex;
        gap: 1rem;
        align-items: baseline;
        justify-content: space-between;
        margin-bottom: 0.5rem;
      }
      .fields {
        display: flex;
        flex-wrap: wrap;
        gap: 0.875rem 1.25rem;
      }
      matrix-field {
        flex: 1 0 8.5rem;
        max-width: 100%;
      }
      matrix-field:first-child,
      matrix-field[pasting] {
        flex-basis: 100%;
      }
      :host([dense]) matrix-field:first-child:not([pasting]) {
        flex-basis: 8.5rem;
      }
      :host([dense]) .heading {
        float: right;
      }
      :host([dense]) .heading h2 {
        position: absolute;
        clip-path: inset(50%);
      }
      :host([dense]) .add {
        margin-top: 0.25rem;
      }
      :host([dense]) .fields:last-child {
        padding-bottom: 0.5rem; /* nothing to add: else the rule below touches the last row */
      }
      @media print {
        .add {
          visibility: hidden;
        }
      }
      .add {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.25rem 0.75rem;
        margin-top: 0.75rem;
      }
    `,
  ];

  /** @param seen only where its table is on the screen */
  async focusCell(
    name: string,
    place: number,
    { seen = false }: { seen?: boolean } = {},
  ): Promise<boolean> {
    await this.updateComplete;
    const field = this.renderRoot.querySelector(`matrix-field[data-name="${name}"]`);
    if (!field || (seen && !isSeen(field))) return false;
    return (field as MatrixField).focusCell(place);
  }

  render() {
    const { info, state } = this;
    if (!info || !state) return nothing;
    const given = info.inputs.filter(({ name }) => state.inputs[name]);
    const absent = info.inputs.filter(({ name }) => !state.inputs[name] && !this.locked.has(name));
    if (given.length + absent.length === 0) return nothing;
    const isLocked = given.every(({ name }) => this.locked.has(name));
    return html`
      <div class="heading">
        <h2 class="label">Inputs</h2>
        ${isLocked ? nothing : html`<button class="act" aria-expanded=${this.random} @click=${this.#toggleRandom}>Random</button>`}
      </div>
      ${this.random ? html`<random-fill .seed=${this.seed} .spread=${this.spread}></random-fill>` : nothing}
      <div class="fields">${given.map((input) => this.#field(input, state.inputs[input.name]))}</div>
      ${
        absent.length > 0
          ? html`<p class="add label">
              Add
              ${absent.map(
                (input) => html`<button
                  class="act"
                  aria-label="Add ${input.name}"
                  @click=${() => this.#add(input)}
                >${input.name}</button> `,
              )}
            </p>`
          : nothing
      }
    `;
  }

  #field(input: InputInfo, texts: TextTensor) {
    const { name, sizes } = input;
    const mine = this.error?.field === name;
    const computed = this.trace?.steps.find(({ id }) => id === name)?.tensor;
    // Marks belong to the last good result: where the field has another shape, they have no place.
    const fits = computed?.shape.join() === texts.shape.join();
    return html`<matrix-field
      data-name=${name}
      .info=${input}
      .texts=${texts}
      .sharing=${this.#sharing(name, sizes)}
      ?random=${this.random}
      ?locked=${this.locked.has(name)}
      .words=${this.words}
      .values=${fits ? computed?.data : null}
      .error=${mine ? this.error : null}
      .quickFixes=${mine ? this.quickFixes : []}
      .highlights=${(fits && this.highlights.get(name)) || NO_HIGHLIGHTS}
      .notes=${this.trace?.notes.filter(({ field }) => field === name) ?? []}
      .report=${this.report?.name === name ? this.report : null}
      .question=${this.question?.name === name ? this.question : null}
      .failed=${this.refused?.name === name ? this.refused : null}
    ></matrix-field>`;
  }

  /** Which other inputs change with this one, by what the axis' size is called. */
  #sharing(name: string, sizes: string[]) {
    const { info, state } = this;
    if (!info || !state) return {};
    const others = (letter: string) =>
      sharing(state, info, letter).filter((other) => other !== name);
    return Object.fromEntries(sizes.map((letter) => [letter, others(letter)]));
  }

  #toggleRandom() {
    this.random = !this.random;
  }

  async #add(input: InputInfo) {
    act(this, 'input-add', input);
    // The button is gone; the keyboard goes on in what it has brought.
    await new Promise((drawn) => requestAnimationFrame(drawn));
    await this.focusCell(input.name, 0);
  }
}

function isSeen(element: Element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top < innerHeight && bottom > 0;
}

customElements.define('input-list', InputList);

declare global {
  interface Actions {
    'input-add': InputInfo;
  }
  interface HTMLElementTagNameMap {
    'input-list': InputList;
  }
}
