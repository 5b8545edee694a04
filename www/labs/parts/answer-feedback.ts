// What is said about an answer: its words, how it looks, and what becomes of the core's refusal.
import { css, html, nothing } from 'lit';
import type { PlainError } from '../../core/errors.ts';
import type { Judgement } from './judge.ts';

export interface Verdict extends Judgement {
  /** Hints about this answer, in place of those about the question. */
  rungs?: unknown[];
  /** Shows in the experiment what the answer gives. */
  experiment?: () => void;
}

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
  .try {
    margin-top: 0.375rem;
  }
  @media print {
    .try {
      display: none;
    }
  }
`;

export const verdictText = ({ right, message, experiment }: Verdict) =>
  html`<p class=${right ? 'verdict right' : 'verdict wrong'}>
      <b>${right ? 'Correct.' : 'Not yet.'}</b> ${message}
    </p>
    ${experiment && !right ? tryIt(experiment) : nothing}`;

/** The way from a wrong answer to the experiment in which it fails. */
export const tryIt = (experiment: () => void, offer: string = 'Try it in the experiment') =>
  html`<p class="try"><button class="act" @click=${experiment}>${offer}</button></p>`;

/** An answer that could not be read. */
export const unreadable = ({ message, hint }: PlainError): Verdict => ({
  right: false,
  message: `${message} ${hint}`.trim(),
  unread: true,
});
