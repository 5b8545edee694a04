// The gradients of all inputs, what the backward pass starts from, and its steps.
import { css, html, nothing } from 'lit';
import type { Explanation, Step, Tensor, Trace } from '../../pkg/attention_playground.js';
import type { PlainError } from '../core/errors.ts';
import { scaleOf } from '../lib/colour-scale.ts';
import { viewsOf } from '../lib/tensor-views.ts';
import type { Place } from '../state/place.ts';
import type { Refusal, Report } from '../state/queries/pastes.ts';
import type { TextTensor } from '../state/text-tensor.ts';
import { layoutsOf, type OperandLayout } from '../steps/operand-layout.ts';
import type { StepPicture } from '../steps/step-picture.ts';
import { base } from '../styles/base.ts';
import { panel } from '../styles/panel.ts';
import { type Highlights, NO_HIGHLIGHTS } from '../tables/highlights.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import { PanelElement } from './panel-element.ts';
import '../steps/arithmetic-lines.ts';
import '../steps/check-answer.ts';
import '../exports/copy-table.ts';
import { errorNote, errorStyles, type QuickFix } from '../inputs/error-note.ts';
import '../ui/math-formula.ts';
import '../inputs/matrix-field.ts';
import '../steps/step-list.ts';
import '../steps/step-picture.ts';
import '../tables/value-key.ts';

export class GradientPanel extends PanelElement {
  @property({ attribute: false }) trace: Trace | null = null;
  /** Whether the steps on the way are shown too. */
  @property({ type: Boolean }) steps = false;
  @property({ attribute: false }) upstream: TextTensor | null = null;
  @property({ attribute: false }) digits: number | null = null;
  @property({ attribute: false }) highlights: Map<string, Highlights> = new Map();
  /** What tokens are called. */
  @property({ attribute: false }) words: readonly string[] = [];
  @property({ attribute: false }) pinned: Place | null = null;
  @property({ attribute: false }) explanation: Explanation | null = null;
  @property({ attribute: false }) error: PlainError | null = null;
  @property({ attribute: false }) quickFixes: QuickFix[] = [];
  @property({ attribute: false }) report: Report | null = null;
  @property({ attribute: false }) refused: Refusal | null = null;
  @property({ type: Boolean }) narrow = false;
  /** The last table beside that of the pinned cell. */
  @state() private row = 0;

  static styles = [
    base,
    panel,
    errorStyles,
    css`
      .tables {
        display: flex;
        flex-wrap: wrap;
        gap: 1.25rem 2rem;
      }
      .table {
        max-width: 100%;
      }
      .name {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 0.625rem;
        margin-bottom: 0.125rem;
      }
      h3 {
        font-size: 1.1875rem;
        line-height: 1.5rem;
      }
      @media print {
        .table {
          break-inside: avoid;
        }
        .remark,
        arithmetic-lines {
          visibility: var(--answers, visible);
        }
      }
      value-key {
        margin-top: 0.375rem;
      }
      math-formula {
        overflow-x: auto;
        overflow-y: hidden;
        margin-top: 0.625rem;
        padding: 0.125rem 0;
      }
      .tables > arithmetic-lines {
        flex-basis: 100%;
      }
      matrix-field {
        margin-bottom: 1.25rem;
      }
      step-list {
        margin-top: 1rem;
      }
    `,
  ];

  layouts?: Map<string, OperandLayout>;

  /** A cell of a gradient, or of a step on the way if these are shown. */
  async focusCell(step: string, place: number) {
    await this.updateComplete;
    const own = this.renderRoot.querySelector(`step-picture[data-step="${step}"]`);
    if (own) return (own as StepPicture).focusPlace(place);
    const list = this.renderRoot.querySelector('step-list');
    return list ? list.focusCell(step, place) : false;
  }

  willUpdate(changed: Map<string, unknown>) {
    if (!this.trace || !['trace', 'digits', 'words'].some((name) => changed.has(name))) return;
    this.layouts = layoutsOf(this.trace, this.digits, true, this.words.length > 0);
  }

  /** The arithmetic stands under the row of tables that its cell is in: below all of them it would be out of sight. */
  updated() {
    if (!this.renderRoot.querySelector('.tables > arithmetic-lines')) return;
    const found: NodeListOf<HTMLElement> = this.renderRoot.querySelectorAll('.table');
    const tables = [...found];
    const pinned = tables.find((table) => table.dataset.step === this.pinned?.step);
    this.row = tables.findLastIndex((table) => table.offsetTop === pinned?.offsetTop);
  }

  render() {
    if (!this.trace) return nothing;
    return html`${super.render()} ${this.#ready && this.steps ? this.#steps(this.trace) : nothing}`;
  }

