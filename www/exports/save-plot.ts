// Saves a drawing as SVG or PNG, and its numbers as CSV.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../styles/base.js';
import { download, svgBlob } from './download.js';
import { plotSvg } from './plot-svg.js';
import { pngOf } from './png.js';

/** Fires `say` with what happened. */
export class SavePlot extends LitElement {
  static properties = {
    name: { attribute: false },
    /** Gives the drawing. */
    drawing: { attribute: false },
    /** Gives the numbers as text. */
    numbers: { attribute: false },
  };
  static styles = [
    base,
    css`
      p {
        display: flex;
        gap: 0.75rem;
        align-items: baseline;
      }
      @media print {
        p {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.name = '';
    /** @type {() => SVGSVGElement | null | undefined} */
    this.drawing = () => null;
    /** @type {(() => string) | null} */
    this.numbers = null;
  }

  render() {
    return html`<p class="label">
      ${this.#button('SVG', async (drawing) => svgBlob(await plotSvg(drawing, this.name)))}
      ${this.#button('PNG', async (drawing) => pngOf(await plotSvg(drawing, this.name)))}
      ${
        this.numbers
          ? this.#button(
              'CSV',
              async () => new Blob([this.numbers?.() ?? ''], { type: 'text/csv;charset=utf-8' }),
            )
          : nothing
      }
    </p>`;
  }

  /** @param {string} format @param {(drawing: SVGSVGElement) => Promise<Blob>} make */
  #button(format, make) {
    return html`<button
      class="act"
      aria-label="Save ${this.name} as ${format}"
      @click=${() => this.#save(format, make)}
    >${format}</button>`;
  }

  /** @param {string} format @param {(drawing: SVGSVGElement) => Promise<Blob>} make */
  async #save(format, make) {
    const drawing = this.drawing();
    if (!drawing) return;
    const file = `${this.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.${format.toLowerCase()}`;
    let detail = `${file} is saved.`;
    try {
      download(await make(drawing), file);
    } catch {
      detail = `The browser could not make ${file}.`;
    }
    this.dispatchEvent(new CustomEvent('say', { detail, bubbles: true, composed: true }));
  }
}

customElements.define('save-plot', SavePlot);
