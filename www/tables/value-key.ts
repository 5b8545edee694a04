// The key beside a table: the steps of its ramp, with the real ends of its scale; beside a map without steps.
import { css, html, LitElement, nothing } from 'lit';
import { fillClass, keySteps, type Scale } from '../lib/colour-scale.ts';
import { decimalsFor, write } from '../lib/format.ts';
import { base } from '../styles/base.ts';
import { matrix } from '../styles/matrix.ts';
import { colourScaleOf } from '../ui/css-colours.ts';
import { drawKey } from '../ui/heatmap-raster.ts';
import { property } from '../ui/property.ts';
import { Repaint } from '../ui/theme.ts';

export class ValueKey extends LitElement {
  @property({ attribute: false }) scale: Scale = { low: 0, high: 0, size: 0 };
  @property({ attribute: false }) decimals = 0;
  /** The key of a map. */
  @property({ type: Boolean }) map = false;
  static styles = [
    base,
    matrix,
    css`
      :host {
        min-width: 0;
      }
      p {
        display: flex;
        align-items: center;
        gap: 0 0.375rem;
        font-size: 0.8125rem;
        line-height: 1.25rem;
        color: var(--ink2);
      }
      p > span:not(.root) {
        white-space: nowrap;
      }
      @container (max-width: 11rem) {
        p {
          flex-wrap: wrap;
        }
      }
      /* Steps are as wide as they may be, and no wider than there is room for. */
      .ramp {
        display: grid;
        grid-auto-columns: minmax(0.25rem, var(--ramp-step, 0.625rem));
        grid-auto-flow: column;
        forced-color-adjust: none;
      }
      .ramp span {
        height: 0.5rem;
      }
      canvas {
        width: 8rem;
        min-width: 4rem;
        max-width: 100%;
        height: 0.5rem;
        forced-color-adjust: none;
        print-color-adjust: exact;
      }
      .zero {
        box-shadow: inset 0 0 0 1px var(--rule);
      }
      @media print {
        :host {
          visibility: var(--answers, visible);
        }
        .ramp {
          print-color-adjust: exact;
        }
      }
      @media (forced-colors: active) {
        .ramp {
          border: 1px solid CanvasText;
        }
      }
    `,
  ];

  repaint = new Repaint(this, (paper) => this.#paint(paper));

  render() {
    const { low, high, size } = this.scale;
    if (size === 0) return nothing;
    const decimals = this.map
      ? decimalsFor([low, high])
      : Math.min(this.decimals, decimalsFor([low, high]));
    const ends = [low, high].map((end) => write(end, decimals));
    return html`<p translate="no" role="img" aria-label="Fills run from ${ends[0]} to ${ends[1]}">
      <span>${ends[0]}</span>
      ${
        this.map
          ? html`<canvas></canvas>`
          : html`<span class="ramp">
              ${keySteps(this.scale).map((step) => html`<span class=${fillClass(step) || 'zero'}></span>`)}
            </span>`
      }
      <span>${ends[1]}</span>
      ${this.scale.root ? html`<span class="root">square-root scale</span>` : nothing}
    </p>`;
  }

  updated() {
    this.#paint();
  }

  #paint(paper: boolean = false) {
    const canvas = this.renderRoot.querySelector('canvas');
    if (canvas) drawKey(canvas, this.scale, colourScaleOf(this, paper));
  }
}

customElements.define('value-key', ValueKey);

declare global {
  interface HTMLElementTagNameMap {
    'value-key': ValueKey;
  }
}
