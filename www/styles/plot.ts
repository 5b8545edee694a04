// Plots: series of ink, indigo and rust told apart by their dashes, a hairline grid, no frame.
import { css } from 'lit';

export const plot = css`
  svg {
    display: block;
    width: 100%;
    overflow: visible;
  }
  text {
    font-family: var(--serif);
    font-size: 0.8125rem;
    font-variant-numeric: lining-nums tabular-nums;
    fill: var(--ink2);
  }
  .grid {
    stroke: var(--rule);
    stroke-width: 1;
  }
  .axis {
    stroke: var(--edge);
    stroke-width: 1;
  }
  .italic {
    font-style: italic;
  }
  .end {
    text-anchor: end;
  }
  .middle {
    text-anchor: middle;
  }
  .series-1 {
    --series: var(--ink);
    --dash: none;
  }
  .series-2 {
    --series: var(--p7);
    --dash: 6 3.5;
  }
  .series-3 {
    --series: var(--n7);
    --dash: 1.5 2.5;
  }
  .series-4 {
    --series: var(--ink3);
    --dash: 7 2.5 1.5 2.5;
  }
  .line {
    fill: none;
    stroke: var(--series);
    stroke-width: 1.75;
    stroke-dasharray: var(--dash);
    stroke-linejoin: round;
  }
  .lead {
    fill: none;
    stroke: var(--edge);
    stroke-width: 0.75;
  }
  text.name {
    fill: var(--series);
  }
  .dot {
    fill: var(--series);
  }
  .ring {
    fill: var(--paper);
    stroke: var(--series);
    stroke-width: 2;
  }
  .point {
    fill: var(--series);
    stroke: var(--paper);
    stroke-width: 1;
  }
  .spread {
    stroke: var(--series);
    stroke-width: 1.5;
  }
  .mark {
    fill: var(--ink);
  }
  .drop {
    stroke: var(--ink3);
    stroke-width: 1;
    stroke-dasharray: 1.5 2.5;
  }
  .halo {
    stroke: var(--paper);
    stroke-width: 4;
    stroke-linejoin: round;
    paint-order: stroke;
  }
  .swatch {
    display: inline-block;
    width: 1.5rem;
    height: 0.5rem;
    margin-right: 0.375rem;
  }
  @media (forced-colors: active) {
    text {
      fill: CanvasText;
    }
    .grid {
      stroke: GrayText;
      stroke-width: 0.5;
    }
    .axis,
    .lead,
    .drop {
      stroke: CanvasText;
    }
    [class*='series-'] {
      --series: CanvasText;
    }
    .point {
      stroke: Canvas;
    }
    .ring,
    .halo {
      fill: Canvas;
      stroke: CanvasText;
    }
    text.halo {
      fill: CanvasText;
      stroke: Canvas;
    }
    .mark,
    .point {
      fill: CanvasText;
    }
  }
`;

/** A plot that is read by a cursor. */
export const reading = css`
  .plot {
    cursor: crosshair;
    /* Along the axis a finger reads; across it scrolls. */
    touch-action: pan-y;
    user-select: none;
    -webkit-user-select: none;
  }
  .cursor {
    stroke: var(--ink3);
    stroke-width: 1;
  }
  @media (forced-colors: active) {
    .cursor {
      stroke: Highlight;
      stroke-width: 2;
    }
  }
`;
