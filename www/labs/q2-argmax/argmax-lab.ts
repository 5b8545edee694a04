// Question 2: argmax attention on one's own numbers, its gradients, and whether it can be trained.
import { css, html, nothing } from 'lit';
import type { Trace } from '../../../pkg/attention_playground.js';
import { CoreQuery } from '../../core/query.ts';
import { type State, sameState } from '../../state/edits.ts';
import { handles } from '../../ui/action.ts';
import { state } from '../../ui/property.ts';
import '../../steps/check-answer.ts';
import { errorNote, errorStyles } from '../../inputs/error-note.ts';
import '../../ui/math-formula.ts';
import '../../steps/step-list.ts';
import { Results } from '../../state/results.ts';
import { Selection } from '../../state/selection.ts';
import { request } from '../../state/to-request.ts';
import { base } from '../../styles/base.ts';
import { highlightsOf } from '../../tables/highlights.ts';
import { ArgmaxGradients } from './argmax-gradients.ts';
import { RetrievalTraining } from './retrieval-training.ts';
import '../parts/choice-answer.ts';
import { gated, isOpen } from '../parts/gate.ts';
import '../parts/hint-rungs.ts';
import { LabElement } from '../parts/lab-element.ts';
import { partOf } from '../parts/lab-part.ts';
import { withShown } from '../parts/progress.ts';
import '../parts/lab-inputs.ts';
import { isTable } from '../parts/input-texts.ts';
import { labStyles } from '../parts/lab-styles.ts';
import { ownWords, wordsSchema } from '../parts/own-words.ts';
import { labels } from './in-text.ts';
import { CLAIMS, computed, INPUTS, VARIANT } from './judge.ts';
import './own-output.ts';
import { each, oneOf } from '../../state/url/url-schema.ts';
import { answers } from '../../ui/context-request.ts';

const STEPS = {
  name: 'steps',
  answers: ['output'],
  says: 'The steps with their numbers open when your output is right.',
};
const GRADIENTS = {
  name: 'gradients',
  answers: ['claim'],
  says: 'The gradients of these numbers, through argmax and through softmax, open when your answer to (b) is right.',
};

export class ArgmaxLab extends LabElement {
  @state() private open = false;

  static schema = {
    ...ArgmaxGradients.schema,
    ...RetrievalTraining.schema,
    ...each([...INPUTS, 'output'], isTable),
    ...wordsSchema('b'),
    claim: oneOf(...CLAIMS.map(({ value }) => value)),
    gradients: oneOf('shown'),
  };

  static styles = [
    base,
    errorStyles,
    labStyles,
    css`
      check-answer,
      own-output,
      lab-inputs,
      choice-answer,
      .steps {
        margin-top: 1rem;
      }
      step-list {
        margin-top: 0.75rem;
      }
      .hidden-step {
        padding: 0.875rem 0;
        border-top: 1px solid var(--rule);
      }
      own-output + .hidden-step {
        margin-top: 1.25rem;
      }
      h4 {
        margin: 0.75rem 0 0.25rem;
        font-size: 1.125rem;
        font-weight: 400;
      }
      .own {
        margin-top: 1.75rem;
      }
      own-output {
        margin-bottom: 1.25rem;
      }
    `,
  ];

  variants = new CoreQuery(this, { fn: 'listVariants', args: () => [] });
  results: Results | null = null;
  /** What is computed, or was. */
  wanted: State | null = null;

