// Around plots: figures with a heading and a reading, sliders, and tables of the numbers.
import { css } from 'lit';
import { chosen, pressable } from './underline.ts';

export const plotPanel = css`
  .body > * + * {
    margin-top: 1.25rem;
  }
  figure {
    margin: 0;
  }
  figure + figure {
    padding-top: 0.5rem;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    align-items: baseline;
    justify-content: space-between;
  }
  h3 {
    font-size: 1.125rem;
    line-height: 1.5rem;
  }
  .sliders {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(9.5rem, 100%), 1fr));
    gap: 0.25rem 1.5rem;
    padding: 0.5rem 0;
    border-block: 1px solid var(--rule);
  }
  /* Four are two and two: none stands alone. */
  .sliders:has(> :nth-child(4):last-child) {
    grid-template-columns: repeat(auto-fill, minmax(max(min(9.5rem, 100%), 50% - 0.75rem), 1fr));
  }
  .reading {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
    min-height: 1.5rem;
    margin: 0.375rem 0 0.5rem;
    font-size: 0.9375rem;
    line-height: 1.5rem;
  }
  .reading .swatch {
    width: 1.5rem;
    display: inline-block;
  }
  .rules {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
    margin: 0.125rem 0;
    font-size: 0.9375rem;
  }
  .rules label {
    position: relative;
    min-height: 1.75rem;
    line-height: 1.75rem;
    color: var(--ink2);
    ${pressable}
    text-underline-offset: 5px;
    cursor: pointer;
  }
  .rules label:has(:checked) {
    color: var(--ink);
    ${chosen}
  }
  .rules label:has(:focus-visible) {
    outline: 2px solid var(--ring);
    outline-offset: 2px;
  }
  .rules input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
  .checks {
    margin-top: 0.25rem;
  }
  .checks legend {
    margin-bottom: 0.25rem;
  }
  .checks div {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(18rem, 100%), 1fr));
    gap: 0 1.5rem;
  }
  .checks label {
    display: flex;
    gap: 0.5rem;
    align-items: baseline;
    min-height: 1.75rem;
    font-size: 0.9375rem;
  }
  .checks label:has(:disabled) {
    color: var(--ink3);
  }
  input[type='checkbox'] {
    flex: none;
    position: relative;
    top: 0.125rem; /* in the middle of a letter's height */
    accent-color: var(--ink2);
  }
  .box table {
    border-collapse: collapse;
    font-size: 0.9375rem;
    line-height: 1.375rem;
  }
  .box th,
  .box td {
    padding: 0.25rem 0 0.25rem 1.25rem;
    font-weight: 400;
    text-align: right;
    vertical-align: baseline;
    white-space: nowrap;
  }
  .box th:first-child {
    padding-left: 0;
    text-align: left;
  }
  .box thead th {
    border-bottom: 1px solid var(--edge);
    font-size: 0.875rem;
    color: var(--ink2);
  }
  .box thead th[scope='colgroup'] {
    text-align: center;
  }
  .box:focus-visible {
    outline-offset: 0;
  }
  /* On paper there is what has been chosen: curves have their names, and of the rules one counts. */
  @media print {
    .checks,
    button,
    input[type='range'],
    .rules label:not(:has(:checked)) {
      display: none;
    }
    .rules label:has(:checked) {
      text-decoration: none;
    }
    figure {
      break-inside: avoid;
    }
  }
`;
