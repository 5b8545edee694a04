// How a box looks that goes on beyond its right edge (www/ui/scroll-edge.ts).
import { css } from 'lit';

export const scrollEdge = css`
  [data-edge] {
    overflow-x: auto;
    border-right: 2px dashed transparent;
  }
  [data-edge][data-more] {
    border-right-color: var(--ink3);
  }
  [data-edge][data-more]::after {
    content: 'Scroll sideways for more columns →';
    position: sticky;
    left: 0;
    display: block;
    flex-basis: 100%;
    width: max-content;
    max-width: 100%;
    margin-top: 0.25rem;
    font: 0.8125rem / 1.25rem var(--serif);
    color: var(--ink2);
  }
  /* A formula and a program have no columns. */
  :is(math-formula, pre)[data-edge][data-more]::after {
    content: 'Scroll sideways for the rest →';
  }
  @media (forced-colors: active) {
    /* There what is transparent is drawn. */
    [data-edge]:not([data-more]) {
      border-right-color: Canvas;
    }
  }
`;
