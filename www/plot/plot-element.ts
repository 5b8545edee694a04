// What every plot is: a drawing in a frame, as wide as its element.
import { html, LitElement, nothing } from 'lit';
import { base } from '../styles/base.ts';
import { rem } from '../styles/legible.ts';
import { plot } from '../styles/plot.ts';
import { property, state } from '../ui/property.ts';
import type { Scale, ScaleOn } from './scale.ts';

/** What a plot's frame is made of; lengths are in rem. */
interface Layout {
  height: number;
  /** From the edges of the element to the square between the axes. */
  left: number;
  right: number;
  top: number;
  /** Between the square and the axis below it, where there are more rows. */
  rows?: number;
  x: ScaleOn;
  y: ScaleOn;
}

/** Where a plot's square lies, in pixels, and its two scales; ticks stand at `foot`. */
export interface Frame {
  width: number;
  height: number;
  rem: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  foot: number;
  x: Scale;
  y: Scale;
}

const AXIS = 3; // rem: ticks, and under them what is counted

export abstract class PlotElement extends LitElement {
  /** In pixels: its width, and what a rem is. */
  @state() private size = { width: 0, rem: 16 };

  /** What it shows, in words. */
  @property({ attribute: false }) label = '';

  static styles = [base, plot];

  watch = new ResizeObserver(([{ contentRect }]) => {
    this.size = { width: contentRect.width, rem: rem() };
  });

  connectedCallback() {
    super.connectedCallback();
    this.watch.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watch.disconnect();
  }

  render() {
    const { width, rem } = this.size;
    const layout = width > 0 && this.layout(width / rem);
    return layout ? this.shown(frameOf(layout, width, rem)) : nothing;
  }

  /** Null where there is nothing to draw. @param width in rem */
  protected abstract layout(width: number): Layout | null;

  protected abstract drawn(frame: Frame): unknown;

  /** The drawing, and what stands around it. */
  protected shown(frame: Frame): unknown {
    const { width, height } = frame;
    return html`<svg
      translate="no"
      role="img"
      aria-label=${this.label}
      width=${width}
      height=${height}
      viewBox="0 0 ${width} ${height}"
    >${this.drawn(frame)}</svg>`;
  }
}

function frameOf({ rows = 0, ...layout }: Layout, width: number, rem: number): Frame {
  const height = layout.height * rem;
  const [left, right] = [layout.left * rem, width - layout.right * rem];
  const foot = height - AXIS * rem;
  const [top, bottom] = [layout.top * rem, foot - rows * rem];
  const x = layout.x([left, right]);
  const y = layout.y([bottom, top]);
  return { width, height, rem, left, right, top, bottom, foot, x, y };
}
