// A table's name over it, and at its right what takes it away.
import { css } from 'lit';
import { scrollEdge } from './scroll-edge.ts';

export const named = css`
  ${scrollEdge}
  .named + .named {
    margin-top: 1.5rem;
  }
  .title {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    align-items: baseline;
    justify-content: space-between;
    margin-bottom: 0.25rem;
  }
  .named copy-table {
    text-align: right;
  }
  .named h3 {
    font-size: 1rem;
    line-height: 1.5rem;
  }
`;
