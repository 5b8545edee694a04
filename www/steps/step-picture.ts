// A step's table; round a small contraction its operands, so that row and column cross at the cell.
import { css, html, LitElement, nothing } from 'lit';
import type { Step } from '../../pkg/attention_playground.js';
import type { Scale } from '../lib/colour-scale.ts';
import { isDot } from '../lib/format.ts';
import { partName, type TensorView, viewsOf } from '../lib/tensor-views.ts';
import { cellAt, type Place } from '../state/place.ts';
import { base } from '../styles/base.ts';
import { matrix } from '../styles/matrix.ts';
import { scrollEdge } from '../styles/scroll-edge.ts';
import { type Highlights, NO_HIGHLIGHTS } from '../tables/highlights.ts';
import { sumsText } from '../tables/row-sums.ts';
import type { ValueTable } from '../tables/value-table.ts';
import { act, handles } from '../ui/action.ts';
import { axisLetter } from '../ui/axis.ts';
import type { Cursor } from '../ui/grid-navigation.ts';
import { property, state } from '../ui/property.ts';
import { watchedEdge } from '../ui/scroll-edge.ts';
import { isNarrow } from '../ui/width.ts';
import type { Operand, OperandLayout } from './operand-layout.ts';
import '../tables/map-reader.ts';
import '../tables/value-table.ts';

const MOST_TABLES = 64;
const WINDOW = { alone: 5, among: 3 }; // rows and columns of exact numbers beside a map

export class StepPicture extends LitElement {
  @property({ attribute: false }) step: Step | null = null;
  @property({ attribute: false }) layout: OperandLayout | null = null;
  @property({ attribute: false }) scale: Scale | null = null;
  @property({ attribute: false }) highlights: Map<string, Highlights> = new Map();
  @property({ type: Boolean }) stale = false;
  /** What its tokens are called. */
  @property({ attribute: false }) words: readonly string[] = [];
  /** The cell that is read in every map of the step. */
  @state() private cursor: Cursor = { row: 0, column: 0 };

  static styles = [
    base,
    matrix,
    scrollEdge,
    css`
      :host {
        max-width: 100%;
        min-width: 0;
      }
      /* Room for the ring, which stands outside its cell. */
      .scroll {
        padding: 0.3125rem;
        margin: -0.3125rem;
        padding-right: calc(0.3125rem - 2px);
      }
      .around {
        display: grid;
        grid-template-columns: auto auto;
        justify-content: start;
        column-gap: 1rem;
        row-gap: 0.375rem;
      }
      .around > * {
        align-self: end;
        justify-self: start;
      }
      .corner-names {
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        align-self: stretch;
        justify-self: stretch;
        font-size: 1.1875rem;
        line-height: 1.5rem;
        font-style: italic;
      }
      .corner-names .top {
        text-align: right;
      }
      .corner-names sup {
        font-size: 0.75rem;
        font-style: normal;
        line-height: 0;
      }
      .lead::before {
        content: '';
        flex: none;
        width: var(--cell);
      }
      .lead {
        display: flex;
      }
      .many {
        display: flex;
        flex-wrap: wrap;
        gap: 1rem 1.75rem;
      }
      .many p {
        margin-bottom: 0.25rem;
      }
      .sums {
        margin-top: 0.5rem;
      }
      .lead + .sums {
        margin-left: 0;
      }
      @media print {
        .sums {
          visibility: var(--answers, visible);
        }
      }
      @container (max-width: 56.25rem) {
        .around {
          column-gap: 0.625rem;
        }
        .lead::before {
          display: none;
        }
      }
      /* Above each other in the order in which they are read, each operand below its name. */
      @container (max-width: 30rem) {
        .around.stacks {
          grid-template-columns: auto;
        }
        .stacks .corner-names {
          display: contents;
        }
        .stacks .corner-names .top {
          order: -3;
          text-align: left;
        }
        .stacks > :nth-child(2) {
          order: -2;
        }
        .stacks .corner-names .top + span {
          order: -1;
        }
      }
      @container (max-width: 23.375rem) {
        .around {
          --stub: 1.5rem;
          column-gap: 0.375rem;
        }
      }
    `,
  ];

  pinnedBefore = -1;

  /** The maps are read where a cell has been taken in hand. */
  willUpdate() {
    const { step } = this;
    const pinned = (step && this.highlights.get(step.id)?.pinned) ?? -1;
    if (step && pinned >= 0 && pinned !== this.pinnedBefore) {
      const places = viewsOf(step.tensor).map((view) => view.find(pinned));
      this.cursor = places.find((place) => place !== null) ?? this.cursor;
    }
    this.pinnedBefore = pinned;
  }

  /** @param place in the step's data */
  async focusPlace(place: number) {
    await this.updateComplete;
    const tables = this.renderRoot.querySelectorAll('value-table[grid], map-reader');
    for (const table of tables) {
      if (await (table as ValueTable).focusPlace(place)) return true;
    }
    return false;
  }

