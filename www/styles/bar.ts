// The bar at the top of a page: its name at the left, what can be done with the whole at the right.
import { css } from 'lit';

export const bar = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 1.5rem;
    padding: 1.125rem 0 0.8125rem;
    border-bottom: 1px solid var(--rule);
  }
  p {
    font-size: 1.25rem;
    line-height: 1.5rem;
    font-style: italic;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 1.5rem;
    margin-left: auto;
  }
  @container (max-width: 56.25rem) {
    .acts {
      gap: 0.25rem 1rem;
      margin-left: 0;
    }
  }
`;

/** What opens under it: on the screen only. */
export const underBar = css`
  :host {
    border-bottom: 1px solid var(--rule);
    padding: 1rem 0 1.25rem;
  }
  h2 {
    font-size: 1.0625rem;
    margin-bottom: 0.5rem;
  }
  @media print {
    :host {
      display: none;
    }
  }
`;
