// A section under the steps: its heading, a remark on it, and on the right what opens it.
import { css } from 'lit';

export const panel = css`
  section {
    max-width: 40rem;
    padding: 1.125rem 0 2rem;
    border-top: 1px solid var(--rule);
  }
  header {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: baseline;
    gap: 0.125rem 0.75rem;
  }
  h2 {
    font-size: 1.3125rem;
    line-height: 1.75rem;
  }
  .right {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 1.375rem;
    grid-column: -2;
  }
  .body {
    margin-top: 1rem;
  }
  /* What is too wide scrolls alone. */
  .box {
    overflow-x: auto;
  }
  /* What opens it stays beside the heading. */
  @container (max-width: 37.5rem) {
    header {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    header > p {
      grid-row: 2;
      grid-column: 1 / -1;
    }
    .right {
      justify-content: flex-end;
    }
  }
  /* Under the other steps it ends where they do. */
  @container (max-width: 74.9375rem) {
    section {
      max-width: none;
    }
    .body {
      max-width: 40rem;
    }
  }
  @media print {
    section,
    .body {
      max-width: none;
    }
    .box {
      overflow: visible;
    }
  }
`;
