// Question 6: other similarities in softmax's place, their features, and what linear time saves.
import { css, html } from 'lit';
import type { KernelPlace, KernelQuestion } from '../../../pkg/attention_playground.js';
import { base } from '../../styles/base.ts';
import '../parts/choice-answer.ts';
import { gated, isOpen } from '../parts/gate.ts';
import { inline } from '../parts/math-notation.ts';
import { DenominatorSearch } from './denominator-search.ts';
import '../parts/typed-answer.ts';
import { anything, each, oneOf } from '../../state/url/url-schema.ts';
import type { Verdict } from '../parts/answer-feedback.ts';
import { LabElement } from '../parts/lab-element.ts';
import { partOf } from '../parts/lab-part.ts';
import { labStyles } from '../parts/lab-styles.ts';
import { ownWords, wordsSchema } from '../parts/own-words.ts';
import { FeatureMap } from './feature-map.ts';
import { labels } from './in-text.ts';
import { CONDITIONS, judgeKernel } from './judge.ts';
import { KernelCosts } from './kernel-costs.ts';

/** The similarity that shows what a wrong condition lets through. */
const BREAKS: Record<string, string> = {
  'not-zero': 'dot',
  symmetric: 'dot',
  'not-negative': 'relu',
};

const CONDITION = [
  'A sum can be 0 in two ways: all its terms are 0, or some cancel. Search for each.',
  'Search with the dot product and see which signs its terms have; then search with relu, which has none below 0.',
  'No term may be below 0, so that nothing cancels, and at least one term of each row must be above 0. exp is above 0 everywhere, which is more than enough. (A paper may ask for “non-negative” alone: all terms can be 0 at once then.)',
];

export class KernelsLab extends LabElement {
  static schema = {
    ...DenominatorSearch.schema,
    ...FeatureMap.schema,
    ...KernelCosts.schema,
    condition: oneOf(...CONDITIONS.map(({ value }) => value)),
    ...each(['sim', 'phi', 'attention'], anything),
    ...wordsSchema('a', 'b', 'c', 'd'),
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
    const words = (part: string, label: string) => ownWords(settings, part, label);
    return html`
      <section aria-labelledby="a">
        <h3 id="a">(a) When does the denominator vanish?</h3>
        <p class="text">
          Weights are similarities divided by their sum, so the sum must not be 0. Choose a
          similarity and look for a query that breaks it.
        </p>
        ${partOf(this, 'denominator-search')}
        <choice-answer
          name="condition"
          .label=${labels.condition}
          .choices=${CONDITIONS}
          .value=${settings.condition ?? ''}
          .hints=${CONDITION}
          .hide=${hide}
          .experiment=${(value: string) => {
            const kernel = BREAKS[value];
            return (
              kernel &&
              (() => this.renderRoot.querySelector('denominator-search')?.searchWith(kernel))
            );
          }}
        ></choice-answer>
        ${words('a', 'Which condition, and why? Say it in your own words.')}
      </section>
      <section aria-labelledby="b">
        <h3 id="b">(b) A kernel written as features</h3>
        <div class="part">
          <h4>(i) The quadratic kernel</h4>
          <typed-answer
            name="sim"
            label="sim(q, k) ="
            placeholder="in q and k"
            .value=${settings.sim ?? ''}
            .check=${(text: string) => this.#kernel('similarity', text)}
            .hints=${SIMILARITY}
            .hide=${hide}
          ></typed-answer>
        </div>
        <div class="part">
          <h4>(ii) Its feature map, for x with two entries</h4>
          <p class="label">
            Write a list, such as (x1, x1^3): sqrt(…) for roots, x ⊗ x for all products. It is tried on
            numbers, so any list with the right φ(q)·φ(k) is right.
          </p>
          <typed-answer
            name="phi"
            label="φ(x) ="
            placeholder="( , , )"
            .value=${settings.phi ?? ''}
            .check=${(text: string) => this.#kernel('features', text)}
            .hints=${PHI}
            .hide=${hide}
          ></typed-answer>
          ${gated(this, EXPLORER, () => partOf(this, 'feature-map'))}
        </div>
        <div class="part">
          <h4>(iii) Attention with features</h4>
          <p class="label">
            Write equation 3 with sim(q, k) = φ(q)ᵀφ(k): one row of it, in φ, Q_i, K_j and V_j, with Σ_j or
            \\sum_j for sums. It is computed on numbers, so any form of it is right.
          </p>
          <typed-answer
            name="attention"
            label="V′ᵢ ="
            placeholder="in φ, Qᵢ, Kⱼ, Vⱼ"
            .value=${settings.attention ?? ''}
            .check=${(text: string) => this.#kernel('rewritten', text)}
            .hints=${REWRITING}
            .hide=${hide}
          ></typed-answer>
        </div>
        ${words('b', 'How did you derive the kernel, φ and equation 3?')}
      </section>
      ${partOf(this, 'kernel-costs')}
    `;
  }