  #open() {
    const results = new Results(this.engine, new Selection(this.engine));
    const update = () => this.requestUpdate();
    results.addEventListener('change', update);
    results.selection.addEventListener('change', update);
    return results;
  }

  get info() {
    return this.variants.value?.find(({ id }) => id === VARIANT) ?? null;
  }

  get state() {
    return this.info && computed(this.info, this.settings);
  }

  willUpdate() {
    const { state } = this;
    this.results ??= this.#open();
    if (!state || (this.wanted && sameState(state, this.wanted))) return;
    this.wanted = state;
    this.results.run(state);
  }

  render() {
    const { state, results, info, variants } = this;
    if (variants.error) return errorNote(variants.error);
    if (!state || !results || !info) return this.waits('Getting the numbers ready …');
    return html`
      <section aria-labelledby="a" @question=${answers({ 'result-source': () => results.source })}>
        <h3 id="a">(a) The output, by hand</h3>
        <p class="text">
          Each query takes the value of the one key with the largest q·k.
          ${
            INPUTS.some((name) => this.settings[name])
              ? 'These numbers are your own: “Start again” brings back those of the sheet.'
              : 'These are the numbers of the sheet; any of them can be changed, and a whole table can be pasted.'
          }
        </p>
        <lab-inputs
          .engine=${this.engine}
          .info=${info}
          .state=${state}
          .names=${INPUTS}
          .results=${results}
        ></lab-inputs>
        ${this.#steps(results)}
      </section>
      <section aria-labelledby="b">
        <h3 id="b">(b) What a loss could teach it</h3>
        <p class="text">
          Training follows slopes. So ask how the output of these numbers changes when one
          entry of q, k or v changes a little.
        </p>
        <choice-answer
          name="claim"
          .label=${labels.claim}
          .choices=${CLAIMS}
          .value=${this.settings.claim ?? ''}
          .hints=${[
            'A gradient says how the loss changes with a small push. Which number does a small push of q change here?',
            'Write the output as Σⱼ wⱼ vⱼ. How do the weights wⱼ change while the order of the scores stays as it is?',
            DERIVATION,
          ]}
          .hide=${this.hide}
          .experiment=${() => (this.#areGradientsOpen ? () => this.#lookAtGradients() : undefined)}
        ></choice-answer>
        ${ownWords(this.settings, 'b', 'Why? Say it in your own words.')}
      </section>
      ${this.#gradients(state)}
      ${partOf(this, 'retrieval-training')}
    `;
  }

  /** An address that was made beside them shows them. */
  get #areGradientsOpen() {
    const { settings, hide } = this;
    return Boolean(!hide && (settings.gradients || settings.T)) || isOpen(this, GRADIENTS);
  }

  #lookAtGradients() {
    this.renderRoot.querySelector('argmax-gradients')?.scrollIntoView({ block: 'start' });
    this.say('The gradients of these numbers are below.');
  }

  /** They answer the question above them, so it is tried first. */
  #gradients(state: State) {
    if (this.#areGradientsOpen)
      return partOf(this, 'argmax-gradients', { request: request(state) });
    return html`<section aria-labelledby="gradients">
      <h3 id="gradients">Both gradients, side by side</h3>
      ${gated(this, GRADIENTS, () => nothing)}
    </section>`;
  }

  /** One's own answer first, then one's own tables on the way to it, which stay; the steps where they may be seen. */
  #steps(results: Results) {
    const { good, error } = results;
    const output = good?.trace.steps.find(({ id }) => id === good.trace.output);
    const known = error && !INPUTS.includes(error.field);
    return html`
      ${known ? errorNote(error) : nothing}
      <h4 class="own">Your output</h4>
      <own-output
        alone
        .step=${output ?? null}
        .hide=${this.hide}
        .value=${this.settings.output ?? ''}
        .offer=${isOpen(this, STEPS) ? 'Show in the steps where this number comes from' : 'Show the steps, with the answer'}
        .experiment=${this.hide ? null : (index: number[]) => this.#lookAtSteps(results, index)}
      ></own-output>
      ${good ? this.#masked(good.trace) : nothing}
      ${good ? gated(this, STEPS, () => this.#unfolding(results)) : nothing}
    `;
  }

  /** The cell that is wrong, pinned: its arithmetic shows where it comes from. */
  async #lookAtSteps({ good, selection }: Results, index: number[]) {
    if (!good) return;
    this.open = true;
    if (!isOpen(this, STEPS)) this.set(withShown(this.settings, STEPS.name));
    selection.pin({ step: good.trace.output, index });
    await this.updateComplete;
    this.renderRoot.querySelector('step-list')?.scrollIntoView({ block: 'start' });
    this.say('The steps are below; the first cell that is wrong is pinned.');
  }

  #unfolding({ good, error, selection }: Results) {
    if (!good) return nothing;
    const { pinned, explanation } = selection;
    return html`<p class="steps">
        <button
          class="act"
          aria-expanded=${this.open}
          @click=${() => {
            this.open = !this.open;
          }}
        >${this.open ? 'Hide' : 'Show'} the steps</button>
      </p>
      ${
        this.open
          ? html`<step-list
              .trace=${good.trace}
              .highlights=${highlightsOf(good.trace, selection)}
              .pinned=${pinned}
              .explanation=${explanation}
              .error=${error}
              .stale=${error !== null}
              @action=${handles({
                'cell-pin': (place) => selection.pin(place),
                'cell-follow': (place) => selection.pin(place),
                'cell-point': (place) => selection.point(place),
                unpin: () => selection.unpin(),
              })}
            ></step-list>`
          : nothing
      }`;
  }

  /** The steps on the way, with their formulas and without their numbers. */
  #masked({ steps, output }: Trace) {
    const between = steps.filter(({ id, op }) => op !== 'input' && id !== output);
    return between.map(
      (step) => html`<div class="hidden-step">
        <h4>${step.label}</h4>
        <math-formula translate="no" .tree=${step.formula.tree}></math-formula>
        <check-answer .step=${step} hide></check-answer>
      </div>`,
    );
  }
}

const DERIVATION = [
  html`Write the output for one query as a weighted sum of the values, o = Σⱼ wⱼ vⱼ, where wⱼ is 1
    for the key with the largest score q·kⱼ and 0 for all others.`,
  html`The weights depend on q and k only by which score is the largest. Unless two scores are
    equal, there is a margin between the best and the second best.`,
  html`A change of q or of a key that is small beside this margin leaves the order as it is. So no
    weight changes: ∂wⱼ/∂q = 0 and ∂wⱼ/∂kⱼ = 0, exactly.`,
  html`By the chain rule ∂L/∂q = Σⱼ (∂L/∂wⱼ)(∂wⱼ/∂q) = 0, whatever the loss is. At a tie there is no
    slope at all: the output jumps from one value to another.`,
  html`The values do get a gradient: ∂o/∂vⱼ = wⱼ, so the chosen value gets the whole gradient of
    the output. The values can be learned, but not the choice among them.`,
  html`Softmax puts a slope back: ∂wⱼ/∂sₖ = wⱼ(1 − wⱼ) for k = j, and −wⱼwₖ otherwise. As T falls
    to 0, the weights become those of argmax, and this slope goes to 0.`,
];

customElements.define('argmax-lab', ArgmaxLab);

declare global {
  interface HTMLElementTagNameMap {
    'argmax-lab': ArgmaxLab;
  }
}
