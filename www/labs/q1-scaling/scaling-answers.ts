// Question 1: one's own mean, variance and scale, judged by their values; and how each is derived.
import { html } from 'lit';
import type { MomentPlace, MomentQuestion as Question } from '../../../pkg/attention_playground.js';
import type { Verdict } from '../parts/answer-feedback.ts';
import type { LabElement } from '../parts/lab-element.ts';
import { inline, line } from '../parts/math-notation.ts';
import '../parts/typed-answer.ts';
import { ASKED, judgeMoment } from './judge.ts';

interface Part {
  name: keyof typeof ASKED;
  title: unknown;
  label: string;
  placeholder: string;
  /** That something is missing, and where it comes from. */
  hints: unknown[];
  steps: unknown[];
}

const PARTS: Part[] = [
  {
    name: 'a',
    title: html`(a) The mean, for any μ and σ`,
    label: 'E[qᵀk] =',
    placeholder: 'in mu, sigma and d',
    hints: [
      'Write qᵀk as a sum over the entries first. Which of μ, σ and d can be in its mean?',
      'q and k are independent. What is E[qᵢkᵢ] then?',
    ],
    steps: [
      html`The product is a sum over the entries, and the mean of a sum is the sum of the means.
        ${line('E [ q^⊤ k ] = ∑_i E [ q_i k_i ]')}`,
      html`Query and key are drawn independently of each other, so the mean of each product is the
        product of two means. Both are the same entry of μ.
        ${line('E [ q_i k_i ] = E [ q_i ] E [ k_i ] = μ_i μ_i')}`,
      html`So the mean is the sum of the squares of the entries of μ: the square of the length of μ.
        σ does not appear in it, and d only as the number of entries.
        ${line('E [ q^⊤ k ] = ∑_i μ_i^2 = ‖ μ ‖^2')}`,
    ],
  },
  {
    name: 'b',
    title: html`(b) The variance, where μ = 0 and σ = 1`,
    label: 'Var(qᵀk) =',
    placeholder: 'in d',
    hints: [
      'How many summands does qᵀk have, and are they independent of each other?',
      'Find the variance of one summand q₁k₁, where both have the mean 0 and the variance 1.',
    ],
    steps: [
      html`The entries are independent, so the variances of their products add up.
        ${line('Var ( q^⊤ k ) = ∑_i Var ( q_i k_i )')}`,
      html`The variance of one product is the mean of its square less the square of its mean. The
        mean of its square is again a product of two means.
        ${line('Var ( q_i k_i ) = E [ q_i^2 ] E [ k_i^2 ] − E [ q_i ]^2 E [ k_i ]^2')}`,
      html`Where the mean is 0 and the deviation 1, the mean of a square is 1.
        ${line('Var ( q_i k_i ) = 1 · 1 − 0 = 1')}`,
      html`There are d of them. ${line('Var ( q^⊤ k ) = d')}`,
      html`For any μ and σ the mean of a square is ${inline('σ^2 + μ_i^2')}, and the same sum gives
        ${line('Var ( q^⊤ k ) = ∑_i ( ( σ^2 + μ_i^2 )^2 − μ_i^4 ) = d σ^4 + 2 σ^2 ‖ μ ‖^2')}`,
    ],
  },
  {
    name: 'c',
    title: html`(c) The s that makes the variance of qᵀk/s 1, where μ = 0 and σ = 1`,
    label: 's =',
    placeholder: 'in d',
    hints: [
      'Start from your answer to (b): what does a division by s do to a variance?',
      'Var(qᵀk / s) = Var(qᵀk) / s². What must s² be, for this to be 1?',
    ],
    steps: [
      html`Dividing by s divides the deviation by s, and the variance by its square.
        ${line('Var ( q^⊤ k / s ) = Var ( q^⊤ k ) / s^2 = d / s^2')}`,
      html`That is 1 where ${inline('s^2 = d')}. A negative s would reverse the order of the scores,
        so it is the positive root. ${line('s = √d')}`,
      html`The mean stays 0 whatever s is. But s decides how far apart the scores lie. Without a
        division their spread grows as √d, and softmax gives nearly all weight to one key. Then the
        Jacobian of softmax, through which queries and keys learn, shrinks toward 0.`,
    ],
  },
];

/** A lab in which an answer can be tried. */
export interface AnsweredLab extends LabElement {
  /** Make the experiment where an answer fails. */
  tryIt(asked: Question, place: MomentPlace): void;
}

export const answers = (lab: AnsweredLab) => html`<section aria-labelledby="answers">
  <h3 id="answers">Your answers</h3>
  <p class="text label">
    Write in d, in σ (or sigma), and in the vector μ (or mu). Powers, sqrt(…) and norms ||…|| are read,
    as text or as LaTeX. An answer is tried on numbers, so any equivalent form is right.
  </p>
  ${PARTS.map((part) => one(part, lab))}
</section>`;

const one = (
  { name, title, label, placeholder, hints, steps }: Part,
  lab: AnsweredLab,
) => html`<div class="part">
  <h4>${title}</h4>
  <typed-answer
    name=${name}
    data-part=${name}
    .label=${label}
    .placeholder=${placeholder}
    .value=${lab.settings[name] ?? ''}
    .check=${(text: string) => judged(lab, ASKED[name], text)}
    .hints=${[...hints, steps]}
    .hide=${lab.hide}
  ></typed-answer>
</div>`;

async function judged(lab: AnsweredLab, asked: Question, text: string): Promise<Verdict> {
  const { place, ...judgement } = await judgeMoment(lab.ask, asked, text);
  return { ...judgement, experiment: place && (() => lab.tryIt(asked, place)) };
}
