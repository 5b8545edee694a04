// Saves a drawing as SVG or PNG, and its numbers as CSV.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import { download } from './download.ts';
import { pictures } from './drawing.ts';
import { formats } from './formats.ts';
import { plotSvg } from './plot-svg.ts';
import type { Grid } from './table.ts';

export class SavePlot extends LitElement {
  @property({ attribute: false }) name = '';
  /** Which of the plots beside it, as a selector. */
  @property({ attribute: false }) plot = '';
  /** Gives the numbers. */
  @property({ attribute: false }) numbers: (() => Grid) | null = null;
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
    const { numbers } = this;
    return html`<p class="label">
      ${pictures.map(({ name, blobOf }) =>
        this.#button(name, async (drawing) => blobOf(await plotSvg(drawing, this.name))),
      )}
      ${numbers ? this.#button('CSV', async () => this.#csv(numbers())) : nothing}
    </p>`;
  }

  #button(format: string, make: (drawing: SVGSVGElement) => Promise<Blob>) {
    return html`<button
      class="act"
      aria-label="Save ${this.name} as ${format}"
      @click=${() => this.#save(format, make)}
    >${format}</button>`;
  }

  #csv(grid: Grid) {
    const text = formats.CSV.write({ name: this.name, grids: [grid] });
    return new Blob([`${text}\n`], { type: 'text/csv;charset=utf-8' });
  }

  async #save(format: string, make: (drawing: SVGSVGElement) => Promise<Blob>) {
    const plot = (this.getRootNode() as ShadowRoot).querySelector(this.plot);
    const drawing = plot?.shadowRoot?.querySelector('svg');
    if (!drawing) return;
    const file = `${this.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.${format.toLowerCase()}`;
    let detail = `${file} is saved.`;
    try {
      download(await make(drawing), file);
    } catch {
      detail = `The browser could not make ${file}.`;
    }
    act(this, 'announce', detail);
  }
}

customElements.define('save-plot', SavePlot);

declare global {
  interface HTMLElementTagNameMap {
    'save-plot': SavePlot;
  }
}
