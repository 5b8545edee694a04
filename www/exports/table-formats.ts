// Takes a table away: copied as text in several formats; one of numbers is saved as a drawing too.
import { css, html, LitElement, nothing } from 'lit';
import { copyText } from '../lib/clipboard.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import type { CopyTable } from './copy-table.ts';
import { download } from './download.ts';
import { type Picture, pictures } from './drawing.ts';
import { formats, formatsOf, identifier } from './formats.ts';
import { type Table, tensorGrids } from './table.ts';

export class TableFormats extends LitElement {
  /** What the table is. */
  @property({ attribute: false }) of: CopyTable | null = null;
  static styles = [
    base,
    css`
      p {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.75rem;
        align-items: baseline;
      }
      @media (pointer: coarse) {
        p {
          gap: 0.5rem 1rem;
        }
      }
    `,
  ];

  render() {
    const { of } = this;
    if (!of) return nothing;
    return html`<p class="label">
      ${formatsOf(!of.words).map((format) => this.#button('Copy', format, () => this.#copy(format)))}
      ${of.words ? nothing : html`<span>Save</span> ${pictures.map((picture) => this.#button('Save', picture.name, () => this.#save(picture)))}`}
    </p>`;
  }

  #button(verb: string, format: string, act: () => void) {
    return html`<button class="act" aria-label="${verb} ${this.of?.name} as ${format}" @click=${act}>${format}</button>`;
  }

  get #table(): Table | null {
    const { of } = this;
    if (!of) return null;
    const { name, tensor, decimals } = of;
    if (tensor) return { name, tensor, grids: tensorGrids(tensor, decimals) };
    const grid = of.words?.(of);
    return grid ? { name, grids: [grid] } : null;
  }

  get #age() {
    return this.of?.stale ? ', as it was before the error' : '';
  }

  async #copy(format: string) {
    const table = this.#table;
    if (!table) return;
    const worked = await copyText(formats[format].write(table));
    if (worked) {
      const short = this.#age ? 'Copied, from before the error' : 'Copied';
      this.#say(short, `${table.name} copied as ${format}${this.#age}.`, true);
    } else this.#say('Not allowed', 'The browser did not allow copying.');
  }

  async #save({ name: format, blobOf }: Picture) {
    const { of } = this;
    if (!of?.tensor) return;
    const { name, tensor, decimals, scale, bars } = of;
    try {
      const { tableSvg } = await import('./table-svg.ts');
      const drawing = await tableSvg({ name, tensor, decimals, scale, bars }, of);
      download(await blobOf(drawing), `${identifier(name)}.${format.toLowerCase()}`);
      this.#say('Saved', `${name} saved as ${format}${this.#age}.`);
    } catch (error) {
      const { message } = error as Error;
      this.#say('Not saved', `${name} could not be saved as ${format}: ${message}`);
    }
  }

  #say(short: string, message: string, closes: boolean = false) {
    act(this, 'announce', message);
    act(this, 'table-taken', { short, closes });
  }
}

customElements.define('table-formats', TableFormats);

declare global {
  interface Actions {
    /** What became of it, in a word, and whether the formats are done with. */
    'table-taken': { short: string; closes: boolean };
  }
  interface HTMLElementTagNameMap {
    'table-formats': TableFormats;
  }
}
