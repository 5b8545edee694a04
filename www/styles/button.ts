// A button that shows it is one: for what begins something, and for the few that matter most.
import { css } from 'lit';

export const button = css`
  .button {
    min-height: 2rem;
    padding: 0.125rem 0.875rem;
    border: 1px solid var(--edge);
  }
  @media print {
    .button {
      display: none;
    }
  }
  .button:hover:not(:disabled) {
    border-color: var(--ink);
  }
`;
