// The weights of one head as a small map, painted when there is time: a screen of many heads takes no frame.
import { css, html, LitElement } from 'lit';
import { base } from '../styles/base.ts';
import { colourScaleOf } from '../ui/css-colours.ts';
import { drawHeatmap } from '../ui/heatmap-raster.ts';
import { property } from '../ui/property.ts';
import { Repaint } from '../ui/theme.ts';

const BUDGET = 12; // milliseconds of painting in one frame

/** What is to be painted, in order. */
const waiting = new Set<HeadTile>();
/** The frame that paints next; 0 where nothing waits. */
let frame = 0;

function paintSome() {
  const start = performance.now();
  frame = 0;
  for (const tile of waiting) {
    waiting.delete(tile);
    tile.paint();
    if (performance.now() - start > BUDGET) break;
  }
  if (waiting.size > 0) frame = requestAnimationFrame(paintSome);
}

export class HeadTile extends LitElement {
  /** Row by row. */
  @property({ attribute: false }) data: ArrayLike<number> = [];
  @property({ attribute: false }) size = 0;
  /** Which cells a filter keeps. */
  @property({ attribute: false }) keep: ((i: number, j: number) => boolean) | null = null;
  /** The end of the scale. */
  @property({ attribute: false }) most = 1;

  static styles = [
    base,
    css`
      canvas {
        display: block;
        width: 100%;
        aspect-ratio: 1;
        image-rendering: pixelated;
        box-shadow: inset 0 0 0 1px var(--rule);
        forced-color-adjust: none;
        print-color-adjust: exact;
      }
    `,
  ];

  paper = false;
  repaint = new Repaint(this, (paper) => {
    this.paper = paper;
    if (paper) this.paint();
    else this.#queue();
  });

  disconnectedCallback() {
    super.disconnectedCallback();
    waiting.delete(this);
  }

  render() {
    return html`<canvas aria-hidden="true"></canvas>`;
  }

  updated() {
    this.#queue();
  }

  #queue() {
    waiting.add(this);
    if (frame === 0) frame = requestAnimationFrame(paintSome);
  }

  paint() {
    const canvas = this.renderRoot.querySelector('canvas');
    const { size, data, keep, most } = this;
    if (!canvas || size === 0) return;
    const kept = keep
      ? Float32Array.from(data, (value, at) => (keep(Math.floor(at / size), at % size) ? value : 0))
      : data;
    const view = {
      name: [],
      rowAxis: '',
      columnAxis: '',
      rows: size,
      columns: size,
      place: (row: number, column: number) => row * size + column,
      find: () => null,
    };
    const scale = { low: -most, high: most, size: most, root: true };
    drawHeatmap(canvas, view, kept, scale, colourScaleOf(this, this.paper));
  }
}

customElements.define('head-tile', HeadTile);

declare global {
  interface HTMLElementTagNameMap {
    'head-tile': HeadTile;
  }
}
