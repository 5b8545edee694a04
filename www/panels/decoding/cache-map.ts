// A cache as a small map: a column for each token, above the key's numbers and below the value's.
import { css, html, LitElement, nothing, svg } from 'lit';
import type { Tensor } from '../../../pkg/attention_playground.js';
import { fillClass, type Scale, scaleOf, stepOf } from '../../lib/colour-scale.ts';
import { type TensorView, viewsOf } from '../../lib/tensor-views.ts';
import { base } from '../../styles/base.ts';
import { rem } from '../../styles/legible.ts';
import { property } from '../../ui/property.ts';

const CELL = 0.75; // rem
const GAP = 0.1875; // rem between keys and values
const LETTER = 0.875; // rem before them, for the letter

const fills = css`
  .p1 { fill: var(--p1); } .p2 { fill: var(--p2); } .p3 { fill: var(--p3); } .p4 { fill: var(--p4); }
  .p5 { fill: var(--p5); } .p6 { fill: var(--p6); } .p7 { fill: var(--p7); } .p8 { fill: var(--p8); }
  .n1 { fill: var(--n1); } .n2 { fill: var(--n2); } .n3 { fill: var(--n3); } .n4 { fill: var(--n4); }
  .n5 { fill: var(--n5); } .n6 { fill: var(--n6); } .n7 { fill: var(--n7); } .n8 { fill: var(--n8); }
`;

export class CacheMap extends LitElement {
  @property({ attribute: false }) keys: Tensor | null = null;
  @property({ attribute: false }) values: Tensor | null = null;
  /** How many tokens there will be. */
  @property({ attribute: false }) tokens = 0;
  @property({ attribute: false }) name = '';

  static styles = [
    base,
    fills,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.625rem;
      }
      /* One unit of the drawing is a rem. */
      text {
        font: italic 0.8125px var(--serif);
        fill: var(--ink2);
        text-anchor: end;
      }
      .zero {
        fill: var(--paper);
        stroke: var(--edge);
      }
      rect {
        stroke: var(--paper);
        stroke-width: 1;
      }
      .later {
        fill: none;
        stroke: var(--rule);
      }
      .new {
        fill: none;
        stroke: var(--ring);
        stroke-width: 1.5;
      }
      @media (forced-colors: active) {
        text {
          fill: CanvasText;
        }
        rect:not(.later, .new) {
          fill: CanvasText;
          stroke: Canvas;
        }
        .later {
          fill: none;
          stroke: GrayText;
        }
        .new {
          fill: none;
          stroke: Highlight;
        }
      }
      @media print {
        svg {
          print-color-adjust: exact;
        }
      }
    `,
  ];

  render() {
    const { keys, values, name } = this;
    if (!keys || !values) return nothing;
    const [ofKeys, ofValues] = [keys, values].map((tensor) => viewsOf(tensor));
    const scales = [keys, values].map(({ data }) => scaleOf(data, false));
    return html`<div role="img" aria-label=${name}>
      ${ofKeys.map((view, set) =>
        this.#set([
          { name: 'K', view, data: keys.data, scale: scales[0] },
          { name: 'V', view: ofValues[set], data: values.data, scale: scales[1] },
        ]),
      )}
    </div>`;
  }

  #set(parts: { name: string; view: TensorView; data: Float64Array; scale: Scale }[]) {
    const { tokens } = this;
    const filled = parts[0].view.rows;
    const height = parts.reduce((sum, { view }) => sum + view.columns * CELL, GAP);
    let top = 0;
    const drawn = parts.map(({ name, view, data, scale }) => {
      const start = top;
      top += view.columns * CELL + GAP;
      const middle = start + (view.columns * CELL) / 2 + 0.28;
      const cells = Array.from({ length: tokens }, (_, token) =>
        Array.from({ length: view.columns }, (_, row) => {
          const value = token < filled ? data[view.place(token, row)] : 0;
          const fill = token < filled ? fillClass(stepOf(value, scale)) || 'zero' : 'later';
          return svg`<rect class=${fill} x=${token * CELL + 0.02} y=${start + row * CELL + 0.02} width=${CELL - 0.04} height=${CELL - 0.04} vector-effect="non-scaling-stroke"></rect>`;
        }),
      );
      return svg`<text x="-0.25" y=${middle}>${name}</text>${cells}`;
    });
    return html`<svg
      translate="no"
      width=${(tokens * CELL + LETTER + 0.125) * rem()}
      height=${(height + 0.25) * rem()}
      viewBox="${-LETTER} -0.125 ${tokens * CELL + LETTER + 0.125} ${height + 0.25}"
    >${drawn}<rect class="new" x=${(filled - 1) * CELL} y="0" width=${CELL} height=${height} vector-effect="non-scaling-stroke"></rect></svg>`;
  }
}

customElements.define('cache-map', CacheMap);

declare global {
  interface HTMLElementTagNameMap {
    'cache-map': CacheMap;
  }
}
