// A cell to be filled in: a blank with a line under it, as on a form.
import { css, unsafeCSS } from 'lit';
import { LARGEST_TEXT } from './matrix.ts';

// `tail-3`: the number has three half digits less behind its point than another in its column.
const tails = unsafeCSS(
  Array.from(
    { length: LARGEST_TEXT },
    (_, n) => `.tail-${n + 1} { --tail: ${(n + 1) / 2}ch; }`,
  ).join('\n'),
);

export const blanks = css`
  .blanks td {
    color: var(--ink);
  }
  .blank {
    display: block;
    width: var(--cell);
    height: var(--row, 2rem);
    border-radius: 1px;
    font-family: 'Playground Minus', var(--serif);
    font-size: 1rem;
    line-height: 1.25rem;
  }
  ${tails}
  input.blank {
    padding: 0 calc(max(0.25rem, (var(--cell) - var(--text)) / 2) + var(--tail, 0ch)) 0 0.125rem;
    text-align: right;
  }
  button.blank {
    text-align: center;
  }
  button.blank[aria-checked='false'] {
    color: var(--ink3);
  }
  .stub {
    width: 100%;
    min-height: 1.5rem;
    text-align: inherit;
  }
  /* As wide a target as the room beside it allows. */
  tbody .stub {
    width: calc(100% + 0.5625rem);
    margin-right: -0.5625rem;
    padding-right: 0.5625rem;
  }
  .stub:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .blank:focus-visible {
    position: relative;
    z-index: 3;
    outline-offset: -1px;
  }
  .blanks td::after {
    content: '';
    position: absolute;
    right: 6px;
    bottom: 4px;
    left: 6px;
    border-bottom: 1px solid var(--edge);
    pointer-events: none;
  }
  .blanks td.source::after,
  .blanks td.origin::after {
    border-color: var(--mark-ink);
    opacity: 0.7;
  }
  .blanks td.bad {
    background: var(--error-wash);
    color: var(--ink);
  }
  .blanks td.bad::after {
    border-bottom: 2px solid var(--error);
    opacity: 1;
  }
  .blanks.wrong {
    border-bottom: 2px solid var(--error);
  }
  @container (min-width: 56.3125rem) and (max-width: 74.9375rem) {
    .blanks {
      --stub: 1.75rem;
    }
    .blanks .cell-10 {
      --cell: 2.25rem;
    }
  }
  @container (max-width: 56.25rem) {
    .blanks {
      --row: 2.125rem;
    }
    .blanks .cell-10 {
      --cell: 2.625rem;
    }
  }
  @container (max-width: 23.375rem) {
    .blanks {
      --stub: 1.625rem;
    }
    .blanks .cell-10 {
      --cell: 2.25rem;
    }
  }
`;
