// The button that begins something which takes its time.
import { css } from 'lit';

export const button = css`
  .button {
    min-height: 2rem;
    padding: 0.125rem 0.875rem;
    border: 1px solid var(--edge);
  }
  .button:hover:not(:disabled) {
    border-color: var(--ink);
  }
`;
