// A table too large for its numbers, as a picture: one pixel or a few a cell, with what is lit on it.
import { css, html, LitElement, nothing } from 'lit';
import type { Scale } from '../lib/colour-scale.ts';
import { write } from '../lib/format.ts';
import { cellPixels } from '../lib/table-mode.ts';
import type { TensorView } from '../lib/tensor-views.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { axisClass, axisLetter } from '../ui/axis.ts';
import { colourScaleOf } from '../ui/css-colours.ts';
import type { Cursor } from '../ui/grid-navigation.ts';
import { drawHeatmap } from '../ui/heatmap-raster.ts';
import { property } from '../ui/property.ts';
import { Repaint } from '../ui/theme.ts';
import { isNarrow } from '../ui/width.ts';
import type { Region } from './cell-regions.ts';
import { NO_HIGHLIGHTS } from './highlights.ts';
import { isInside, litRegions, mapMarks, markStyles } from './map-marks.ts';

/** What the rows and the columns of a map are called. */
export interface AxisNames {
  rows: string[];
  columns: string[];
}

const NAMED = { least: 13, most: 16, narrow: 256 }; // CSS pixels of a cell, and of the map on a phone
const ROOM = { wide: 512, narrow: 320 }; // CSS pixels

export class ValueMap extends LitElement {
  @property({ attribute: false }) view: TensorView | null = null;
  @property({ attribute: false }) data: ArrayLike<number> = new Float64Array();
  @property({ attribute: false }) name = '';
  @property({ attribute: false }) scale: Scale = { low: 0, high: 0, size: 0 };
  @property({ attribute: false }) highlights = NO_HIGHLIGHTS;
  /** The cell that is read. */
  @property({ attribute: false }) cursor: Cursor | null = null;
  /** CSS pixels that there are at most, where it is not the width of a step. */
  @property({ attribute: false }) room = 0;
  /** Names stand along the map where a cell is as tall as a line of them. */
  @property({ attribute: false }) names: AxisNames | null = null;
  @property({ type: Boolean, reflect: true }) stale = false;

  static styles = [
    base,
    css`
      :host {
        width: max-content;
        --size: 0.8125rem;
      }
      .top {
        display: flex;
        justify-content: space-between;
        padding-left: 1.625rem;
        line-height: 1.25rem;
      }
      .row {
        display: flex;
      }
      .side {
        display: flex;
        flex-direction: column;
        justify-content: space-between;
        width: 1.625rem;
        line-height: 1.25rem;
      }
      .named {
        display: grid;
        grid-template-columns: auto max-content;
        gap: 0.25rem;
      }
      .named .corner {
        align-self: end;
        justify-self: end;
        line-height: 1rem;
      }
      .across,
      .down {
        display: grid;
        color: var(--ink2);
        font-size: var(--size);
        white-space: nowrap;
      }
      .across {
        grid-auto-flow: column;
        grid-auto-columns: var(--cell);
        align-items: end;
        padding-left: 2px;
      }
      .down {
        grid-auto-rows: var(--cell);
        padding-top: 2px;
        text-align: right;
      }
      .across span,
      .down span {
        max-width: 5rem;
        line-height: var(--cell);
      }
      .across span {
        max-height: 5rem;
        writing-mode: vertical-rl;
        transform: rotate(180deg);
      }
      .here-name {
        color: var(--ink);
        font-weight: 700;
      }
      .frame {
        position: relative;
        border-top: 2px solid var(--across, var(--edge));
        border-left: 2px solid var(--down, var(--edge));
        cursor: crosshair;
      }
      .end {
        font-size: var(--size);
      }
      canvas {
        display: block;
        image-rendering: pixelated;
        forced-color-adjust: none;
        print-color-adjust: exact;
      }
      :host([stale]) .frame::after {
        content: '';
        position: absolute;
        inset: 0;
        background: repeating-linear-gradient(135deg, var(--ink3) 0 1px, transparent 1px 5px);
        pointer-events: none;
      }
    `,
    markStyles,
  ];

  touched = false;
  repaint = new Repaint(this, (paper) => this.#paint(paper));
  regions?: Region[][] | null;
  /** The canvas that was painted last: with names beside it there is another. */
  painted: HTMLCanvasElement | null = null;

  connectedCallback() {
    super.connectedCallback();
    addEventListener('resize', this.#resize);
    if (this.hasUpdated) this.#paint();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('resize', this.#resize);
  }

  /** Zoom changes how many pixels of the screen there are. */
  #resize = () => this.requestUpdate();

  /** Size of a cell in CSS pixels. */
  get #cell() {
    const { rows, columns } = this.view ?? { rows: 1, columns: 1 };
    const named = this.#namedCell;
    if (named > 0) return { width: named, height: named };
    const room = this.room || (isNarrow(this) ? ROOM.narrow : ROOM.wide);
    return {
      width: cellPixels(columns, room, devicePixelRatio),
      height: cellPixels(rows, ROOM.wide, devicePixelRatio),
    };
  }

  /** Size of a cell with names beside it; 0 where there are none, or no room for them. */
  get #namedCell() {
    const { names, view, room } = this;
    if (!names || !view) return 0;
    const width = isNarrow(this) ? Math.min(room, NAMED.narrow) : room;
    const cell = Math.min(NAMED.most, Math.floor(width / Math.max(view.rows, view.columns)));
    return cell < NAMED.least ? 0 : cell;
  }

