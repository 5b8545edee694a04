// Saves a drawing as SVG or PNG, and its numbers as CSV.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../styles/base.ts';
import { property } from '../ui/property.ts';
import { download, svgBlob } from './download.ts';
import { plotSvg } from './plot-svg.ts';
import { pngOf } from './png.ts';

/** Fires `say` with what happened. */
export class SavePlot extends LitElement {
  @property({ attribute: false }) name = '';
  /** Gives the drawing. */
  @property({ attribute: false }) drawing: () => SVGSVGElement | null | undefined = () => null;
  /** Gives the numbers as text. */
  @property({ attribute: false }) numbers: (() => string) | null = null;
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

  #button(format: string, make: (drawing: SVGSVGElement) => Promise<Blob>) {
    return html`<button
      class="act"
      aria-label="Save ${this.name} as ${format}"
      @click=${() => this.#save(format, make)}
    >${format}</button>`;
  }

  async #save(format: string, make: (drawing: SVGSVGElement) => Promise<Blob>) {
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

declare global {
  interface HTMLElementTagNameMap {
    'save-plot': SavePlot;
  }
}
