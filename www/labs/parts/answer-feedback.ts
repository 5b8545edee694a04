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
  .verdict.unread {
    border-left-style: dashed;
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

export const verdictText = ({ right, unread, message, experiment }: Verdict) =>
  html`<p class="verdict ${unread ? 'unread' : right ? 'right' : 'wrong'}">
      <b>${unread ? 'Not read:' : right ? 'Correct.' : 'Not yet.'}</b> ${unread ? begun(message) : message}
    </p>
    ${experiment && !right ? tryIt(experiment) : nothing}`;

/** A sentence behind a colon. */
const begun = (sentence: string) =>
  sentence.replace(/^(?:[A-Z](?=[a-z])|A(?= ))(?!y[A-Z])/, (letter) => letter.toLowerCase());

/** The way from a wrong answer to the experiment in which it fails. */
export const tryIt = (experiment: () => void, offer: string = 'Try it in the experiment') =>
  html`<p class="try"><button class="act" @click=${experiment}>${offer}</button></p>`;

/** An answer that could not be read. */
export const unreadable = ({ message, hint }: PlainError): Verdict => ({
  right: false,
  message: `${message} ${hint}`.trim(),
  unread: true,
});
