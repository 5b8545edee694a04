// What stands in the frame of a panel, and what of it goes on paper.
import { css } from 'lit';
import { scrollEdge } from './scroll-edge.ts';

export const panel = css`
  .body {
    margin-top: 1rem;
  }
  ${scrollEdge}
  /* Under the other steps it ends where they do. */
  @container (max-width: 87.5rem) {
    .body {
      max-width: 40rem;
    }
  }
  @media print {
    :host(:not([open])) {
      display: none;
    }
    .body {
      max-width: none;
    }
    .box {
      overflow: visible;
    }
  }
`;

/** A panel whose numbers are all answers: a worksheet has none of it. */
export const answers = css`
  @media print {
    :host {
      display: var(--answer-block, block);
    }
  }
`;
