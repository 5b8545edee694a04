// One input: its name, its table of blanks, the keys that move in it, paste, and the error under it.
import { html, LitElement, nothing } from 'lit';
import type { AxisInfo, InputInfo, Note } from '../../pkg/attention_playground.js';
import type { PlainError } from '../core/errors.ts';
import { holdsMatrix } from '../lib/clipboard.ts';
import { type Scale, scaleOf } from '../lib/colour-scale.ts';
import { decimalsFor } from '../lib/format.ts';
import { modeOf } from '../lib/table-mode.ts';
import { partName, shapeText, type TensorView, unflatten, viewsOf } from '../lib/tensor-views.ts';
import type { Question, Report } from '../state/queries/pastes.ts';
import { placeOf, type TextTensor } from '../state/text-tensor.ts';
import { base } from '../styles/base.ts';
import { blanks } from '../styles/blanks.ts';
import { field } from '../styles/field.ts';
import { matrix } from '../styles/matrix.ts';
import { scrollEdge } from '../styles/scroll-edge.ts';
import { NO_HIGHLIGHTS } from '../tables/highlights.ts';
import { act, handles } from '../ui/action.ts';
import { axisLetter } from '../ui/axis.ts';
import { type Cursor, moveInBlanks } from '../ui/grid-navigation.ts';
import { property, state } from '../ui/property.ts';
import { watchedEdge } from '../ui/scroll-edge.ts';
import { spotsOf } from './axis-menu.ts';
import '../exports/copy-table.ts';
import { blankTable, centred, reach, within } from './blank-table.ts';
import { errorNote, errorStyles, type QuickFix } from './error-note.ts';
import '../tables/value-map.ts';

const ROOM = 256; // CSS pixels that a map of typed numbers is wide

export class MatrixField extends LitElement {
  @property({ attribute: false }) info: InputInfo | null = null;
  @property({ attribute: false }) texts: TextTensor = { shape: [1, 1], cells: [''] };
  /** The numbers that the cells stand for, or null while there are none. */
  @property({ attribute: false }) values: Float64Array | null = null;
  @property({ attribute: false }) error: PlainError | null = null;
  /** One-click quickFixes of the error. */
  @property({ attribute: false }) quickFixes: QuickFix[] = [];
  @property({ attribute: false }) highlights = NO_HIGHLIGHTS;
  /** What its tokens are called. */
  @property({ attribute: false }) words: readonly string[] = [];
  @property({ attribute: false }) notes: Note[] = [];
  /** Of the last paste. */
  @property({ attribute: false }) report: Report | null = null;
  /** What the last paste may mean. */
  @property({ attribute: false }) question: Question | null = null;
  /** A text that could not be read, with the reason. */
  @property({ attribute: false }) failed: { text: string; error: PlainError } | null = null;
  @property({ type: Boolean, reflect: true }) pasting = false;
  /** It can be filled with random values. */
  @property({ type: Boolean }) random = false;
  /** First row and column that are drawn. */
  @state() private corner = { row: 0, column: 0 };
  /** Which axes, at which places, can be inserted in or removed from just now. */
  @state() private menu: { axis: number; at: number }[] = [];
  /** The other inputs that have an axis, by what its size is called. Null where its shape is not for the person to change. */
  @property({ attribute: false }) sharing: Record<string, string[]> | null = null;
  /** It is shown, copied and traced, and does not change. */
  @property({ type: Boolean }) locked = false;
  /** Tab and Enter go from cell to cell, Tab only from the last one out of it: it is filled from one end to the other. */
  @property({ type: Boolean }) tabs = false;
  /** The cell that was typed in last. */
  @state() private cursor: Cursor = { row: 0, column: 0 };
  /** The place of the cell that Tab comes to. */
  @state() private stop = 0;

  static styles = [base, matrix, blanks, errorStyles, scrollEdge, field];

  /** The cell that the menu was opened from. */
  from = 0;
  views?: TensorView[];
  numbers?: Float64Array;
  scale?: Scale;
  decimals?: number;

  async focusCell(place: number) {
    const [column, row = 0] = unflatten(place, this.texts.shape).reverse();
    this.corner = reach(this.corner, { row, column });
    await this.updateComplete;
    const cell = this.renderRoot.querySelector(`[data-place="${place}"]`);
    if (!(cell instanceof HTMLElement)) return false;
    cell.focus();
    if (cell instanceof HTMLInputElement) cell.select();
    return true;
  }

  willUpdate(changed: Map<string, unknown>) {
    if (changed.has('failed') && this.failed) this.pasting = true;
    if (changed.has('report') && this.report) this.pasting = false;
    if (changed.has('question') && this.question) this.pasting = false;
    if (!this.info || !(changed.has('texts') || changed.has('values'))) return;
    this.views = viewsOf({ axes: this.info.axes, shape: this.texts.shape });
    const [{ rows, columns }] = this.views;
    const corner = within(this.corner, rows, columns);
    if (corner.row !== this.corner.row || corner.column !== this.corner.column)
      this.corner = corner;
    this.numbers = this.values ?? Float64Array.from(this.texts.cells, Number);
    this.scale = scaleOf(this.numbers, false);
    this.decimals = decimalsFor(this.numbers);
  }

