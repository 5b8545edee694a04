// Question 6: other similarities in softmax's place, their features, and what linear time saves.
import { css, html } from 'lit';
import { base } from '../../styles/base.ts';
import type { Choice } from '../parts/choice-answer.ts';
import '../parts/choice-answer.ts';
import { DenominatorSearch } from './denominator-search.ts';
import '../parts/derivation-steps.ts';
import { oneOf } from '../../state/url/url-schema.ts';
import { LabElement } from '../parts/lab-element.ts';
import { partOf } from '../parts/lab-part.ts';
import { labStyles } from '../parts/lab-styles.ts';
import { FeatureMap } from './feature-map.ts';
import { KernelCosts } from './kernel-costs.ts';

const CONDITIONS: Choice[] = [
  {
    value: 'not-zero',
    text: 'sim(q, k) is never 0.',
    why: 'Numbers that are not 0 can still cancel: 2 and −2 add up to 0. Search with the dot product.',
  },
  {
    value: 'symmetric',
    text: 'sim(q, k) = sim(k, q), as for a kernel.',
    why: 'The dot product is symmetric, and its rows can add up to 0. Symmetry says nothing about signs.',
  },
  {
    value: 'not-negative',
    text: 'sim(q, k) is never negative.',
    why: 'Nothing can cancel then, so it is nearly enough. But all similarities of a row can be 0 at once. Search with relu.',
  },
  {
    value: 'positive',
    text: 'sim(q, k) is never negative, and for every query above 0 for at least one key.',
    right: true,
    why: 'A sum without negative terms is at least as large as its largest term, and that one is above 0. It is the simplest such condition: positive everywhere, as exp is, satisfies it.',
  },
];

export class KernelsLab extends LabElement {
  static schema = {
    ...DenominatorSearch.schema,
    ...FeatureMap.schema,
    ...KernelCosts.schema,
    condition: oneOf(...CONDITIONS.map(({ value }) => value)),
  };

  static styles = [
    base,
    labStyles,
    css`
      choice-answer {
        margin-top: 1rem;
      }
    `,
  ];

  render() {
    const { settings, hide } = this;
    return html`
      <section aria-labelledby="a">
        <h3 id="a">(a) When a row has no weights</h3>
        <p class="text">
          Weights are similarities divided by their sum, so the sum must not be 0. Choose a
          similarity and look for a query that breaks it.
        </p>
        ${partOf(this, 'denominator-search')}
        <choice-answer
          name="condition"
          label="Which condition on sim keeps every output finite?"
          .choices=${CONDITIONS}
          .value=${settings.condition ?? ''}
        ></choice-answer>
      </section>
      <section aria-labelledby="b">
        <h3 id="b">(b) A kernel written as features</h3>
        ${partOf(this, 'feature-map')}
        <derivation-steps .steps=${FEATURES} .hide=${hide}></derivation-steps>
      </section>
      ${partOf(this, 'kernel-costs')}
      <section aria-labelledby="why">
        <h3 id="why">Where the costs come from</h3>
        <derivation-steps .steps=${COSTS} .hide=${hide}></derivation-steps>
      </section>
    `;
  }
}

const FEATURES = [
  html`Multiply (q·k)² out: q·k = Σₐ qₐkₐ, so its square is Σₐ Σᵦ (qₐkₐ)(qᵦkᵦ).`,
  html`Sort each term by whose entries it has: (qₐqᵦ)(kₐkᵦ). One factor knows the query only, the
    other the key only.`,
  html`So with φ(x) the list of all products xₐxᵦ, D² of them, φ(q)·φ(k) = (q·k)².`,
  html`x₁x₂ and x₂x₁ are the same number. Keep one of each such pair and give it the factor √2, which
    counts twice when it meets itself: D(D + 1)/2 features are left.`,
  html`(q·k + 1)² is the square of a dot product that is one entry longer: append 1 to both. Its
    features are 1, √2 xₐ, and those from before.`,
  html`With features the output is φ(q)·(Σⱼ φ(kⱼ) vⱼ) over φ(q)·(Σⱼ φ(kⱼ)): both sums are without q.`,
];

const COSTS = [
  html`Softmax compares each of N queries with each of N keys, D multiplications each: N²D. Then each
    of N outputs adds up N values, M wide: N²M. Together N²(D + M).`,
  html`For backpropagation it keeps Q, K (ND each), V (NM), and the N² weights: N² + N(D + M).`,
  html`The features of degree 2 are D² for each token. All keys together fill one table of D² by M,
    N times an update of D²M: N·D²·M. Each query reads that table once: N·D²·M again.`,
  html`With M ≈ D that is N·D³: no N² is left. It wins where N is larger than about D².`,
  html`It keeps the features, N·D², the values, and the table, D²·M: N·D² + D³ with M ≈ D.`,
];

customElements.define('kernels-lab', KernelsLab);

declare global {
  interface HTMLElementTagNameMap {
    'kernels-lab': KernelsLab;
  }
}
