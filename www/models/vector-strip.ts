// Vectors as strips of fills, a row a token, beside the rows of a table.
import { css, html, LitElement } from 'lit';
import type { Tensor } from '../../pkg/attention_models.js';
import { base } from '../styles/base.ts';
import { colourScaleOf } from '../ui/css-colours.ts';
import { drawHeatmap } from '../ui/heatmap-raster.ts';
import { property } from '../ui/property.ts';
import { Repaint } from '../ui/theme.ts';

export class VectorStrip extends LitElement {
  /** Rows and columns. */
  @property({ attribute: false }) tensor: Tensor | null = null;
  /** The end of the scale. */
  @property({ attribute: false }) most = 1;
  /** From this row on it is left empty: what a mask hides. */
  @property({ attribute: false }) from = Number.POSITIVE_INFINITY;

  static styles = [
    base,
    css`
      canvas {
        display: block;
        width: 100%;
        height: calc(var(--rows) * 1.5rem);
        image-rendering: pixelated;
        forced-color-adjust: none;
        print-color-adjust: exact;
      }
    `,
  ];

  repaint = new Repaint(this, (paper) => this.#paint(paper));

  render() {
    return html`<canvas aria-hidden="true"></canvas>`;
  }

  updated() {
    this.#paint();
  }

  #paint(paper: boolean = false) {
    const canvas = this.renderRoot.querySelector('canvas');
    const { tensor, most } = this;
    if (!canvas || !tensor) return;
    const [rows, columns] = tensor.shape;
    // The last pixel of each row is paper: rows stand apart.
    const place = (row: number, column: number) => Math.floor(row / GRAIN) * columns + column;
    const end = tensor.data.length;
    const data = tensor.data;
    const view = {
      name: [],
      rowAxis: '',
      columnAxis: '',
      rows: rows * GRAIN,
      columns,
      place: (row: number, column: number) =>
        row % GRAIN === GRAIN - 1 || row / GRAIN >= this.from ? end : place(row, column),
      find: () => null,
    };
    const scale = { low: -most, high: most, size: most };
    drawHeatmap(canvas, view, data, scale, colourScaleOf(this, paper));
    canvas.style.setProperty('--rows', String(rows));
  }
}

const GRAIN = 6;

customElements.define('vector-strip', VectorStrip);

declare global {
  interface HTMLElementTagNameMap {
    'vector-strip': VectorStrip;
  }
}
