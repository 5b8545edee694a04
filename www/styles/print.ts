// The workbench on paper: a handout, or a worksheet whose results are blank cells.
import { css, unsafeCSS } from 'lit';

const noFills = unsafeCSS(
  ['p', 'n']
    .flatMap((half) => Array.from({ length: 8 }, (_, at) => `--${half}${at + 1}: transparent;`))
    .join(' '),
);

export const print = css`
  @media print {
    /* Paper is light. */
    :host,
    :host([theme]) {
      color-scheme: light;
    }
    :host {
      max-width: none;
      padding: 0;
    }
    .bench {
      display: block;
    }
    .left {
      padding: 0;
    }
    .program .right {
      display: block;
    }
    .front,
    .hint,
    .dock,
    .compare-line,
    variant-picker,
    size-steppers {
      display: none;
    }
    program-drawing {
      position: static;
      width: auto;
      margin-top: 0.75rem;
    }
    .block {
      margin-top: 0.75rem;
    }
    param-settings {
      max-width: 24rem;
    }
    .fold summary {
      display: none;
    }
    .fold::details-content {
      content-visibility: visible;
      block-size: auto;
    }
    .about {
      max-width: none;
    }
    /* What a person is to find out has no number, no fill and no mark, and a line round it; nothing tells it. */
    :host([worksheet]) {
      --answers: hidden; /* keeps its room */
      --answer-block: none; /* gives it up */
      --answer-line: var(--edge);
      --mark: transparent;
      --ring: transparent;
      ${noFills}
    }
    :host([worksheet]) .notice-line {
      display: none;
    }
  }
`;
