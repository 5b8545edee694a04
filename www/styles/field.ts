// An input's field: its name, its table, and what is said under it.
import { css } from 'lit';

export const field = css`
  /* Its actions in a line under its name, what one of them opens under them, and then its table. */
  :host {
    display: flex;
    flex-wrap: wrap;
    align-content: flex-start;
    gap: 0 0.5rem;
  }
  .name,
  axis-menu,
  paste-box {
    flex: 1 0 100%;
  }
  paste-box {
    order: 1;
  }
  .scroll,
  axis-menu,
  .under {
    order: 2;
  }
  .name {
    display: flex;
    align-items: baseline;
    gap: 0 0.5rem;
    min-height: 1.5rem;
  }
  .name h3 {
    font-size: 1.1875rem;
    line-height: 1.5rem;
    font-style: italic;
  }
  .shape {
    white-space: nowrap;
  }
  .acts,
  .acts copy-table {
    display: contents;
    --copied: 0;
  }
  @media print {
    :host {
      break-inside: avoid;
    }
    paste-box,
    paste-report {
      display: none;
    }
  }
  .scroll {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    flex: 1 0 calc(100% + 0.5rem);
    min-width: 0;
    padding: 0.25rem;
    padding-right: calc(0.25rem - 2px);
    margin: -0.125rem -0.25rem -0.25rem;
  }
  value-map {
    margin-bottom: 0.5rem;
  }
  /* What is said under the table does not make the field wider, which would move its neighbour. */
  .under {
    width: 0;
    min-width: 100%;
  }
  .note {
    margin-top: 0.5rem;
    font-size: 0.9375rem;
    line-height: 1.375rem;
    color: var(--ink2);
  }
`;