  render() {
    const { info, texts, error, views } = this;
    if (!info || !views) return nothing;
    const meaning = info.meaning === info.name ? '' : `${info.meaning}, `;
    return html`
      <div class="name">
        <h3>${info.name}</h3>
        <span class="label">${meaning}<span class="shape" translate="no">${shapeText(texts.shape)}</span></span>
      </div>
      <div class="acts">
          ${
            this.locked
              ? html`<span class="label">locked</span>`
              : html`<button class="act" aria-expanded=${this.pasting} @click=${this.#togglePaste}>Paste<span class="hidden"> ${info.name}</span></button>`
          }
          ${this.values ? this.#copy(info, this.values) : nothing}
          ${
            this.random && !this.locked
              ? html`<button class="act" @click=${() => act(this, 'random-fill', { name: info.name })}>Random<span class="hidden"> ${info.name}</span></button>`
              : nothing
          }
          ${info.several ? this.#turn(info, info.several) : nothing}
          ${
            info.optional && !this.locked
              ? html`<button class="act" @click=${() => act(this, 'input-remove', info.name)}>Remove<span class="hidden"> ${info.name}</span></button>`
              : nothing
          }
      </div>
      <div
        class="scroll"
        ${watchedEdge()}
        @input=${this.#input}
        @pointerdown=${this.#press}
        @click=${this.#toggle}
        @keydown=${this.#key}
        @paste=${this.#paste}
        @focusin=${this.#visit}
        @focusout=${() => act(this, 'cell-leave')}
      >
        ${views.map((view) => this.#table(info, view))}
      </div>
      ${this.menu.length > 0 ? this.#menu(info) : nothing}
      <div class="under">
        ${error ? errorNote(error, { quickFixes: this.quickFixes, of: { axes: info.axes, texts } }) : nothing}
        ${this.notes.map(({ message }) => html`<p class="note">${message}</p>`)}
        ${this.report ? html`<paste-report .report=${this.report}></paste-report>` : nothing}
        ${this.question ? html`<mask-question .question=${this.question}></mask-question>` : nothing}
      </div>
      ${
        this.pasting
          ? html`<paste-box .name=${info.name} .failed=${this.failed} @action=${this.#boxActions}></paste-box>`
          : nothing
      }
    `;
  }

  #table(info: InputInfo, view: TensorView) {
    const { texts, corner, error, highlights } = this;
    const bad = error ? placeOf(texts, error) : -1;
    const wrong = error !== null && bad < 0;
    return html`<div>
      ${
        view.name.length > 0
          ? html`<p class="label">
              ${view.name.map(({ letter, at }) => html`${axisLetter(letter)} ${at} `)}
            </p>`
          : nothing
      }
      ${modeOf(view) === 'map' ? this.#map(info, view) : nothing}
      ${blankTable({ info, texts, view, corner, bad, wrong, highlights, stop: this.stop, stubs: this.#isShaped, locked: this.locked, words: this.words })}
    </div>`;
  }

  /** One axis more or less. */
  #turn(info: InputInfo, several: AxisInfo[]) {
    const has = this.texts.shape.length === several.length;
    const [before, after] = has
      ? ['Without the axis ', several[several.length - 2].letter]
      : [`${several[several.length - 2].meaning}`, ''];
    const words = before[0].toUpperCase() + before.slice(1);
    return html`<button class="act" @click=${() => act(this, 'axes-turn', info)}>${words}${after ? axisLetter(after) : nothing}<span class="hidden"> in ${info.name}</span></button>`;
  }

  #copy({ name, axes }: InputInfo, data: Float64Array) {
    return html`<copy-table
      .tensor=${{ axes, shape: this.texts.shape, data }}
      .name=${name}
      .decimals=${this.decimals}
      .scale=${this.scale}
      .stale=${this.error !== null}
    ></copy-table>`;
  }

  #map(info: InputInfo, view: TensorView) {
    return html`<value-map
      .view=${view}
      .data=${this.numbers}
      .name=${`${info.name}${partName(view)}`}
      .scale=${this.scale}
      .highlights=${this.highlights}
      .cursor=${this.cursor}
      .room=${ROOM}
      @action=${handles({
        'map-pick': (cell) => {
          this.corner = centred(cell, view.rows, view.columns);
          this.focusCell(view.place(cell.row, cell.column));
        },
      })}
    ></value-map>`;
  }

  #visit(event: Event) {
    const place = this.#at(event);
    const [column, row = 0] = unflatten(place, this.texts.shape).reverse();
    if (!(column >= 0)) return;
    this.cursor = { row, column };
    this.stop = place;
  }

  /** @returns the place of the cell that it happened in */
  #at(event: Event): number {
    return Number((event.target as HTMLElement).dataset.place);
  }

  #input(event: InputEvent) {
    this.#edit(this.#at(event), (event.target as HTMLInputElement).value);
  }

  #menu(info: InputInfo) {
    const spots = spotsOf(info, this.texts.shape, this.menu, this.sharing ?? {});
    return html`<axis-menu .spots=${spots} @action=${this.#menuActions}></axis-menu>`;
  }

  #menuActions = handles({ 'menu-close': () => this.#closeMenu() });

  /** For the number of a row or a column, or with the keyboard for all that a cell stands in. @param from the cell to go back to */
  async #openMenu(menu: { axis: number; at: number }[], from: number) {
    const same = menu.map(({ axis, at }) => `${axis} ${at}`).join();
    const again = same === this.menu.map(({ axis, at }) => `${axis} ${at}`).join();
    this.menu = again ? [] : menu;
    this.from = from;
    await this.updateComplete;
    const opened = this.renderRoot.querySelector('axis-menu');
    opened?.focusFirst();
  }

  async #closeMenu() {
    this.menu = [];
    // What was done has changed the table by the time that it is drawn again.
    await new Promise((drawn) => requestAnimationFrame(drawn));
    await this.focusCell(Math.min(this.from, this.texts.cells.length - 1));
  }

  /** The cell that a press comes to, where the keyboard was elsewhere. */
  #pressed: EventTarget | null = null;

  #press({ target }: PointerEvent) {
    const root = this.renderRoot as ShadowRoot;
    this.#pressed = target === root.activeElement ? null : target;
  }

  /** The first click in a cell selects its text, so that it can be typed over; the next sets the caret. */
  #toggle(event: MouseEvent) {
    if (event.target instanceof HTMLInputElement && event.target === this.#pressed)
      event.target.select();
    if (!(event.target instanceof HTMLButtonElement)) return;
    const { what, at } = event.target.dataset;
    if (what) {
      const axis = this.texts.shape.length - (what === 'row' ? 2 : 1);
      const columns = this.texts.shape.at(-1) ?? 1;
      const from = Number(at) * (what === 'row' ? columns : 1);
      return this.#openMenu([{ axis, at: Number(at) }], from);
    }
    const place = this.#at(event);
    this.#edit(place, this.texts.cells[place] === '1' ? '0' : '1');
  }

  /** Whether its rows and columns are for the person to change. */
  get #isShaped() {
    return this.sharing !== null && !this.locked;
  }

  #edit(place: number, text: string) {
    if (this.locked) return;
    act(this, 'cell-edit', { name: this.#name, place, text });
  }

  get #name() {
    return this.info?.name ?? '';
  }

  #key(event: KeyboardEvent) {
    const place = this.#at(event);
    if (Number.isNaN(place)) return;
    if (this.#isShaped && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      const index = unflatten(place, this.texts.shape);
      this.#openMenu(index.map((at, axis) => ({ axis, at })).reverse(), place);
      return;
    }
    const isNext = event.key === 'Tab' || event.key === 'Enter';
    if (this.tabs && isNext && !(event.ctrlKey || event.metaKey || event.altKey)) {
      const next = place + (event.shiftKey ? -1 : 1);
      if (next < 0 || next >= this.texts.cells.length) return;
      event.preventDefault();
      this.focusCell(next);
      return;
    }
    const [{ rows, columns }] = this.views ?? [];
    const at = { row: Math.floor(place / columns) % rows, column: place % columns };
    const to = moveInBlanks(event, at, { rows, columns });
    const digit = event.target instanceof HTMLButtonElement && /^[01]$/.test(event.key);
    if (to && to.row >= 0 && to.row < rows && to.column >= 0 && to.column < columns) {
      this.focusCell(place + (to.row - at.row) * columns + to.column - at.column);
    } else if (digit) this.#edit(place, event.key);
    else if (!to) return;
    event.preventDefault();
  }

  #paste(event: ClipboardEvent) {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!holdsMatrix(text) || this.locked) return;
    event.preventDefault();
    act(this, 'matrix-paste', { name: this.#name, text, place: this.#at(event) });
  }

  #boxActions = handles({ 'paste-close': () => this.#closePaste() });

  #togglePaste() {
    if (this.pasting) this.#closePaste();
    else this.pasting = true;
  }

  #closePaste() {
    this.pasting = false;
    act(this, 'paste-forget');
  }
}

customElements.define('matrix-field', MatrixField);

declare global {
  interface Actions {
    'cell-edit': { name: string; place: number; text: string };
    /** One axis more or less. */
    'axes-turn': InputInfo;
    'cell-leave': undefined;
    'input-remove': string;
    /** What was said of a paste that failed is over. */
    'paste-forget': undefined;
  }
  interface HTMLElementTagNameMap {
    'matrix-field': MatrixField;
  }
}
