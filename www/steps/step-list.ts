// The steps of the last good result, each with the findings that speak of it beside it.
import { css, html, LitElement, nothing, unsafeCSS } from 'lit';
import { errorNote, errorStyles } from '../inputs/error-note.js';
import { base } from '../styles/base.js';
import { marginNote } from './margin-note.js';
import { picturesOf } from './operand-layout.js';
import './step-card.js';

/** @typedef {import('../../pkg/attention_playground.js').Trace} Trace */

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

/** The forward pass, or with `backward` what lies between the output and the gradients. Passes on the events of its cards. */
export class StepList extends LitElement {
  static properties = {
    trace: { attribute: false },
    backward: { type: Boolean, reflect: true },
    digits: { attribute: false },
    lights: { attribute: false },
    held: { attribute: false },
    explanation: { attribute: false },
    error: { attribute: false },
    stale: { type: Boolean },
    /** The arithmetic stands in the dock. */
    narrow: { type: Boolean },
    /** The step that a walk through the program is at: the others are dimmed. */
    current: { attribute: false },
  };

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

  constructor() {
    super();
    /** @type {Trace | null} */
    this.trace = null;
    this.backward = false;
    /** @type {number | null} */
    this.digits = null;
    /** @type {Map<string, import('../tables/highlights.js').Lights>} */
    this.lights = new Map();
    /** @type {import('../state/results.js').Place | null} */
    this.held = null;
    /** @type {import('../../pkg/attention_playground.js').Explanation | null} */
    this.explanation = null;
    /** @type {import('../core/engine.js').PlainError | null} */
    this.error = null;
    this.stale = false;
    this.narrow = false;
    this.current = '';
  }

  /** Bring the card of a step into view. @param {string} step */
  async show(step) {
    await this.updateComplete;
    const card = this.renderRoot.querySelector(`step-card[data-step="${step}"]`);
    if (!(card instanceof HTMLElement)) return;
    const tall = card.offsetHeight > innerHeight * 0.7;
    card.scrollIntoView({ block: tall ? 'start' : 'nearest' });
  }

  /** The first cell of the first step, or a cell. @param {string} [step] @param {number} [place] */
  async focusCell(step, place = 0) {
    await this.updateComplete;
    const card = this.renderRoot.querySelector(
      step ? `step-card[data-step="${step}"]` : 'step-card',
    );
    if (!card) return false;
    return /** @type {import('./step-card.js').StepCard} */ (card).focusPlace(place);
  }

  willUpdate(/** @type {Map<string, unknown>} */ changed) {
    if (!this.trace || !(changed.has('trace') || changed.has('digits'))) return;
    this.pictures = picturesOf(this.trace, this.digits, this.backward);
    this.shapes = new Map(this.trace.steps.map(({ id, tensor }) => [id, tensor.shape]));
  }

  render() {
    const { trace } = this;
    if (!trace) return nothing;
    const ends = new Set(this.backward ? Object.values(trace.gradients) : []);
    return trace.steps
      .filter(({ op, backward }) => op !== 'input' && backward === this.backward)
      .filter(({ id }) => !ends.has(id))
      .map((step, at) => this.#step(trace, step, at + 1));
  }

  /** @param {Trace} trace @param {import('../../pkg/attention_playground.js').Step} step @param {number} number */
  #step(trace, step, number) {
    const { error } = this;
    const notes = trace.notes.filter(({ field }) => field === step.id);
    const mine = !this.narrow && this.held?.step === step.id;
    const here = this.current === step.id;
    return html`<div class="step ${this.current && !here ? 'dim' : ''}">
      <step-card
        data-step=${step.id}
        aria-current=${here ? 'step' : nothing}
        .step=${step}
        .number=${number}
        .picture=${this.pictures?.get(step.id)}
        .lights=${this.lights}
        .shapes=${this.shapes}
        .explanation=${mine ? this.explanation : null}
        .stale=${this.stale}
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
