// The workbench's three columns, and how they fold on narrower screens.
import { css } from 'lit';
import { docked } from './dock.ts';
import { pressable } from './underline.ts';

export const workbench = css`
  .sheet {
    max-width: 84rem;
    margin: 0 auto;
    padding: 0 var(--side) 3rem;
    --side: 2rem;
  }
  @container (min-width: 87.5625rem) {
    .sheet {
      --side: 0rem;
    }
  }
  .scheme-probe {
    position: absolute;
    width: 0;
    height: 0;
    overflow: hidden;
    background: light-dark(#000, #fff);
    transition: background-color 1ms;
  }
  .past:not(:focus-visible) {
    position: absolute;
    clip-path: inset(50%);
  }
  .caption {
    padding-top: 0.875rem;
    font-size: 1.0625rem;
    line-height: 1.5rem;
    font-style: italic;
  }
  .front {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 2rem;
    align-items: center; /* whichever font has come by now */
    justify-content: space-between;
    padding: 0.625rem 0;
    border-bottom: 1px solid var(--rule);
  }
  .doors {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 1.5rem;
  }
  .tour {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 1.25rem;
    counter-reset: tour;
  }
  .tour li {
    counter-increment: tour;
  }
  .tour li::before {
    content: counter(tour) ' ';
    font-weight: 700;
    color: var(--ink);
  }
  .tour [data-done] {
    color: var(--ink3);
  }
  .tour [data-done]::before {
    content: '✓ ';
    color: var(--ink3);
  }
  .worded {
    --words: 3rem;
  }
  .bench {
    display: grid;
    grid-template: auto 1fr / 20.5rem minmax(0, 1fr);
    column-gap: 4rem;
  }
  .bench[data-lone] {
    display: block;
  }
  .bench[data-lone] .stepper {
    max-width: none;
    padding-top: 1rem;
  }
  /* Low, on a slide or in a column of text. */
  .sheet:has([data-dense]) {
    padding-bottom: 0.25rem;
  }
  .bench[data-dense] :is(.left, .stepper) {
    padding-top: 0.5rem;
  }
  .bench[data-dense] .block {
    margin-top: 0;
  }
  .left {
    padding-top: 2rem;
    min-width: 0;
  }
  h1 {
    font-size: 2rem;
    line-height: 2.5rem;
    letter-spacing: -0.005em;
  }
  .lede {
    margin-top: 0.25rem;
    font-size: 1.0625rem;
    line-height: 1.5rem;
    font-style: italic;
    color: var(--ink2);
  }
  .notice-line {
    margin-top: 0.625rem;
    font-size: 0.9375rem;
    line-height: 1.375rem;
    color: var(--ink2);
  }
  /* In a line of its own: what stands under it stays when the words change. */
  .notice-line b {
    display: block;
    color: var(--ink);
  }
  .block {
    margin-top: 1.75rem;
  }
  .compare-line {
    margin-top: 0.75rem;
  }
  .compare-line .act {
    margin-left: 0.5rem;
  }
  .drawn-line {
    margin-top: 0.75rem;
  }
  .compare-line + .label {
    margin-top: 0.375rem;
  }
  .right {
    grid-area: 1 / 2 / span 2;
    min-width: 0;
  }
  /* It stays in sight; where tables need the margin, it goes on where the inputs end. */
  program-drawing {
    grid-area: 2 / 1;
    position: sticky;
    top: 1.5rem;
    align-self: start;
    margin-top: 1.75rem;
  }
  /* Beside the steps stands the program; what follows them has the whole width. */
  @container (min-width: 87.5625rem) {
    .program {
      grid-template-columns: 23rem minmax(0, 1fr) 15.5rem;
      column-gap: 1.5rem;
    }
    .program .left {
      grid-area: 1 / 1 / span 2;
      padding-right: 2.5rem;
    }
    .program .right {
      display: contents;
    }
    .program .reading {
      grid-area: 1 / 2;
      min-width: 0;
    }
    .program program-bench {
      max-width: none;
    }
    .program .after {
      grid-area: 2 / 2 / auto / -1;
      min-width: 0;
    }
    .program program-drawing {
      grid-area: 1 / 3;
      margin-top: 1.5rem;
    }
  }
  .fold {
    border-bottom: 1px solid var(--rule);
  }
  .left > .fold {
    margin-top: 1.125rem;
    border-top: 1px solid var(--rule);
  }
  .fold[open] {
    padding-bottom: 0.75rem;
  }
  .fold summary {
    padding: 0.625rem 0;
    font-size: 0.9375rem;
    line-height: 1.5rem;
    color: var(--ink2);
    cursor: pointer;
  }
  .fold :is(.block, program-drawing) {
    margin-top: 0.25rem;
  }
  .fold .block + .block {
    margin-top: 1.125rem;
  }
  program-bench {
    max-width: min(40rem, 100% - 19.5rem); /* beside it stands the program's picture */
    padding-top: 2.25rem;
  }
  /* However long the hint is, the buttons stay where they are. */
  .stepper {
    display: flex;
    gap: 0.25rem 1.5rem;
    align-items: baseline;
    justify-content: space-between;
    max-width: 40rem;
    padding: 2.25rem 0 1.25rem;
  }
  /* In reach at every step. */
  .stepper[data-on] {
    position: sticky;
    top: -1.5rem; /* the room above it is not needed there */
    z-index: 8;
    background: var(--paper);
    /* The room for a ring at the ends of a table goes under it too. */
    box-shadow:
      0.3125rem 0 var(--paper),
      -0.3125rem 0 var(--paper);
  }
  .stepper[data-on] .hint {
    display: none;
  }
  .stepper[data-on] step-controls {
    flex: 1;
    min-width: 0;
  }
  .hint {
    flex: 1;
    min-width: 0;
    min-height: 1.5rem;
  }
  .reading > .label {
    margin: 0.25rem 0 1.25rem;
  }
  .notice {
    max-width: 40rem;
    margin: 1.25rem 0 0;
    padding-left: 0.8125rem;
    border-left: 3px solid var(--ink);
    font-size: 0.9375rem;
    line-height: 1.375rem;
  }
  .about {
    max-width: 40rem;
    padding-top: 1.125rem;
    border-top: 1px solid var(--rule);
    color: var(--ink2);
  }
  .about p + p {
    margin-top: 0.5rem;
  }
  .about a {
    color: inherit;
    ${pressable}
    text-underline-offset: 3px;
  }
  /* At the foot of what is seen of the element. */
  .dock {
    position: sticky;
    bottom: 0;
    z-index: 9;
    margin: 0 calc(-1 * var(--side)) -3rem;
    ${docked}
  }
  /* As wide as the steps are. */
  @container (max-width: 87.5rem) {
    program-bench,
    .stepper,
    .about {
      max-width: none;
    }
    .about p {
      max-width: 40rem;
    }
  }
  @container (max-width: 74.9375rem) {
    .bench {
      grid-template-columns: 19rem minmax(0, 1fr);
      column-gap: 2.5rem;
    }
    /* It comes after the first table, and what stands under it is not to move. */
    program-drawing:not(:defined) {
      min-height: 21.5rem;
    }
  }
  @container (max-width: 56.25rem) {
    .sheet {
      --side: 1rem;
    }
    .bench {
      display: block;
    }
    .left {
      padding-top: 1rem;
    }
    program-drawing {
      position: static;
    }
    h1 {
      font-size: 1.75rem;
      line-height: 2.125rem;
    }
    .lede {
      font-size: 1rem;
      line-height: 1.375rem;
    }
    .block {
      margin-top: 1.125rem;
    }
    program-bench {
      padding-top: 1.5rem;
    }
    .stepper {
      flex-wrap: wrap;
      padding: 1.5rem 0 0.75rem;
    }
    .hint {
      flex-basis: 100%;
    }
    .stepper[data-on] {
      top: -1.125rem;
    }
  }
`;
