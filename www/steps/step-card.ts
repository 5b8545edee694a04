// One step: number, name, equation, key, shape, copy; its picture; formula and arithmetic beside it.
import { css, html, LitElement, nothing } from 'lit';
import type { Explanation, Line, Step } from '../../pkg/attention_playground.js';
import { type Scale, scaleOf } from '../lib/colour-scale.ts';
import { base } from '../styles/base.ts';
import { scrollEdge } from '../styles/scroll-edge.ts';
import type { Highlights } from '../tables/highlights.ts';
import { act } from '../ui/action.ts';
import { equationText, shapeByAxis } from '../ui/axis.ts';
import { property } from '../ui/property.ts';
import { watchedEdge } from '../ui/scroll-edge.ts';
import type { OperandLayout } from './operand-layout.ts';
import type { StepPicture } from './step-picture.ts';
import './arithmetic-lines.ts';
import './check-answer.ts';
import '../exports/copy-table.ts';
import '../ui/math-formula.ts';
import './step-picture.ts';
import '../tables/value-key.ts';

const LINE = 22; // characters beside a table
const LINES = 8;

/** Numbers that wait for a person's own: what is said of it, and what can be done. */
export interface Withheld {
  says: string;
  /** Whether a table for it can be typed. */
  asks: boolean;
  /** Whether it is shown to who asks for it. */
  mayShow: boolean;
  /** Whether a check says what the right number is. */
  hide: boolean;
}

export class StepCard extends LitElement {
  @property({ attribute: false }) step: Step | null = null;
  @property({ attribute: false }) number = 1;
  @property({ attribute: false }) layout: OperandLayout | null = null;
  @property({ attribute: false }) highlights: Map<string, Highlights> = new Map();
  /** Of the pinned cell, if it stands in this step and is written out here. */
  @property({ attribute: false }) explanation: Explanation | null = null;
  @property({ type: Boolean, reflect: true }) stale = false;
  /** Without its numbers, until they are predicted. */
  @property({ attribute: false }) withheld: Withheld | null = null;
  /** Whether the formula stands beside the table. */
  @property({ attribute: false }) formulas = true;
  /** Low, with as little around the table as there can be. */
  @property({ type: Boolean, reflect: true }) dense = false;
  /** Whether a check tells nothing of the right number. */
  @property({ attribute: false }) hide = false;
  /** The terms of the arithmetic come one after another. */
  @property({ type: Boolean }) growing = false;
  /** What its tokens are called. */
  @property({ attribute: false }) words: readonly string[] = [];

  static styles = [
    base,
    scrollEdge,
    css`
      :host {
        isolation: isolate; /* what did not change in it is not painted again */
        border-top: 1px solid var(--rule);
        padding: 1.125rem 0 2rem;
      }
      header {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: baseline;
        column-gap: 0.5rem;
        margin-bottom: 1.125rem;
      }
      copy-table {
        display: contents;
        text-align: right;
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.125rem 0.75rem;
      }
      h2 {
        font-size: 1.3125rem;
        line-height: 1.75rem;
      }
      h2 small {
        display: inline-block;
        width: 1.5rem;
        font-size: 1rem;
        color: var(--ink3);
      }
      code {
        font: 0.8125rem / 1.25rem var(--mono);
        color: var(--ink2);
      }
      /* The ramp gives way before a line breaks. */
      .right {
        display: flex;
        flex: 1 0 0;
        align-items: baseline;
        justify-content: flex-end;
        gap: 0 1.375rem;
        min-width: min-content;
      }
      .shape {
        font-size: 0.9375rem;
        white-space: nowrap;
        color: var(--ink2);
      }
      .body {
        display: flex;
        flex-wrap: wrap;
        gap: 1rem 2.5rem;
      }
      step-picture {
        flex: 0 0 auto;
        min-width: min(22.75rem, 100%);
      }
      .text {
        display: flex;
        flex: 1 1 auto;
        flex-direction: column;
        justify-content: space-between;
        gap: 0.5rem;
        min-width: min(10rem, 100%);
        max-width: 100%;
      }
      /* The formula says how wide the text is; the arithmetic takes what there is. */
      arithmetic-lines {
        contain: inline-size;
      }
      .body > arithmetic-lines {
        flex: 1 1 100%;
      }
      check-answer,
      answer-table {
        margin-top: 0.75rem;
      }
      .withheld {
        margin-top: 0.75rem;
      }
      math-formula {
        overflow-x: auto;
        overflow-y: hidden;
        padding: 0.125rem 0;
      }
      @media print {
        :host {
          break-inside: avoid;
        }
        header {
          break-after: avoid;
        }
        arithmetic-lines {
          visibility: var(--answers, visible);
        }
      }
      @container (max-width: 56.25rem) {
        .right {
          flex-basis: 100%;
          justify-content: flex-start;
          min-width: 0;
          padding-left: 2.25rem;
        }
        step-picture {
          flex: 1 1 100%;
          min-width: 0;
        }
      }
      @container (min-width: 30rem) {
        :host([dense]) {
          padding: 0.5rem 0;
        }
        :host([dense]) header {
          margin-bottom: 0.375rem;
        }
        :host([dense]) .right {
          flex-basis: 0;
          justify-content: flex-end;
          padding-left: 0;
        }
        :host([dense]) step-picture {
          flex: 0 1 auto;
        }
      }
      @container (max-width: 30rem) {
        .right {
          flex-wrap: wrap;
          padding-left: 0;
          --ramp-step: 0.25rem;
        }
        .shape {
          white-space: normal;
        }
      }
    `,
  ];

