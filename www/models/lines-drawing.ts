// The lines of the head view: behind the tokens on the screen, and with them where the drawing is saved.
import { css, html, LitElement, nothing, svg, unsafeCSS } from 'lit';
import { base } from '../styles/base.ts';
import { property, state } from '../ui/property.ts';
import { barsOf, hueOf, isDashed, linesOf, type Shown, type Strand } from './head-lines.ts';
import { ROW } from './token-column.ts';

export class LinesDrawing extends LitElement {
  @property({ attribute: false }) shown: Shown | null = null;
  @property({ attribute: false }) texts: string[] = [];
  @property({ attribute: false }) looked: { side: 'query' | 'key'; at: Set<number> } = {
    side: 'query',
    at: new Set(),
  };
  @state() private width = 576;

  static styles = [
    base,
    css`
      :host {
        pointer-events: none;
        min-width: 0;
      }
      svg {
        display: block;
        width: 100%;
        overflow: hidden;
      }
      .line {
        fill: none;
        stroke-width: 2px;
      }
      .dashed {
        stroke-dasharray: 5 3;
      }
      text {
        font: 16px var(--serif);
        fill: var(--ink);
        visibility: hidden;
      }
      ${unsafeCSS([...'ijdmhfcb'].map((hue) => `.line.hue-${hue} { stroke: var(--${hue}); } .bar.hue-${hue} { fill: var(--${hue}); }`).join('\n'))}
      @media (forced-colors: active) {
        svg {
          forced-color-adjust: none;
        }
      }
    `,
  ];

  watching = new ResizeObserver(([{ contentRect }]) => {
    this.width = Math.round(contentRect.width) || this.width;
  });

  connectedCallback() {
    super.connectedCallback();
    this.watching.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watching.disconnect();
  }

  render() {
    const { shown, texts, looked, width } = this;
    if (!shown) return nothing;
    const column = width < 480 ? 104 : 144;
    const field = width - 2 * column;
    const height = shown.size * ROW;
    const isFocused = looked.at.size > 0;
    const shared = shown.heads.length;
    const bars = isFocused ? barsOf(shown, looked.side, column) : [];
    const barsAt = looked.side === 'query' ? column + field : 0;
    return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
      <g transform="translate(${barsAt} 0)">${bars.map((bar) => this.#bar(bar))}</g>
      <g transform="translate(${column} 0)">
        ${linesOf(shown, field).map((line) => this.#line(line, shared))}
      </g>
      ${texts.map(
        (text, at) => svg`<text x=${column - 6} y=${at * ROW + 17} text-anchor="end">${text}</text>
          <text x=${column + field + 6} y=${at * ROW + 17}>${text}</text>`,
      )}
    </svg>`;
  }

  #line({ head, opacity, d }: Strand, shared: number) {
    const strength = Math.max(0.06, opacity / shared);
    return svg`<path
      class="line hue-${hueOf(head)} ${isDashed(head) ? 'dashed' : ''}"
      stroke-opacity=${strength}
      d=${d}
    ></path>`;
  }

  #bar({ head, opacity, d }: Strand) {
    return svg`<path class="bar hue-${hueOf(head)}" fill-opacity=${opacity} d=${d}></path>`;
  }
}

customElements.define('lines-drawing', LinesDrawing);

declare global {
  interface HTMLElementTagNameMap {
    'lines-drawing': LinesDrawing;
  }
}
