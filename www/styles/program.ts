// How the picture of the program looks, and what a step is to the pinned cell.
import { css } from 'lit';

export const program = css`
  .scroll {
    overflow: auto;
    margin: -0.25rem 0 0.25rem -0.25rem;
    padding: 0.25rem;
  }
  /* Twenty rows of rails are whole; a scrollbar has room beside them, so that they do not shrink. */
  .scroll:has(.rails) {
    width: 16.5rem;
    max-width: calc(100% + 1rem);
    max-height: 31.5rem;
    scrollbar-width: thin;
    padding-right: 0;
  }
  @media print {
    .scroll:has(.rails) {
      max-height: none;
    }
  }
  .scroll:has(.rails) + p {
    border-top: 1px solid var(--rule);
  }
  svg {
    display: block;
    width: 15.5rem;
    max-width: 100%;
    height: auto;
    overflow: visible;
  }
  path {
    fill: none;
    stroke: var(--axis, var(--ink2));
    stroke-width: 2.25;
    stroke-linecap: round;
  }
  .rails path {
    stroke: var(--edge);
    stroke-width: 1.5;
  }
  path.lit {
    stroke-width: 4;
  }
  .rails path.lit {
    stroke: var(--ink);
    stroke-width: 3;
  }
  circle {
    fill: var(--ink2);
    stroke: var(--ink2);
  }
  circle.input {
    fill: var(--paper);
  }
  .ring {
    fill: none;
    stroke: var(--ring);
    stroke-width: 2.5;
    opacity: 0;
  }
  g {
    cursor: pointer;
  }
  g:focus {
    outline: none;
  }
  rect {
    fill: var(--paper);
    stroke: var(--edge);
  }
  .rails rect {
    stroke: transparent;
  }
  g:hover rect {
    fill: var(--wash);
  }
  text {
    font: 15px var(--serif);
    fill: var(--ink);
    pointer-events: none;
  }
  /* Legible over a thread that passes. */
  svg > text {
    stroke: var(--paper);
    stroke-width: 4px;
    stroke-linejoin: round;
    paint-order: stroke;
  }
  .letter {
    fill: var(--axis, var(--ink2));
    font-style: italic;
  }
  .name {
    text-anchor: middle;
  }
  .rails .name {
    font-size: 14px;
    text-anchor: start;
  }
  .name.input {
    font-style: italic;
    font-size: 17px;
  }
  .rails .name.input {
    font-size: 15px;
  }
  rect.source,
  rect.origin,
  g:hover rect.source,
  g:hover rect.origin {
    fill: var(--mark);
    stroke: var(--ring);
  }
  rect.origin {
    stroke-dasharray: 1 2;
  }
  .name.source,
  .name.origin {
    fill: var(--mark-ink);
  }
  rect.dependent {
    stroke: var(--ink);
    stroke-dasharray: 4 3;
  }
  rect.reading:not(.source, .origin) {
    fill: var(--wash);
    stroke: var(--ink2);
    stroke-width: 2;
  }
  rect.pinned,
  rect.current,
  g:focus-visible rect {
    stroke: var(--ring);
    stroke-width: 2;
    stroke-dasharray: none;
  }
  rect.current {
    stroke-width: 3;
  }
  @media (forced-colors: active) {
    path,
    .rails path {
      stroke: CanvasText;
    }
    text,
    .letter,
    .name.source,
    .name.origin {
      fill: CanvasText;
    }
    rect,
    rect.reading:not(.source, .origin),
    rect.source,
    rect.origin,
    rect.dependent {
      fill: Canvas;
      stroke: CanvasText;
    }
    rect.source {
      stroke: Highlight;
      stroke-width: 2;
      stroke-dasharray: 2 2;
    }
    rect.pinned,
    rect.current,
    g:focus-visible rect {
      stroke: Highlight;
      stroke-width: 3;
    }
  }
`;
