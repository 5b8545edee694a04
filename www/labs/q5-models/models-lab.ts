// Question 5: what the heads of GPT and BERT attend to, on the sheet's texts, with claims that are measured.
import { css, html } from 'lit';
import { site } from '../../lib/base-url.ts';
import { Followed } from '../../models/follow.ts';
import { Library, randomOf } from '../../models/library.ts';
import type { ModelExplorer } from '../../models/model-explorer.ts';
import { statusStyles } from '../../models/model-status.ts';
import type { AskModels } from '../../models/protocol.ts';
import { headText } from '../../models/view-state.ts';
import { anything, each, oneOf, type UrlSchema } from '../../state/url/url-schema.ts';
import { base } from '../../styles/base.ts';
import { named } from '../../styles/named-table.ts';
import type { Verdict } from '../parts/answer-feedback.ts';
import '../parts/choice-answer.ts';
import { gated } from '../parts/gate.ts';
import { LabElement } from '../parts/lab-element.ts';
import { labStyles, numberTable } from '../parts/lab-styles.ts';
import '../parts/typed-answer.ts';
import { ownWords, wordsSchema } from '../parts/own-words.ts';
import * as choices from './choices.ts';
import { type Claim, readClaim } from './claims.ts';
import { experiment } from './experiment.ts';
import * as hints from './hints.ts';
import { labels } from './in-text.ts';
import { CLAIMED, judgeLayers, judgeMeasured } from './judge.ts';
import { type Experiment, experimentSchema, modelOf, prefixed } from './looked.ts';
import './measured-claim.ts';
import { distanceTable, likenessTable, trainingTable } from './measured-tables.ts';
import { compareSenses, compareTraining, measureDistances, type Training } from './measurements.ts';
import { A, B, C, D, E } from './sheet-texts.ts';

export class ModelsLab extends LabElement {
  static schema: UrlSchema = {
    ...Object.assign({}, ...[A, B, C, D, E].map(({ letter }) => experimentSchema(letter))),
    ...each(Object.keys(CLAIMED), (text) => readClaim(text) !== null),
    ...each(['layers', 'pull', 'found'], anything),
    ...wordsSchema('a', 'b_i', 'b_ii', 'b_iii', 'b', 'c', 'd_i', 'd', 'e'),
    ...Object.fromEntries(
      Object.entries(choices.asked).map(([name, list]) => [
        name,
        oneOf(...list.map(({ value }) => value)),
      ]),
    ),
  };

  static styles = [
    base,
    labStyles,
    named,
    numberTable,
    statusStyles,
    css`
      .experiment {
        margin: 0.75rem 0 1rem;
        padding: 0.75rem 0 0 0.8125rem;
        border-left: 1px solid var(--rule);
      }
      .presets {
        display: flex;
        flex-wrap: wrap;
        gap: 0.125rem 1rem;
        margin-bottom: 0.75rem;
      }
      .presets [aria-pressed='true'] {
        color: var(--ink);
        text-decoration-color: currentColor;
        text-decoration-thickness: 2px;
      }
      section > h4 {
        margin-top: 1.5rem;
      }
      own-words + .text,
      .text + .offer {
        margin-top: 0.75rem;
      }
      choice-answer,
      measured-claim,
      typed-answer {
        margin-top: 0.25rem;
      }
      a {
        color: inherit;
      }
    `,
  ];

  library = new Library();
  #distances = new Followed<number[]>(() => this.requestUpdate());
  #training = new Followed<Training>(() => this.requestUpdate());
  #senses = new Followed<number[]>(() => this.requestUpdate());

  connectedCallback() {
    super.connectedCallback();
    const { signal } = this.listening ?? {};
    this.library.addEventListener('change', () => this.requestUpdate(), { signal });
    for (const name of this.models) this.library.openShipped(name);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.library.end();
  }

  /** Names of what ships, and of the model of (d) before its training. */
  get models() {
    const about = modelOf(D);
    return [modelOf(A), modelOf(B), about && randomOf(about)].filter((name) => name !== null);
  }

