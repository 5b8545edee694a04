// A choice of one among a few: words, of which the chosen one is underlined firmly.
import { css } from 'lit';
import { chosen, pressable } from './underline.ts';

export const choices = css`
  fieldset label {
    position: relative;
    min-width: 1.5rem;
    padding: 0.125rem 0;
    color: var(--ink2);
    text-align: center;
    ${pressable}
    text-underline-offset: 5px;
    cursor: pointer;
  }
  fieldset label:hover {
    color: var(--ink);
  }
  fieldset label:has(:checked) {
    color: var(--ink);
    ${chosen}
  }
  fieldset label:has(:focus-visible) {
    outline: 2px solid var(--ring);
    outline-offset: 2px;
  }
  fieldset input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
`;
