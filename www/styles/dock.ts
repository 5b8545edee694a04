// What stands at the foot of the screen over the rest of the page.
import { css } from 'lit';

export const docked = css`
  max-height: 40vh;
  overflow-y: auto;
  padding: 0.75rem var(--side) max(1rem, env(safe-area-inset-bottom));
  border-top: 2px solid var(--ink);
  background: var(--paper);
`;
