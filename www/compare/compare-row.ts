// One step in every column: tables on one scale, and under them how far each is from the first.
import { html, LitElement, nothing } from 'lit';
import type {
  ComparedCell as Cell,
  ComparedRow as Row,
  Tensor,
} from '../../pkg/attention_playground.js';
import type { Scale } from '../lib/colour-scale.ts';
import { flatten, partName, type TensorView, viewsOf, wordIn } from '../lib/tensor-views.ts';
import { cellAt, type Place } from '../state/place.ts';
import { cellName } from '../state/text-tensor.ts';
import { compareStyles } from '../styles/compare.ts';
import { type Highlights, NO_HIGHLIGHTS } from '../tables/highlights.ts';
import { act, handles } from '../ui/action.ts';
import { axisLetter } from '../ui/axis.ts';
import type { Cursor } from '../ui/grid-navigation.ts';
import { property } from '../ui/property.ts';
import { watchedEdge } from '../ui/scroll-edge.ts';
import { type Look, lookOf } from './compare-scales.ts';
import { decimalsOf, largestSize, largestText, list, written } from './compare-words.ts';
import '../exports/copy-table.ts';
import '../tables/map-reader.ts';
import '../ui/math-formula.ts';
import '../tables/value-key.ts';
import '../tables/value-table.ts';
import '../tables/weight-bars.ts';

const COARSE = 2; // decimals of what is not drawn whole
const LARGEST = 16; // rows or columns that are drawn whole
const REACH = 5; // rows and columns of a larger one that are read, round the pinned cell or the largest difference
const ROOM = 208; // CSS pixels for the map of a larger one
const MOST_TABLES = 16; // of one step of one column

export class CompareRow extends LitElement {
  @property({ attribute: false }) row: Row | null = null;
  @property({ attribute: false }) names: string[] = [];
  /** Which columns are too large for their plain form. */
  @property({ attribute: false }) large: boolean[] = [];
  @property({ attribute: false }) digits: number | null = null;
  /** What its tokens are called. */
  @property({ attribute: false }) words: readonly string[] = [];
  @property({ attribute: false }) pinned: Place | null = null;
  @property({ attribute: false }) pointed: Place | null = null;
  @property({ type: Boolean, reflect: true }) stale = false;

  static styles = compareStyles;

  render() {
    const { row, names } = this;
    if (!row) return nothing;
    const look = lookOf(row, this.#digits(row));
    this.#turn(row);
    return html`
      <header>
        <h3>${row.label}</h3>
        ${
          this.stale
            ? html`<span class="label">not updated: fix the error first</span>`
            : html`<value-key .scale=${look.scale} .decimals=${look.decimals}></value-key>`
        }
        <span class="label">${names.length > 1 ? 'one scale for all' : ''}</span>
      </header>
      ${this.#reading(row)}
      <div class="grid of-${names.length}">
        ${names.map((name, at) => this.#column(row, at, name, look))}
      </div>
    `;
  }

  /** Where the maps of the row are read. */
  #cursor: Cursor = { row: 0, column: 0 };
  #turned = this.#cursor;

  /** To the pinned cell, or else to the largest difference. */
  #turn(row: Row) {
    const sizes = row.cells.map((_, at) => largestSize(row, at));
    const most = row.cells[sizes.indexOf(Math.max(...sizes))]?.difference?.largest.index;
    const index = (this.pinned?.step === row.id ? this.pinned.index : most) ?? [];
    const [at, column] = [index.at(-2) ?? 0, index.at(-1) ?? 0];
    // A cursor that was moved by hand is left where it is until there is another place to turn to.
    if (at === this.#turned.row && column === this.#turned.column) return;
    this.#turned = { row: at, column };
    this.#cursor = this.#turned;
  }

  /** The digits of the page, or else fewer where there are many numbers. */
  #digits(row: Row) {
    const many = row.cells.some((cell) => cell && isLarge(viewsOf(cell.tensor)[0]));
    return this.digits ?? (many ? COARSE : null);
  }

