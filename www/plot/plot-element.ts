// What every plot is: an element that knows its width, in pixels and in rem.
import { LitElement } from 'lit';

/**
 * Where a plot's own square lies, in pixels, and its two scales. Ticks stand at `foot`, which is the
 * bottom unless something lies between.
 * @typedef {{width: number, rem: number, left: number, right: number, top: number, bottom: number, foot?: number, x: import('./log-scale.js').Scale, y: import('./log-scale.js').Scale}} Frame
 */

export class PlotElement extends LitElement {
  /** @type {import('lit').PropertyDeclarations} */
  static properties = { size: { state: true } };

  constructor() {
    super();
    /** In pixels: its width, and what a rem is. */
    this.size = { width: 0, rem: 16 };
    this.watch = new ResizeObserver(([{ contentRect }]) => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      this.size = { width: contentRect.width, rem };
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.watch.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watch.disconnect();
  }
}