  scale?: Scale;

  /** @param place in the step's data */
  async focusPlace(place: number) {
    await this.updateComplete;
    const picture = this.renderRoot.querySelector('step-picture');
    return (picture as StepPicture).focusPlace(place);
  }

  willUpdate(changed: Map<string, unknown>) {
    const { step, layout } = this;
    if (step && layout && (changed.has('step') || changed.has('layout')))
      this.scale = scaleOf(step.tensor.data, step.weights, layout.mode === 'map');
  }

  render() {
    const { step, layout, scale } = this;
    if (!step || !layout || !scale) return nothing;
    if (this.withheld) return this.#withheld(step, layout, this.withheld);
    const { tensor } = step;
    const { explanation, formulas, dense } = this;
    const check = html`<check-answer .step=${step} .hide=${this.hide} .words=${this.words}></check-answer>`;
    const arithmetic = explanation
      ? html`<arithmetic-lines ?growing=${this.growing} .explanation=${explanation}></arithmetic-lines>`
      : nothing;
    // A sum of many terms would be a long column beside the table.
    const lines = (explanation?.lines ?? []).map((line) => Math.ceil(lengthOf(line) / LINE));
    const long = lines.reduce((sum, count) => sum + count, 0) > LINES;
    return html`
      <header>
        <div class="head">
          <h2><small translate="no">${this.number}</small>${step.label}</h2>
          ${step.equation && formulas ? html`<code translate="no">${equationText(step.equation, layout.bound)}</code>` : nothing}
          <div class="right">
            ${
              this.stale
                ? html`<span class="label">not updated: fix the error first</span>`
                : html`<value-key .scale=${scale} .decimals=${layout.decimals} .map=${layout.mode === 'map'}></value-key>`
            }
            <span class="shape" translate="no">${shapeByAxis(tensor.axes, tensor.shape)}</span>
          </div>
        </div>
        <copy-table
          .tensor=${tensor}
          .name=${step.label}
          .decimals=${layout.decimals}
          .scale=${scale}
          .stale=${this.stale}
        ></copy-table>
      </header>
      <div class="body">
        <step-picture
          .step=${step}
          .layout=${layout}
          .scale=${scale}
          .highlights=${this.highlights}
          .stale=${this.stale}
          .words=${this.words}
        ></step-picture>
        <div class="text">
          ${formulas ? html`<math-formula translate="no" .tree=${step.formula.tree} ${watchedEdge()}></math-formula>` : nothing}
          ${long ? nothing : arithmetic}
          ${dense ? check : nothing}
        </div>
        ${long ? arithmetic : nothing}
      </div>
      ${dense ? nothing : check}
      <slot></slot>
    `;
  }

  /** What it is, how it is computed and how large it is: enough to work it out. */
  #withheld(step: Step, layout: OperandLayout, { says, asks, mayShow, hide }: Withheld) {
    const { axes, shape } = step.tensor;
    return html`
      <header>
        <div class="head">
          <h2><small translate="no">${this.number}</small>${step.label}</h2>
          ${step.equation && this.formulas ? html`<code translate="no">${equationText(step.equation, layout.bound)}</code>` : nothing}
          <div class="right">
            <span class="shape" translate="no">${shapeByAxis(axes, shape)}</span>
          </div>
        </div>
      </header>
      ${this.formulas ? html`<math-formula translate="no" .tree=${step.formula.tree}></math-formula>` : nothing}
      <p class="withheld label">
        ${says}
        ${mayShow ? html`<button class="act" @click=${() => act(this, 'result-show', step.id)}>Show anyway</button>` : nothing}
      </p>
      ${asks ? html`<answer-table alone .step=${step} .hide=${hide} .words=${this.words}></answer-table>` : nothing}
      <slot></slot>
    `;
  }
}

const lengthOf = ({ tokens }: Line) => tokens.reduce((sum, { text }) => sum + text.length, 0);

customElements.define('step-card', StepCard);

declare global {
  interface Actions {
    /** The id of a step whose numbers a person asks for without having found them. */
    'result-show': string;
  }
  interface HTMLElementTagNameMap {
    'step-card': StepCard;
  }
}
