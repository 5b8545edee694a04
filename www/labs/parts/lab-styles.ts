// What every lab looks like: sections by hairlines, fields as blanks, a verdict under an answer.
import { css } from 'lit';
import { button } from '../../styles/button.ts';

export const labStyles = css`
  ${button}
  section {
    padding: 1.125rem 0 1.75rem;
    border-top: 1px solid var(--rule);
  }
  h3 {
    font-size: 1.3125rem;
    line-height: 1.75rem;
  }
  h3 + * {
    margin-top: 0.5rem;
  }
  h4 {
    margin: 0;
    font-size: 1.0625rem;
    font-weight: 400;
  }
  .part + .part {
    margin-top: 1.25rem;
    padding-top: 1.25rem;
    border-top: 1px solid var(--rule);
  }
  .part > * + * {
    margin-top: 0.625rem;
  }
  .note {
    max-width: 40rem;
    margin-top: 0.75rem;
    font-size: 0.9375rem;
    line-height: 1.375rem;
    color: var(--ink2);
  }
  .text,
  .gate {
    max-width: 40rem;
  }
  .gate {
    margin-top: 0.75rem;
  }
  .text + .text {
    margin-top: 0.5rem;
  }
  .fields {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem 1.75rem;
    align-items: baseline;
  }
  label {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 0.5rem;
  }
  input:not([type]),
  input[type="text"],
  input[type="number"],
  select {
    min-width: 3rem;
    padding: 0.125rem 0.25rem;
    border: 0;
    border-bottom: 1px solid var(--edge);
    background: none;
    color: inherit;
    font: inherit;
  }
  .fields label {
    font-size: 0.875rem;
    color: var(--ink2);
  }
  .fields :is(input, select) {
    font-size: 1rem;
    color: var(--ink);
  }
  input.wide {
    width: min(24rem, 100%);
    font-family: var(--mono);
    font-size: 0.875rem;
  }
  .error {
    border-left: 3px solid var(--error);
    padding-left: 0.8125rem;
    color: var(--error);
  }
  /* Nothing can be pressed or chosen on paper: what is not chosen yet is a blank to write on. */
  @media print {
    .button {
      display: none;
    }
    select {
      appearance: none;
    }
    /* On paper it would be an answer; the letter of a blank stays. */
    input.wide::placeholder {
      color: transparent;
    }
  }
`;

/** A table of numbers under named columns, with a last line that sums up. */
export const numberTable = css`
  .named {
    max-width: 40rem;
  }
  table {
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  th,
  td {
    padding: 0.25rem 1.25rem 0.25rem 0;
    text-align: right;
    font-weight: 400;
    white-space: nowrap;
  }
  th:first-child {
    text-align: left;
  }
  thead th {
    border-bottom: 1px solid var(--edge);
    font-size: 0.875rem;
    color: var(--ink2);
  }
  tfoot td,
  tfoot th {
    border-top: 1px solid var(--edge);
  }
`;
