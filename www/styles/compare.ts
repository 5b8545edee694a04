// A row of a comparison: one column beside the other while there is room, else one under the other.
import { css } from 'lit';
import { base } from './base.ts';
import { matrix } from './matrix.ts';
import { scrollEdge } from './scroll-edge.ts';

/** As many columns as stand beside each other in their container. */
export const columnsGrid = css`
  .grid {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    column-gap: 1.75rem;
  }
  .of-1 {
    grid-template-columns: minmax(0, 1fr);
  }
  /* To be read across, while each has the 13 rem of a map; a wider table scrolls. */
  @container (min-width: 41.5rem) {
    .of-3 {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .grid {
      column-gap: 1.25rem;
    }
  }
  @container (min-width: 56rem) {
    .of-4 {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
    .grid:not(.of-4) {
      column-gap: 1.75rem;
    }
  }
  /* Four numbers of four decimals, beside the numbers of their rows. */
  @container (min-width: 41.5rem) and (max-width: 55.9375rem) {
    .of-3 {
      --digits: 0.9375rem;
      --tight: 0.875;
    }
  }
  @container (max-width: 38rem) {
    .grid {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;

export const compareStyles = [
  base,
  matrix,
  columnsGrid,
  css`
    :host {
      padding: 1.125rem 0 1.75rem;
      border-top: 1px solid var(--rule);
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 1rem;
      padding: 0.25rem 0;
      background: var(--paper);
    }
    h3 {
      font-size: 1.3125rem;
      line-height: 1.75rem;
    }
    .reading {
      margin-top: 0.25rem;
    }
    /* Names, formulas, tables and differences each stand level. */
    .column {
      display: grid;
      grid-row: span 4;
      grid-template-rows: subgrid;
      row-gap: 0.5rem;
      min-width: 0;
      padding-top: 0.625rem;
    }
    .column > * {
      min-width: 0;
    }
    .name {
      color: var(--ink);
    }
    div.name,
    .less {
      display: flex;
      flex-wrap: wrap;
      gap: 0 1rem;
      align-items: baseline;
      justify-content: space-between;
    }
    /* The name breaks before what is at its right does. */
    :is(div.name, .less) > span {
      flex: 1 1 0;
      min-width: calc(100% - 6.5rem);
    }
    /* Its formats take a line of their own, and what opens them stays where it is. */
    @media screen {
      copy-table {
        display: contents;
      }
    }
    math-formula {
      align-self: center;
      overflow-x: auto;
      overflow-y: hidden;
      padding: 0.125rem 0;
    }
    /* Room for the ring, which stands outside its cell. */
    ${scrollEdge}
    .scroll {
      align-self: end;
      overflow-x: auto;
      padding: 0.3125rem;
      margin: -0.3125rem;
    }
    .table {
      width: max-content;
    }
    :is(.table, .large) + :is(.table, .large) {
      margin-top: 0.75rem;
    }
    weight-bars {
      contain: inline-size;
      margin-left: var(--stub, 2rem);
      padding-bottom: 0.25rem;
    }
    .difference {
      display: grid;
      gap: 0.375rem;
      align-content: start;
      margin-top: 0.25rem;
    }
    @media print {
      .most {
        display: var(--answer-block, block);
      }
    }
    @container (max-width: 38rem) {
      /* Under one another, the name of the step stays in sight. */
      header {
        position: sticky;
        top: 0;
        z-index: 5;
        border-bottom: 1px solid var(--rule);
      }
      .column + .column {
        margin-top: 0.75rem;
      }
    }
  `,
];