  willUpdate() {
    const gpt = modelOf(A);
    const bert = modelOf(B);
    const about = modelOf(D);
    if (gpt && this.library.info(gpt))
      this.#distances.want(gpt, () => measureDistances(this.library, gpt));
    if (about && this.library.info(about) && this.library.info(randomOf(about)))
      this.#training.want(about, () => compareTraining(this.library, about));
    if (bert && this.library.info(bert)?.family === 'bert')
      this.#senses.want(bert, () => compareSenses(this.library, bert));
  }

  /** Whether the distances have come: what was said of the answer on them can be said again. */
  #areMeasured = false;

  updated() {
    if (this.#areMeasured || !this.#distances.value) return;
    this.#areMeasured = true;
    this.renderRoot.querySelector('typed-answer')?.recall();
  }

  render() {
    const { settings, hide } = this;
    const choice = (name: keyof typeof choices.asked, about: Experiment, hints: unknown[]) =>
      html`<choice-answer
        .name=${name}
        .label=${labels[name]}
        .choices=${choices.asked[name]}
        .value=${settings[name] ?? ''}
        .hints=${hints}
        .hide=${hide}
        .experiment=${() => () => this.#look(about)}
      ></choice-answer>`;
    const words = (part: string, label: string) => ownWords(settings, part, label);
    return html`
      <section aria-labelledby="a">
        <h3 id="a">(a) Attention in GPT</h3>
        <p class="text">
          A small GPT, trained for this page, reads the texts of the sheet. The model view shows the
          weights of all heads; the neuron view writes out the queries, keys and values of one row. A
          model of your own, or one of the Hub, opens on
          <a href="${site}models.html">the models’ page</a>.
        </p>
        ${experiment(this, this.library, A)}
        <h4>(i) What stays the same from text to text?</h4>
        ${this.#claim('same', hints.SAME)}
        <h4>(ii) What changes from layer to layer?</h4>
        <typed-answer
          question
          name="layers"
          .label=${labels.layers}
          placeholder="a number, from 0"
          .value=${settings.layers ?? ''}
          .check=${(text: string) => this.#layers(text)}
          .hints=${hints.LAYERS}
          .hide=${hide}
        ></typed-answer>
        ${gated(this, DISTANCES, () => this.#table(this.#distances.value, distanceTable))}
        ${words('a', 'What else is alike, and what differs, from text to text and from layer to layer?')}
      </section>
      <section aria-labelledby="b">
        <h3 id="b">(b) BERT pays attention</h3>
        ${experiment(this, this.library, B)}
        <h4>(i) Which tokens are attended to?</h4>
        ${this.#claim('special', hints.SPECIAL)}
        ${words('b_i', 'Which other patterns do you see in the layers, and in their queries, keys and values?')}
        <h4>(ii) GPT and BERT</h4>
        ${choice('mask', B, hints.MASK)}
        ${words('b_ii', 'How else does attention work differently in GPT and BERT, and why?')}
        <h4>(iii) One word, two meanings</h4>
        ${choice('sense', B, hints.SENSE)}
        ${gated(this, LIKENESS, () => this.#table(this.#senses.value, likenessTable))}
        ${words('b_iii', 'What differs between the queries, keys and values of “play” in the two sentences?')}
        <h4>(iv) Both directions</h4>
        ${choice('both', B, hints.BOTH)}
        ${words('b', 'Did pre-training help BERT to learn better representations? Part (d) shows BERT before its training.')}
      </section>
      <section aria-labelledby="c">
        <h3 id="c">(c) Many heads</h3>
        ${experiment(this, this.library, C)}
        <h4>(i) Different features</h4>
        ${choice('why', C, hints.WHY)}
        <h4>(ii) Which features?</h4>
        ${this.#claim('features', hints.FEATURES)}
        ${words('c', 'Which features do the different heads attend to, and why might they differ?')}
      </section>
      <section aria-labelledby="d">
        <h3 id="d">(d) Before any training</h3>
        <p class="text">
          The same BERT before its training has random weights. In the first text the second sentence
          repeats the first one and hides a word: BERT has to predict the token that [MASK] hides.
        </p>
        <p class="offer">
          <button class="button" @click=${this.#showUntrained}>Show the untrained BERT beside it</button>
        </p>
        ${experiment(this, this.library, D)}
        <h4>(i) Trained and untrained</h4>
        ${choice('untrained', D, hints.UNTRAINED)}
        ${gated(this, BEFORE, () => this.#table(this.#training.value, trainingTable))}
        ${words('d_i', 'What differs between the maps before and after training?')}
        <h4>(ii) Where would training pull?</h4>
        ${words('d', 'Between which words or tokens would you expect strong attention?')}
        <p class="text">
          Take the first text above before any training, and think of the key that [MASK] should attend
          to: with more weight on this key, the right token would get a higher logit.
        </p>
        ${choice('gradient', D, hints.GRADIENT)}
      </section>
      <section aria-labelledby="e">
        <h3 id="e">(e) Your own pattern</h3>
        <p class="text">
          Find a pattern on a text of your own: type it here, claim what a head does, and have it
          measured. The picture for your write-up is saved from the head view, or copied from any table.
        </p>
        ${experiment(this, this.library, E)}
        ${this.#claim('own', hints.OWN)}
        ${words('e', 'What did you see, and what was hard?')}
      </section>
    `;
  }

  #claim(name: keyof typeof CLAIMED, hints: unknown[]) {
    const model = modelOf(CLAIMED[name].about);
    const info = model ? this.library.info(model) : null;
    return html`<measured-claim
      .name=${name}
      .label=${labels[name]}
      .value=${this.settings[name] ?? ''}
      .sizes=${{ layers: info?.layers ?? 0, heads: info?.heads ?? 0 }}
      .check=${(claim: Claim) => this.#judge(name, claim)}
      .hints=${hints}
      .hide=${this.hide}
    ></measured-claim>`;
  }

