// Underlines: in parts, since WebKit takes no more than the line in one declaration.
import { css } from 'lit';

/** Of what can be pressed. */
export const pressable = css`
  text-decoration: underline;
  text-decoration-thickness: 1px;
  text-decoration-color: var(--edge);
`;

/** Of what is chosen among such. */
export const chosen = css`
  text-decoration: underline;
  text-decoration-thickness: 2px;
  text-decoration-color: var(--ink);
`;