  willUpdate(changed: Map<string, unknown>) {
    const { view, highlights } = this;
    if (!view || !(changed.has('highlights') || changed.has('view'))) return;
    this.regions = litRegions(highlights, view);
  }

  render() {
    const { view, name, scale } = this;
    if (!view) return nothing;
    const { rows, columns, rowAxis, columnAxis } = view;
    const ends = [scale.low, scale.high].map((end) => write(end, 3));
    const frame = html`<div
      class="frame"
      @pointermove=${this.#over}
      @pointerdown=${this.#down}
      @click=${this.#pick}
    >
      <canvas
        role="img"
        aria-label="Map of ${name}: ${rows} by ${columns} numbers, from ${ends[0]} to ${ends[1]}"
      ></canvas>
      ${mapMarks(view, this.#cell, {
        regions: this.regions ?? [],
        pinned: this.highlights.pinned,
        cursor: this.cursor,
      })}
    </div>`;
    if (this.#namedCell > 0) return this.#named(view, frame);
    return html`
      <div class="top" aria-hidden="true">
        <span class="end ${axisClass(columnAxis)}">1</span>
        <span>${axisLetter(columnAxis)} <span class="end ${axisClass(columnAxis)}">${columns}</span></span>
      </div>
      <div class="row">
        <div class="side" aria-hidden="true">
          <span class="end ${axisClass(rowAxis)}">1</span>
          <span>${axisLetter(rowAxis)}<br /><span class="end ${axisClass(rowAxis)}">${rows}</span></span>
        </div>
        ${frame}
      </div>
    `;
  }

  #named({ rowAxis, columnAxis, rows, columns }: TensorView, frame: unknown) {
    const { names, cursor } = this;
    const list = (of: string[] = [], count: number, at: number | undefined) =>
      of
        .slice(0, count)
        .map((name, index) => html`<span class=${index === at ? 'here-name' : ''}>${name}</span>`);
    return html`<div class="named" translate="no">
      <span class="corner" aria-hidden="true">${axisLetter(rowAxis)} ${axisLetter(columnAxis)}</span>
      <div class="across" aria-hidden="true">${list(names?.columns, columns, cursor?.column)}</div>
      <div class="down" aria-hidden="true">${list(names?.rows, rows, cursor?.row)}</div>
      ${frame}
    </div>`;
  }

  updated(changed: Map<string, unknown>) {
    const { view } = this;
    const canvas = this.#canvas;
    if (!view || !canvas) return;
    const { width, height } = this.#cell;
    this.style.setProperty('--cell', `${width}px`);
    canvas.style.width = `${view.columns * width}px`;
    canvas.style.height = `${view.rows * height}px`;
    const frame = canvas.parentElement;
    frame?.style.setProperty('--across', hue(view.columnAxis));
    frame?.style.setProperty('--down', hue(view.rowAxis));
    const isNew = canvas !== this.painted;
    if (isNew || changed.has('data') || changed.has('scale') || changed.has('name')) this.#paint();
  }

  get #canvas() {
    return this.renderRoot.querySelector('canvas');
  }

  #paint(paper: boolean = false) {
    const { view, data, scale } = this;
    const canvas = this.#canvas;
    this.painted = canvas;
    if (view && canvas) drawHeatmap(canvas, view, data, scale, colourScaleOf(this, paper));
  }

  #at(event: MouseEvent) {
    const { view } = this;
    const canvas = this.#canvas;
    if (!view || !canvas) return null;
    // As it is on the screen: the page around may have scaled it, as slides do.
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const row = Math.floor(((event.clientY - top) / height) * view.rows);
    const column = Math.floor(((event.clientX - left) / width) * view.columns);
    return isInside({ row, column }, view) ? { row, column } : null;
  }

  #over(event: PointerEvent) {
    const at = event.pointerType === 'touch' ? null : this.#at(event);
    if (at && !(at.row === this.cursor?.row && at.column === this.cursor.column))
      act(this, 'map-point', at);
  }

  #down(event: PointerEvent) {
    this.touched = event.pointerType === 'touch';
  }

  #pick(event: MouseEvent) {
    const at = this.#at(event);
    if (at) act(this, 'map-pick', { ...at, touch: this.touched });
  }
}

const hue = (letter: string) => `var(--${axisClass(letter) ? letter : 'edge'})`;

customElements.define('value-map', ValueMap);

declare global {
  interface Actions {
    /** The cell under the mouse. */
    'map-point': Cursor;
    /** One that is clicked or touched. */
    'map-pick': Cursor & { touch: boolean };
  }
  interface HTMLElementTagNameMap {
    'value-map': ValueMap;
  }
}