  #askModels: AskModels = (task, question) => this.library.client.ask(task, question);

  async #judge(name: keyof typeof CLAIMED, claim: Claim): Promise<Verdict> {
    const judgement = await judgeMeasured(this.#askModels, name, claim, this.settings);
    const head = { view: 'head', head: headText(claim.head) };
    return { ...judgement, experiment: () => this.#look(CLAIMED[name].about, head) };
  }

  /** The experiment of a part, as something shows best in it. */
  #look(about: Experiment, change: Record<string, string> = {}) {
    this.set(prefixed(change, about.letter));
    const place = this.renderRoot.querySelector(`.experiment[data-part="${about.letter}"]`);
    place?.scrollIntoView({ block: 'start' });
    this.say('The experiment of this part is above.');
  }

  /** In (d) the model before its training, beside itself. */
  #showUntrained() {
    const about = modelOf(D);
    if (!about) return;
    this.set(prefixed({ open: 'compare', with: randomOf(about) }, D.letter));
    const explorer = this.renderRoot.querySelector<ModelExplorer>(
      `.experiment[data-part="${D.letter}"] model-explorer`,
    );
    explorer?.renderRoot.querySelector('[aria-label="Comparison"]')?.scrollIntoView();
    this.say('The maps before and after training are below.');
  }

  /** A table of what is measured, once it is. */
  #table<T>(value: T | null, table: (value: T) => unknown) {
    return value === null ? html`<p class="label">Measuring …</p>` : table(value);
  }

  async #layers(text: string): Promise<Verdict> {
    const { value } = this.#distances;
    if (!value)
      return {
        right: false,
        unread: true,
        message: 'The model is not here yet: check again in a moment.',
      };
    const judgement = judgeLayers(value, text);
    return { ...judgement, experiment: () => this.#look(A, { view: 'model' }) };
  }
}

const DISTANCES = {
  name: 'distances',
  answers: ['layers'],
  says: 'The mean distances of all layers open when your answer is right.',
};
const LIKENESS = {
  name: 'likeness',
  answers: ['sense'],
  says: 'How alike the two vectors are, layer by layer, opens when your answer is right.',
};
const BEFORE = {
  name: 'before',
  answers: ['untrained'],
  says: 'The mean weights before and after training open when your answer is right.',
};

customElements.define('models-lab', ModelsLab);

declare global {
  interface HTMLElementTagNameMap {
    'models-lab': ModelsLab;
  }
}