  async #kernel(question: KernelQuestion, text: string): Promise<Verdict> {
    const { place, ...judgement } = await judgeKernel(this.ask, question, text, this.settings);
    // Where the numbers are held back, there is nothing to be tried on.
    const experiment = place && isOpen(this, EXPLORER) ? () => this.#tryOn(place) : undefined;
    return { ...judgement, experiment };
  }

  /** The kernel of the query and the key on which an answer fails. */
  async #tryOn({ q, k }: KernelPlace) {
    this.set({ fq: q.join(', '), fk: k.join(', '), c: null });
    await this.updateComplete;
    this.renderRoot.querySelector('feature-map')?.scrollIntoView({ block: 'center' });
    this.say('The kernel of these two stands below.');
  }
}

const EXPLORER = {
  name: 'features',
  answers: ['sim'],
  says: 'A query and a key to try your features on come when (i) is right.',
};

const SIMILARITY = [
  'A polynomial kernel is made of the dot product of q and k, a constant, and a degree.',
  'The constant is added to the dot product, and the degree is a power of the sum. What is the degree of a quadratic kernel, and what is the constant, if every constant factor is 1?',
  html`${inline('sim ( q , k ) = ( q^⊤ k + 1 )^2')}`,
];

const FEATURES = [
  html`Multiply (q·k)² out: q·k = Σₐ qₐkₐ, so its square is Σₐ Σᵦ (qₐkₐ)(qᵦkᵦ).`,
  html`Sort each term by whose entries it has: (qₐqᵦ)(kₐkᵦ). One factor knows the query only, the
    other the key only.`,
  html`So with φ(x) the list of all products xₐxᵦ, D² of them, φ(q)·φ(k) = (q·k)².`,
  html`x₁x₂ and x₂x₁ are the same number. Keep one of each such pair and give it the factor √2, which
    counts twice when it meets itself: D(D + 1)/2 features are left.`,
  html`(q·k + 1)² is the square of a dot product that is one entry longer: append 1 to both. Its
    features are 1, √2 xₐ, and those from before.`,
];

const PHI = [
  'Multiply the square out, for two entries: which products of entries of q and k come up?',
  'Sort each term into what knows q alone and what knows k alone. A term that comes twice needs a factor which meets itself.',
  FEATURES,
];

const REWRITING = [
  'Put the product of features where sim stands, and nowhere else.',
  'Equation 3 has sim twice: over the line, beside Vⱼ, and under it.',
  'Σⱼ φ(Qᵢ)ᵀφ(Kⱼ) Vⱼ over Σⱼ φ(Qᵢ)ᵀφ(Kⱼ).',
];

customElements.define('kernels-lab', KernelsLab);

declare global {
  interface HTMLElementTagNameMap {
    'kernels-lab': KernelsLab;
  }
}
