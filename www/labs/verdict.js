// What is said about an answer: how it looks, and what becomes of the core's refusal.
import { css } from 'lit';

export const verdictStyles = css`
  .verdict {
    max-width: 40rem;
    margin-top: 0.5rem;
    padding-left: 0.8125rem;
    border-left: 3px solid var(--edge);
    overflow-wrap: anywhere;
  }
  .verdict.wrong {
    border-left-color: var(--error);
  }
  .verdict.right {
    border-left-color: var(--ink);
  }
`;

/** An answer that could not be read. @param {import('../engine.js').PlainError} error @returns {import('./typed-answer.js').Verdict} */
export const unreadable = ({ message, hint }) => ({
  right: false,
  message: `${message} ${hint}`.trim(),
});