  get #ready() {
    return this.open && Object.keys(this.trace?.gradients ?? {}).length > 0;
  }

  /** Each table says it. */
  get dated() {
    return false;
  }

  look(open: boolean | string) {
    act(this, 'gradients-set', Boolean(open));
  }

  actions() {
    if (!this.#ready) return nothing;
    return html`<button
      class="act"
      aria-expanded=${this.steps}
      @click=${() => super.look(!this.steps)}
    >Steps<span class="hidden"> of the backward pass</span></button>`;
  }

  /** What is differentiated. */
  about() {
    const { trace, open, upstream } = this;
    if (!open) return nothing;
    if (upstream) return html`of <i>L</i> = the sum of the outputs, each times its number below.`;
    const shape = trace?.steps.find(({ id }) => id === trace.output)?.tensor.shape ?? [];
    return html`for the loss <i>L</i> = sum of the outputs.
      <button class="act" @click=${() => act(this, 'upstream-add', shape)}>Change<span class="hidden"> what the outputs are multiplied by</span></button>`;
  }

  content() {
    const { trace, open, error, upstream } = this;
    return html`${trace && this.#ready ? this.#body(trace) : nothing}
      ${open && error?.field === 'upstream' && !upstream ? errorNote(error) : nothing}`;
  }

  #body(trace: Trace) {
    const { pinned, explanation } = this;
    const ends = Object.entries(trace.gradients).map(([name, id]) => ({
      name,
      step: trace.steps.find((step) => step.id === id),
    }));
    // In the order of the inputs, as they are typed.
    const order = trace.steps.map(({ id }) => id);
    ends.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
    const mine = !this.narrow && ends.some(({ step }) => step && step.id === pinned?.step);
    return html`<div class="body">
      ${this.upstream ? this.#upstream(trace, this.upstream) : nothing}
      <div class="tables">
        ${ends.map(
          ({ step }, at) => html`
            ${step ? this.#table(step) : nothing}
            ${
              mine && explanation && at === Math.min(this.row, ends.length - 1)
                ? html`<arithmetic-lines .explanation=${explanation}></arithmetic-lines>`
                : nothing
            }
          `,
        )}
      </div>
    </div>`;
  }

  #table(step: Step) {
    const { tensor, label } = step;
    const layout = this.layouts?.get(step.id);
    if (!layout) return nothing;
    const scale = scaleOf(tensor.data, step.weights, layout.mode === 'map');
    const remark = whereNonzero(tensor);
    return html`<div class="table" data-step=${step.id}>
      <div class="name">
        <h3>${label}</h3>
        ${this.stale ? html`<span class="label">not updated: fix the error first</span>` : nothing}
        ${!this.stale && remark ? html`<span class="label remark">${remark}</span>` : nothing}
      </div>
      <step-picture
        data-step=${step.id}
        .step=${step}
        .layout=${{ ...layout, left: null, top: null, lead: 0 }}
        .scale=${scale}
        .highlights=${this.highlights}
        .stale=${this.stale}
        .words=${this.words}
      ></step-picture>
      ${
        this.stale
          ? nothing
          : html`<value-key .scale=${scale} .decimals=${layout.decimals} .map=${layout.mode === 'map'}></value-key>`
      }
      <math-formula translate="no" .tree=${step.formula.tree}></math-formula>
      <copy-table
        .tensor=${tensor}
        .name=${label}
        .decimals=${layout.decimals}
        .scale=${scale}
        .stale=${this.stale}
      ></copy-table>
      <check-answer .step=${step} .words=${this.words}></check-answer>
    </div>`;
  }

  /** The editable start of the backward pass. */
  #upstream(trace: Trace, texts: TextTensor) {
    const { error, refused, report } = this;
    const output = trace.steps.find(({ id }) => id === trace.output);
    const axes = output?.tensor.axes ?? [];
    const info = {
      name: 'upstream',
      meaning: `∂L/∂${output?.symbol ?? 'output'}`,
      axes,
      sizes: axes,
      optional: true,
      boolean: false,
    };
    const mine = error?.field === 'upstream';
    const fits = output?.tensor.shape.join() === texts.shape.join();
    const typed = trace.steps.find(({ id }) => id === 'upstream')?.tensor;
    const same = typed?.shape.join() === texts.shape.join();
    return html`<matrix-field
      data-name="upstream"
      .info=${info}
      .texts=${texts}
      .words=${this.words}
      .values=${same ? typed?.data : null}
      .error=${mine ? error : null}
      .quickFixes=${mine ? this.quickFixes : []}
      .highlights=${(fits && this.highlights.get('upstream')) || NO_HIGHLIGHTS}
      .report=${report?.name === 'upstream' ? report : null}
      .failed=${refused?.name === 'upstream' ? refused : null}
    ></matrix-field>`;
  }

  #steps(trace: Trace) {
    return html`<step-list
      backward
      .trace=${trace}
      .digits=${this.digits}
      .highlights=${this.highlights}
      .pinned=${this.pinned}
      .explanation=${this.explanation}
      .error=${this.error}
      .stale=${this.stale}
      .words=${this.words}
      .narrow=${this.narrow}
    ></step-list>`;
  }
}

/** In words, where little is not 0. */
function whereNonzero(tensor: Tensor) {
  if (tensor.data.every((value) => value === 0)) return 'all exactly 0';
  const [view, ...more] = viewsOf(tensor);
  if (more.length > 0 || view.rows === 1) return '';
  const rows = Array.from({ length: view.rows }, (_, r) => r).filter((r) =>
    Array.from({ length: view.columns }, (_, c) => tensor.data[view.place(r, c)]).some(Boolean),
  );
  return rows.length === 1 ? `row ${rows[0] + 1} only` : '';
}

customElements.define('gradient-panel', GradientPanel);

declare global {
  interface Actions {
    'gradients-set': boolean;
    /** The shape of what the outputs are to be multiplied by. */
    'upstream-add': number[];
  }
  interface HTMLElementTagNameMap {
    'gradient-panel': GradientPanel;
  }
}
