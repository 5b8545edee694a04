// What every component shares: reset, actions, axis letters, focus, text for screen readers alone.
import { css, unsafeCSS } from 'lit';
import './legible.ts';
import { pressable } from './underline.ts';

const LETTERS = 'ijdmhbfc';

/** `axis-i` gives a letter, an edge or a number the hue of its axis; an axis without one is ink. */
const axes = unsafeCSS(
  [...LETTERS].map((letter) => `.axis-${letter} { --axis: var(--${letter}); }`).join('\n'),
);

export const base = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset,
  legend,
  table {
    margin: 0;
    padding: 0;
    border: 0;
    font-weight: 400;
  }
  ul,
  ol {
    list-style: none;
  }
  button,
  input,
  textarea {
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
    color: inherit;
    font: inherit;
    font-variant-numeric: inherit;
    letter-spacing: inherit;
  }
  button {
    cursor: pointer;
    touch-action: manipulation;
  }
  button:disabled {
    color: var(--ink3);
    cursor: default;
  }
  b {
    font-weight: 700;
  }
  :focus-visible {
    outline: 2px solid var(--ring);
    outline-offset: 2px;
  }
  .act {
    min-height: 1.5rem;
    font-size: 0.875rem;
    line-height: 1.25rem;
    color: var(--ink2);
    text-align: left;
    ${pressable}
    text-underline-offset: 3px;
  }
  .act:hover:not(:disabled) {
    color: var(--ink);
    text-decoration-color: currentColor;
  }
  .act:disabled {
    color: var(--ink3);
    text-decoration: none;
  }
  .label {
    font-size: 0.875rem;
    line-height: 1.25rem;
    color: var(--ink2);
  }
  [class*='axis-'] {
    color: var(--axis, var(--ink2));
  }
  .letter {
    font-style: italic;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media print {
    /* What was last said aloud tells results, and is text of a PDF although it has no ink. */
    .hidden[role='status'] {
      display: none;
    }
  }
  ${axes}
  /* What Chromium's own styles say of it, too: there it is a question of media, of which it keeps one more
     for every time that the styles of a head of a table are computed. */
  thead,
  tfoot {
    break-inside: avoid;
  }
  /* What one can do here, and words about it; but a link that is a name is text. */
  @media print {
    .act:not(.named),
    .screen {
      display: none;
    }
  }
  @media (forced-colors: active) {
    :focus-visible {
      outline-color: Highlight;
    }
  }
`;
