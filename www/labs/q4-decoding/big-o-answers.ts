// Question 4 (f) and (g): one's own growth of time and memory, beside the derived one.
import { html } from 'lit';
import { costVerdict } from '../parts/cost-feedback.ts';
import type { LabElement } from '../parts/lab-element.ts';
import { line } from '../parts/math-notation.ts';
import '../parts/typed-answer.ts';
import { COSTS, KINDS, QUANTITIES } from './judge.ts';

const STEPS = [
  html`Each head has queries of its own: for every token, h heads of k numbers, each a sum over d. The output
    projection costs the same. As h heads of k numbers are as wide as d, both are of one size.
    ${line('b d h k = b d^2')}`,
  html`Keys and values are one set now. Their projections are h times cheaper, so the queries' outgrow them.
    ${line('b d k + b d v = 2 b d^2 / h')}`,
  html`Every head still multiplies with every cached key and every cached value: sharing saves no arithmetic.
    ${line('b h n k + b h n v = 2 b n d')}`,
  html`Together the time grows as it does for multi-head attention. ${line('O ( b d^2 + b n d )')}`,
  html`In memory, the weights for queries and output are read as before, and the tokens in and out are b
    rows of d. ${line('O ( d^2 + b d )')}`,
  html`The cache is one set instead of h: n rows of k and v for each sequence, which is h times less.
    ${line('b n ( k + v ) = 2 b n d / h')}`,
  html`The cache no longer outgrows the tokens themselves, so both terms stay.
    ${line('O ( d^2 + b d + b n d / h )')}`,
];

const HINTS = {
  time: [
    'Two things take work: the projections, and the attention to the cache. Each leaves a term.',
    'Go through the sheet’s lines, multiply the letters of each einsum, and put d for h·k. Does sharing keys save any of these products?',
    STEPS.slice(0, 4),
  ],
  memory: [
    'Three things are read or written: weights, the tokens themselves, and the cache. Each leaves a term.',
    'Multiply the sizes of each tensor that a line reads. How large is prev_K now, beside h·n·k before?',
    STEPS.slice(4),
  ],
};

/** @param experiment shows what is counted */
export const bigO = (
  lab: LabElement,
  experiment: () => void,
) => html`<section aria-labelledby="growth-answers">
  <h3 id="growth-answers">(f), (g) Time and memory of one token</h3>
  <p class="text">
    b sequences, width d, h heads, n cached tokens. Write a sum of products in any order, such as
    O(b·n + d^3). Memory is counted as a fused kernel touches it: weights, tokens and caches, not the
    scores.
  </p>
  ${KINDS.map(
    ({ name, title }) => html`<div class="part">
      <h4>${title}</h4>
      ${QUANTITIES.map(({ name: quantity, label }) => {
        const key = `${name}-${quantity}`;
        return html`<typed-answer
          name=${key}
          data-part=${key}
          .label=${`${quantity}, ${label}`}
          .placeholder=${'O(…)'}
          .value=${lab.settings[key] ?? ''}
          .check=${(text: string) => costVerdict(lab.ask, COSTS[key], text, { hide: lab.hide, experiment })}
          .hints=${name === 'mqa' ? HINTS[quantity] : []}
          .hide=${lab.hide}
        ></typed-answer>`;
      })}
    </div>`,
  )}
</section>`;