  render() {
    const { step, layout } = this;
    if (!step || !layout) return nothing;
    const { left, top, mode } = layout;
    const views = viewsOf(step.tensor).slice(0, MOST_TABLES);
    const reach = views.length === 1 && !isNarrow(this) ? WINDOW.alone : WINDOW.among;
    const tables = views.map((view) =>
      mode === 'map' ? this.#map(step, view, reach) : this.#result(step, view, left !== null),
    );
    if (left && top) {
      return html`<div class="scroll" ${watchedEdge()}>
        <div class="around ${layout.stacks ? 'stacks' : ''}">
          <div class="corner-names">
            <span class="top">${symbol(top)}</span><span>${symbol(left)}</span>
          </div>
          ${this.#operand(top)} ${this.#operand(left)} ${tables}
        </div>
      </div>`;
    }
    const sums = this.#sums(step, layout, views);
    if (views.length === 1) {
      const lead = layout.lead > 0;
      return html`<div class="scroll" ${watchedEdge()}>
          <div class=${lead ? `lead cell-${layout.lead}` : ''}>${tables}</div>
        </div>
        ${sums}`;
    }
    return html`<div class="scroll many" ${watchedEdge()}>
        ${tables.map(
          (table, at) => html`<div>
            <p class="label">
              ${views[at].name.map(({ letter, at: number }) => html`${axisLetter(letter)} ${number} `)}
            </p>
            ${table}
          </div>`,
        )}
      </div>
      ${sums}`;
  }

  /** What is read of a table as a whole. */
  #sums(
    { role, tensor: { data }, weights }: Step,
    { mode, decimals }: OperandLayout,
    views: TensorView[],
  ) {
    // Weights by another name than softmax: of a kernel they may be negative, and still sum to 1.
    const sums = weights || role === 'weights' ? sumsText(views, data) : '';
    const dots = mode === 'dense' && data.some((value) => isDot(value, decimals));
    const words = [sums, dots ? 'A dot is a number that rounds to 0.' : ''].filter(Boolean);
    return words.length > 0 ? html`<p class="label sums">${words.join(' ')}</p>` : nothing;
  }

  #map(step: Step, view: TensorView, reach: number) {
    return html`<map-reader
      .view=${view}
      .data=${step.tensor.data}
      .name=${`${step.label}${partName(view)}`}
      .decimals=${this.layout?.decimals}
      .cell=${this.layout?.cell}
      .scale=${this.scale}
      .highlights=${this.highlights.get(step.id) ?? NO_HIGHLIGHTS}
      .cursor=${this.cursor}
      .reach=${reach}
      .stale=${this.stale}
      data-step=${step.id}
      @action=${this.#cellActions(step)}
    ></map-reader>`;
  }

  #cellActions = (step: Step) =>
    handles({
      'table-point': (place) => act(this, 'cell-point', cellAt(step, place)),
      'table-pin': (place) => act(this, 'cell-pin', cellAt(step, place)),
      // Every map of the step is read at one place, so that heads can be compared.
      'cursor-move': (cursor) => {
        this.cursor = cursor;
      },
    });

  #result(step: Step, view: TensorView, bare: boolean = false) {
    return html`<value-table
      grid
      .whole=${this.layout?.whole}
      .bare=${bare}
      .stacks=${this.layout?.stacks}
      .dense=${this.layout?.mode === 'dense'}
      .view=${view}
      .data=${step.tensor.data}
      .words=${this.words}
      .name=${`${step.label}${partName(view)}`}
      .decimals=${this.layout?.decimals}
      .cell=${this.layout?.cell}
      .scale=${this.scale}
      .highlights=${this.highlights.get(step.id) ?? NO_HIGHLIGHTS}
      .stale=${this.stale}
      data-step=${step.id}
      @action=${this.#cellActions(step)}
    ></value-table>`;
  }

  #operand({ step, transposed, decimals, cell }: Operand) {
    const [view] = viewsOf(step.tensor, transposed);
    return html`<value-table
      .given=${step.op === 'input'}
      .whole=${this.layout?.whole}
      .view=${view}
      .words=${this.words}
      .data=${step.tensor.data}
      .name=${`${step.symbol}${transposed ? ' transposed' : ''}, an operand`}
      .decimals=${decimals}
      .cell=${cell}
      .highlights=${this.highlights.get(step.id) ?? NO_HIGHLIGHTS}
      .stale=${this.stale}
      data-step=${step.id}
      @action=${this.#cellActions(step)}
    ></value-table>`;
  }
}

const symbol = ({ step, transposed }: Operand) =>
  html`${step.symbol}${transposed ? html`<sup>⊤</sup>` : nothing}`;

customElements.define('step-picture', StepPicture);

declare global {
  interface Actions {
    'cell-point': Place | null;
    'cell-pin': Place;
  }
  interface HTMLElementTagNameMap {
    'step-picture': StepPicture;
  }
}
