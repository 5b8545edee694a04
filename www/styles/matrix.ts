// How a matrix looks, typed or computed: its edges are its axes, its fills values, its marker you.
import { css, unsafeCSS } from 'lit';

const steps = Array.from({ length: 8 }, (_, index) => index + 1);
const on = (step: number) => (step >= 6 ? 6 : step >= 5 ? 5 : step >= 4 ? 4 : 1);
const fills = unsafeCSS(
  ['p', 'n']
    .flatMap((half) =>
      steps.map(
        (step) =>
          `.${half}${step} { background: var(--${half}${step}); color: var(--on-${on(step)}); }`,
      ),
    )
    .join('\n'),
);

// No style attribute passes the security policy, so a width is a class: `text-7` is seven half digits
// of text, `cell-11` a cell eleven quarters of a rem wide.
export const LARGEST_TEXT = 60;
export const LARGEST_CELL = 60;
const LARGEST_LEAD = 120;
const widths = unsafeCSS(
  Array.from(
    { length: LARGEST_LEAD + 1 },
    (_, n) => `.text-${n} { --text: ${n / 2}ch; } .cell-${n} { --cell: ${n / 4}rem; }`,
  ).join('\n'),
);

export const matrix = css`
  table {
    border-collapse: separate;
    border-spacing: 0;
    font-size: var(--digits, 1rem);
    line-height: 1.25rem;
  }
  th {
    padding: 0;
    font-weight: 400;
    font-size: 0.8125rem;
    text-align: center;
    vertical-align: middle;
    color: var(--axis, var(--ink2));
  }
  thead th {
    height: 1.5rem;
  }
  thead th.column {
    border-bottom: 2px solid currentColor;
  }
  th.corner {
    width: var(--words, var(--stub, 2rem));
    min-width: var(--words, var(--stub, 2rem));
    padding-right: 0.4375rem;
    text-align: left;
    white-space: nowrap;
  }
  .corner span {
    font-size: 1rem;
  }
  .corner span + span {
    float: right;
  }
  tbody th {
    width: var(--words, var(--stub, 2rem));
    min-width: var(--words, var(--stub, 2rem));
    padding-right: 0.5625rem;
    border-right: 2px solid currentColor;
    text-align: right;
  }
  /* A wide table scrolls alone, and its row numbers stay. */
  tbody th,
  th.corner {
    position: sticky;
    left: 0;
    z-index: 1;
    background: var(--paper);
  }
  td {
    position: relative;
    width: calc(var(--tight, 1) * var(--cell, 2.5rem));
    min-width: calc(var(--tight, 1) * var(--cell, 2.5rem));
    height: var(--row, 2rem);
    padding: 0;
    text-align: center;
    print-color-adjust: exact;
  }
  .zero {
    color: var(--ink3);
  }
  ${widths}
  ${fills}
  td.source,
  td.origin {
    background: var(--mark);
    color: var(--mark-ink);
  }
  td.source::before,
  td.origin::before {
    content: '';
    position: absolute;
    inset: 0;
    border: 0 solid var(--ring);
    border-width: var(--up, 0) var(--right, 0) var(--down, 0) var(--left, 0);
    pointer-events: none;
  }
  td.origin::before {
    border-style: dotted;
  }
  td.end-up {
    --up: 1px;
  }
  td.end-down {
    --down: 1px;
  }
  td.end-left {
    --left: 1px;
  }
  td.end-right {
    --right: 1px;
  }
  /* No weight: where the keyboard is too, its ring stands. */
  :where(td.pointed) {
    outline: 1.5px solid var(--ink);
    outline-offset: -1.5px;
  }
  :where(td.pointed):is(.p6, .p7, .p8, .n6, .n7, .n8):not(:focus-visible) {
    outline-color: currentColor;
    outline-offset: -3px;
  }
  td.pinned {
    z-index: 2;
    border-radius: 1px;
    box-shadow:
      0 0 0 2px var(--paper),
      0 0 0 4px var(--ring);
  }
  td.dependent::before {
    content: '';
    position: absolute;
    inset: 4px;
    border: 1.25px dashed currentColor;
    border-radius: 2px;
    opacity: 0.6;
    pointer-events: none;
  }
  @container (max-width: 23.375rem) {
    .cell-9 {
      --cell: 1.75rem;
    }
    .cell-11 {
      --cell: 2.125rem;
    }
  }
  @media (forced-colors: active) {
    :host td {
      color: CanvasText;
    }
    td.source::before,
    td.origin::before {
      border: 2px dotted Highlight;
    }
    td.pinned {
      outline: 3px solid Highlight;
      outline-offset: 1px;
    }
    td.dependent::before {
      border-color: Highlight;
      opacity: 1;
    }
  }
`;
