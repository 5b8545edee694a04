// The size of an element's sheet and the levels of its headings, as its author wants them.
import type { LitElement } from 'lit';
import { rem } from '../styles/legible.ts';

export class Fit {
  #element: LitElement;
  /** For which time on a page the levels of the headings are watched. */
  #levelled?: AbortSignal;

  constructor(element: LitElement) {
    this.#element = element;
  }

  /** @param above how many levels stand above the highest heading in it; `signal` ends its time on the page */
  apply(
    { size, headingLevel }: { size?: number; headingLevel?: number },
    above: number,
    signal?: AbortSignal,
  ) {
    const sheet = this.#element.renderRoot.querySelector<HTMLElement>('.sheet');
    if (sheet) sheet.style.zoom = size ? String(size / rem()) : '';
    if (!headingLevel || !signal || this.#levelled === signal) return;
    this.#levelled = signal;
    import('./heading-level.ts').then(({ levelHeadings }) =>
      levelHeadings(this.#element, headingLevel - above, signal),
    );
  }
}
