// The steps of the last good result, each with the findings that speak of it beside it.
import { css, html, LitElement, nothing, unsafeCSS } from 'lit';
import type { Explanation, Step, Trace } from '../../pkg/attention_playground.js';
import type { PlainError } from '../core/errors.ts';
import { errorNote, errorStyles } from '../inputs/error-note.ts';
import type { Place } from '../state/place.ts';
import { base } from '../styles/base.ts';
import type { Highlights } from '../tables/highlights.ts';
import { property } from '../ui/property.ts';
import { marginNote } from './margin-note.ts';
import { layoutsOf, type OperandLayout } from './operand-layout.ts';
import type { StepCard, Withheld } from './step-card.ts';
import './step-card.ts';

const quiet = unsafeCSS(
  [
    ...[...'ijdmhbfc'].map((letter) => `--${letter}: var(--ink3);`),
    ...Array.from(
      { length: 8 },
      (_, at) => `--p${at + 1}: var(--wash); --n${at + 1}: var(--wash);`,
    ),
    ...[1, 4, 5, 6].map((step) => `--on-${step}: var(--ink3);`),
  ].join(' '),
);

/** The forward pass, or with `backward` what lies between the output and the gradients. */
export class StepList extends LitElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ type: Boolean, reflect: true }) backward = false;
  @property({ attribute: false }) digits: number | null = null;
  @property({ attribute: false }) highlights: Map<string, Highlights> = new Map();
  @property({ attribute: false }) pinned: Place | null = null;
  @property({ attribute: false }) explanation: Explanation | null = null;
  @property({ attribute: false }) error: PlainError | null = null;
  @property({ type: Boolean }) stale = false;
  /** The arithmetic stands in the dock. */
  @property({ type: Boolean }) narrow = false;
  /** The steps to show, where not all of them are, by their ids. */
  @property({ attribute: false }) only: readonly string[] | null = null;
  /** Whether formulas stand beside the tables. */
  @property({ attribute: false }) formulas = true;
  /** Low, with as little around the tables as there can be. */
  @property({ type: Boolean, reflect: true }) dense = false;
  /** Whether a check tells nothing of the right number. */
  @property({ attribute: false }) hide = false;
  /** What is said in place of the numbers of steps that are to be predicted first. */
  @property({ attribute: false }) withheld: ReadonlyMap<string, Withheld> = new Map();
  /** The step that the stepper is at: the others are dimmed. */
  @property({ attribute: false }) current = '';

  static styles = [
    base,
    errorStyles,
    css`
      .step {
        display: grid;
        grid-template-columns: minmax(0, 40rem) 15.5rem;
        column-gap: 4rem;
      }
      /* Without hue and fill a step steps back, and its text keeps a contrast of 5 : 1. */
      .dim {
        color: var(--ink3);
        --ink: var(--ink3);
        --ink2: var(--ink3);
        --ring: var(--ink3);
        ${quiet}
      }
      step-card {
        scroll-margin-block: 4.5rem 1rem;
      }
      .side {
        padding: 1.125rem 0 1rem;
      }
      /* In the margin of the first step stands the program, and begins somewhat higher. */
      :host(:not([backward])) .step:first-child .side:has(*) {
        padding-top: max(1.125rem, var(--program, 21.5rem) - 2.5rem);
      }
      .note {
        font-size: 0.9375rem;
        line-height: 1.375rem;
        color: var(--ink2);
      }
      .note b {
        color: var(--ink);
      }
      .note + .note {
        margin-top: 0.5rem;
      }
      :host([dense]) .step .side {
        padding: 0 0 0.5rem;
      }
      @media print {
        .side {
          visibility: var(--answers, visible);
        }
      }
      @container (max-width: 74.9375rem) {
        .step {
          grid-template-columns: minmax(0, 1fr);
        }
        .step .side,
        :host(:not([backward])) .step:first-child .side:has(*) {
          padding: 0 0 1.5rem;
        }
      }
    `,
  ];

  layouts?: Map<string, OperandLayout>;

  /** Bring the card of a step into view. */
  async show(step: string) {
    await this.updateComplete;
    const card = this.renderRoot.querySelector(`step-card[data-step="${step}"]`);
    if (!(card instanceof HTMLElement)) return;
    const tall = card.offsetHeight > innerHeight * 0.7;
    card.scrollIntoView({ block: tall ? 'start' : 'nearest' });
  }

  /** The first cell of the first step, or a cell. */
  async focusCell(step?: string, place: number = 0) {
    await this.updateComplete;
    const card = this.renderRoot.querySelector(
      step ? `step-card[data-step="${step}"]` : 'step-card',
    );
    if (!card) return false;
    return (card as StepCard).focusPlace(place);
  }

  willUpdate(changed: Map<string, unknown>) {
    if (!this.trace || !(changed.has('trace') || changed.has('digits'))) return;
    this.layouts = layoutsOf(this.trace, this.digits, this.backward);
  }

  render() {
    const { trace } = this;
    if (!trace) return nothing;
    const ends = new Set(this.backward ? Object.values(trace.gradients) : []);
    return trace.steps
      .filter(({ op, backward }) => op !== 'input' && backward === this.backward)
      .filter(({ id }) => !ends.has(id))
      .map((step, at) =>
        this.only?.includes(step.id) === false ? nothing : this.#step(trace, step, at + 1),
      );
  }

  #step(trace: Trace, step: Step, number: number) {
    const { error } = this;
    const withheld = this.withheld.get(step.id) ?? null;
    const notes = withheld ? [] : trace.notes.filter(({ field }) => field === step.id);
    const mine = !this.narrow && this.pinned?.step === step.id;
    const here = this.current === step.id;
    return html`<div class="step ${this.current && !here ? 'dim' : ''}">
      <step-card
        data-step=${step.id}
        aria-current=${here ? 'step' : nothing}
        .step=${step}
        .number=${number}
        .layout=${this.layouts?.get(step.id)}
        .highlights=${this.highlights}
        .explanation=${mine ? this.explanation : null}
        .stale=${this.stale}
        .withheld=${withheld}
        .formulas=${this.formulas}
        .hide=${this.hide}
        ?dense=${this.dense}
      >
        ${error?.field === step.id ? errorNote(error) : nothing}
      </step-card>
      ${
        notes.length > 0
          ? html`<div class="side">${notes.map(({ message }) => marginNote(message))}</div>`
          : nothing
      }
    </div>`;
  }
}

customElements.define('step-list', StepList);

declare global {
  interface HTMLElementTagNameMap {
    'step-list': StepList;
  }
}
