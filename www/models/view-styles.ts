// What the views of a model look like alike: fields in a line, choices, notes.
import { css } from 'lit';
import { button } from '../styles/button.ts';
import { choices } from '../styles/choices.ts';
import { scrollEdge } from '../styles/scroll-edge.ts';

export const viewStyles = css`
  ${button}
  ${choices}
  .fields {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1.75rem;
    align-items: baseline;
    margin-bottom: 0.75rem;
  }
  .fields > label {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.5rem;
    align-items: baseline;
    max-width: 100%;
    font-size: 0.875rem;
    color: var(--ink2);
  }
  fieldset.row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    min-width: 0;
  }
  fieldset.row legend {
    float: left;
    padding: 0.125rem 0;
    margin-right: 0.5rem;
    font-size: 0.875rem;
    line-height: 1.5rem;
    color: var(--ink2);
  }
  select,
  input[type='number'] {
    max-width: 100%;
    min-height: 1.75rem;
    padding: 0.125rem 0.25rem;
    border: 0;
    border-bottom: 1px solid var(--edge);
    border-radius: 0;
    background: var(--paper);
    color: var(--ink);
    font: inherit;
    font-size: 1rem;
  }
  h3 {
    font-size: 1.1875rem;
    line-height: 1.5rem;
  }
  h4 {
    margin: 0;
    font-size: 1rem;
    font-weight: 400;
    line-height: 1.5rem;
  }
  .text {
    max-width: 40rem;
  }
  .note {
    max-width: 40rem;
    margin-top: 0.5rem;
    font-size: 0.9375rem;
    line-height: 1.375rem;
    color: var(--ink2);
  }
  ${scrollEdge}
  /* A head, to be chosen. */
  .tile {
    width: 100%;
    padding: 0.1875rem;
    border: 1px solid transparent;
    text-align: left;
  }
  .tile:hover {
    border-color: var(--edge);
  }
  .tile[aria-pressed='true'] {
    border-color: var(--ring);
    box-shadow: 0 0 0 1px var(--ring);
  }
  .tile span {
    display: block;
    font-size: 0.8125rem;
    line-height: 1.125rem;
    color: var(--ink2);
  }
  .paper {
    display: none;
  }
  /* Nothing can be chosen on paper, and nothing scrolls. */
  @media print {
    .fields,
    .button,
    fieldset.row {
      display: none;
    }
    .paper {
      display: block;
      margin: 0.5rem 0 0.75rem;
    }
    .box {
      overflow: visible;
    }
    select {
      appearance: none;
    }
  }
`;
