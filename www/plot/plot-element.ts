// What every plot is: an element that knows its width, in pixels and in rem.
import { LitElement } from 'lit';
import { state } from '../ui/property.ts';
import type { Scale } from './log-scale.ts';

/**
 * Where a plot's own square lies, in pixels, and its two scales. Ticks stand at `foot`, which is the
 * bottom unless something lies between.
 */
export interface Frame {
  width: number;
  rem: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  foot?: number;
  x: Scale;
  y: Scale;
}

export class PlotElement extends LitElement {
  /** In pixels: its width, and what a rem is. */
  @state() protected size = { width: 0, rem: 16 };

  watch = new ResizeObserver(([{ contentRect }]) => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.size = { width: contentRect.width, rem };
  });

  connectedCallback() {
    super.connectedCallback();
    this.watch.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watch.disconnect();
  }
}
