// How the fields of the builder look.
import { css } from 'lit';

export const formStyles = css`
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem 0.75rem;
    align-items: baseline;
  }
  label {
    display: inline-flex;
    gap: 0.375rem;
    align-items: baseline;
  }
  select,
  input:not([type='checkbox'], [type='radio']) {
    min-height: 1.5rem;
    border: 0;
    border-bottom: 1px solid var(--edge);
    color: var(--ink);
    background: none;
    font: inherit;
  }
  input[type='number'] {
    width: 4.5rem;
  }
  .label {
    font-size: 0.875rem;
    line-height: 1.25rem;
  }
  .name {
    color: var(--ink);
  }
`;