  /** The pinned cell, read across. */
  #reading(row: Row) {
    const text = this.pinned?.step === row.id ? this.#across(row, this.pinned.index) : '';
    if (!text) return nothing;
    return html`<p class="reading label">
      ${text} <button class="act" @click=${() => act(this, 'compare-pin', null)}>Unpin</button>
    </p>`;
  }

  /** "weights, row 1, column 2: 1 in Argmax attention, 0.9554 in …" */
  #across(row: Row, index: number[]) {
    const tensor = row.cells.find((cell) => cell?.tensor.axes.length === index.length)?.tensor;
    if (!tensor) return '';
    const parts = row.cells.flatMap((cell, at) => {
      const place = cell ? placeIn(cell.tensor, index) : -1;
      if (!cell || place < 0) return [];
      return [`${written(cell, cell.tensor.data[place], this.digits)} in ${this.names[at]}`];
    });
    return `${cellName(row.label, tensor.axes, index, wordIn(tensor, index, this.words))}: ${list(parts)}.`;
  }

  #column(row: Row, at: number, name: string, look: Look) {
    const cell = row.cells[at];
    if (!cell) {
      return html`<div class="column">
        <p class="name label">${name}</p>
        <p class="label">
          This variant has no step “${row.label}”.
          ${row.role === 'weights' && this.large[at] ? 'Its plain form has it, but is computed only at smaller sizes.' : nothing}
        </p>
        <div></div>
        <div></div>
      </div>`;
    }
    return html`<div class="column">
      <div class="name label">
        <span>${name}${cell.plain ? ', in its plain form' : nothing}${cell.label === row.label ? nothing : `: ${cell.label}`}</span>
        ${this.#copy(cell, cell.tensor, name, { decimals: decimalsOf(cell, this.#digits(row)), scale: look.scale, bars: isShare(row, cell, look) })}
      </div>
      <math-formula translate="no" .tree=${cell.formula.tree}></math-formula>
      <div class="scroll" ${watchedEdge()}>${this.#tables(row, cell, name, look)}</div>
      <div class="difference">${this.#difference(row, at, name, look)}</div>
    </div>`;
  }

  #tables(row: Row, shown: Cell, name: string, look: Look) {
    const { tensor } = shown;
    const { cell, scale } = look;
    const decimals = decimalsOf(shown, this.#digits(row));
    const highlights = this.#highlights(row, tensor, -1);
    const drawsBars = isShare(row, shown, look);
    return viewsOf(tensor)
      .slice(0, MOST_TABLES)
      .map((view) => {
        const query = Math.min(view.rows - 1, this.#query());
        const start = view.place(query, 0);
        const drawn = tensor.data.subarray(start, start + view.columns);
        return html`<div class="${isLarge(view) ? 'large' : 'table'} cell-${cell}">
          ${view.name.length > 0 ? html`<p class="label">${view.name.map(({ letter, at }) => html`${axisLetter(letter)} ${at} `)}</p>` : nothing}
          ${drawsBars && !isLarge(view) ? html`<weight-bars .values=${drawn}></weight-bars>` : nothing}
          ${this.#table(row, shown, tensor, view, name, { decimals, cell, scale, highlights })}
        </div>`;
      });
  }

  #table(
    row: Row,
    { label }: Cell,
    tensor: Tensor,
    view: TensorView,
    name: string,
    {
      decimals,
      cell,
      scale,
      highlights,
    }: { decimals: number; cell: number; scale: Scale; highlights: Highlights },
  ) {
    const actions = this.#cellActions(row, tensor);
    const whole = `${label}, ${name}${partName(view)}`;
    if (isLarge(view)) {
      return html`<map-reader
        .view=${view}
        .data=${tensor.data}
        .name=${whole}
        .decimals=${decimals}
        .cell=${cell}
        .scale=${scale}
        .highlights=${highlights}
        .cursor=${this.#cursor}
        .reach=${REACH}
        .room=${ROOM}
        .stale=${this.stale}
        @action=${actions}
      ></map-reader>`;
    }
    return html`<value-table
      grid
      .words=${this.words}
      .view=${view}
      .data=${tensor.data}
      .name=${whole}
      .decimals=${decimals}
      .cell=${cell}
      .scale=${scale}
      .highlights=${highlights}
      ?stale=${this.stale}
      @action=${actions}
    ></value-table>`;
  }

  #copy(
    { label }: Cell,
    tensor: Tensor,
    name: string,
    { decimals, scale, bars }: { decimals: number; scale: Scale; bars: boolean },
  ) {
    return html`<copy-table
      .tensor=${tensor}
      .name=${`${label}, ${name}`}
      .decimals=${decimals}
      .scale=${scale}
      .bars=${bars ? this.#query() : -1}
    ></copy-table>`;
  }

  #difference(row: Row, at: number, name: string, { decimals, cell: width, differences }: Look) {
    const cell = row.cells[at];
    if (!cell || this.names.length < 2) return nothing;
    if (at === 0 && differences.size === 0) return nothing;
    if (at === 0) {
      return html`<p class="label">One scale for all differences</p>
        <value-key .scale=${differences} .decimals=${decimals}></value-key>`;
    }
    if (!row.cells[0])
      return html`<p class="label">${this.names[0]} has no step to compare with.</p>`;
    if (!cell.difference) {
      return html`<p class="label">The shape is not the same as in ${this.names[0]}: no difference.</p>`;
    }
    const { tensor, largest } = cell.difference;
    if (largestSize(row, at) === 0)
      return html`<p class="label most">No difference in any digit.</p>`;
    const highlights = this.#highlights(row, tensor, flatten(largest.index, tensor.shape));
    return html`
      <div class="label less">
        <span>Difference from ${this.names[0]}</span>
        ${this.#copy(cell, tensor, `${name} minus ${this.names[0]}`, { decimals, scale: differences, bars: false })}
      </div>
      ${viewsOf(tensor)
        .slice(0, MOST_TABLES)
        .map(
          (view) =>
            html`<div class="scroll" ${watchedEdge()}>${this.#table(row, cell, tensor, view, `${name} minus ${this.names[0]}`, { decimals, cell: width, scale: differences, highlights })}</div>`,
        )}
      <p class="label most">Largest difference: ${largestText(row, at, this.digits, this.words)}</p>
    `;
  }

  /** The pinned cell is lit in every column, and `ringed` is outlined. */
  #highlights(row: Row, tensor: Tensor, ringed: number) {
    const at = (place: Place | null) =>
      place?.step === row.id ? placeIn(tensor, place.index) : -1;
    const pinned = at(this.pinned);
    const pointed = ringed >= 0 ? ringed : at(this.pointed);
    return pinned < 0 && pointed < 0 ? NO_HIGHLIGHTS : { ...NO_HIGHLIGHTS, pinned, pointed };
  }

  /** Which row of weights is drawn as bars: that of the pinned cell. */
  #query() {
    const place = this.pinned ?? this.pointed;
    return (place && place.index.length > 1 && place.index.at(-2)) || 0;
  }

  #cellActions(row: Row, tensor: Tensor) {
    const { id } = row;
    return handles({
      'table-point': (place) => act(this, 'compare-point', cellAt({ id, tensor }, place)),
      'table-pin': (place) => {
        const cell = cellAt({ id, tensor }, place);
        act(this, 'compare-pin', cell);
        act(this, 'announce', this.#across(row, cell.index));
      },
      // Every map of the row is read at one place.
      'cursor-move': (cursor) => {
        this.#cursor = cursor;
        this.requestUpdate();
      },
    });
  }
}

/** Where an index stands in a tensor's data; −1 where it is outside. */
function placeIn({ shape }: Tensor, index: number[]) {
  const inside = index.length === shape.length && index.every((at, axis) => at < shape[axis]);
  return inside ? flatten(index, shape) : -1;
}

/** Whether its rows are shares of a whole, which bars are drawn of. */
const isShare = ({ role }: Row, { weights }: Cell, { scale }: Look) =>
  scale.low === 0 && scale.high <= 1 && (weights || role === 'weights');

const isLarge = ({ rows, columns }: TensorView) => Math.max(rows, columns) > LARGEST;

customElements.define('compare-row', CompareRow);

declare global {
  interface Actions {
    'compare-point': Place | null;
    'compare-pin': Place | null;
  }
  interface HTMLElementTagNameMap {
    'compare-row': CompareRow;
  }
}
