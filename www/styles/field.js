// An input's field: its name, its table, and what is said under it.
import { css } from 'lit';

export const field = css`
  .name {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.5rem;
    min-height: 1.5rem;
    margin-bottom: 0.125rem;
  }
  .name h3 {
    font-size: 1.1875rem;
    line-height: 1.5rem;
    font-style: italic;
  }
  .name .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5rem;
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
    overflow-x: auto;
    padding: 0.25rem;
    margin: -0.25rem;
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
