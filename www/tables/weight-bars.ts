// One row of weights as bars, each over its column of the table below; the scale is from 0 to 1.
import { css, html, LitElement, nothing, svg } from 'lit';
import { base } from '../styles/base.ts';
import { property } from '../ui/property.ts';

const MOST = 24; // bars; more would be slivers

export class WeightBars extends LitElement {
  @property({ attribute: false }) values: ArrayLike<number> = [];

  static styles = [
    base,
    css`
      svg {
        display: block;
        width: 100%;
        height: 4.5rem;
        overflow: visible;
      }
      rect {
        fill: var(--p7);
      }
      line {
        stroke: var(--rule);
        vector-effect: non-scaling-stroke;
      }
      @media print {
        svg {
          visibility: var(--answers, visible);
        }
      }
      @media (forced-colors: active) {
        rect {
          fill: CanvasText;
        }
        line {
          stroke: GrayText;
        }
      }
    `,
  ];

  render() {
    const values = Array.from(this.values);
    if (values.length === 0 || values.length > MOST) return nothing;
    return html`<svg
      viewBox="0 0 ${values.length} 1"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line x1="0" x2=${values.length} y1="0" y2="0"></line>
      <line x1="0" x2=${values.length} y1="0.5" y2="0.5"></line>
      ${values.map(
        (value, at) =>
          svg`<rect x=${at + 0.19} y=${1 - value} width="0.62" height=${value}></rect>`,
      )}
    </svg>`;
  }
}

customElements.define('weight-bars', WeightBars);

declare global {
  interface HTMLElementTagNameMap {
    'weight-bars': WeightBars;
  }
}
