// Question 5: what the heads of GPT and BERT attend to, on the sheet's texts, with claims that are measured.
import { css, html, nothing } from 'lit';
import { site } from '../../lib/base-url.ts';
import { write } from '../../lib/format.ts';
import { Followed } from '../../models/follow.ts';
import { Library, randomOf } from '../../models/library.ts';
import { statusStyles } from '../../models/model-status.ts';
import type { RunData } from '../../models/protocol.ts';
import { PATTERNS } from '../../models/view-state.ts';
import { anything, each, oneOf, type UrlSchema } from '../../state/url/url-schema.ts';
import { base } from '../../styles/base.ts';
import type { Verdict } from '../parts/answer-feedback.ts';
import '../parts/choice-answer.ts';
import { gated } from '../parts/gate.ts';
import { LabElement } from '../parts/lab-element.ts';
import { labStyles, numberTable } from '../parts/lab-styles.ts';
import { line } from '../parts/math-notation.ts';
import '../parts/typed-answer.ts';
import * as choices from './choices.ts';
import {
  type Experiment,
  experiment,
  experimentSchema,
  looked,
  modelOf,
  type Texts,
} from './experiment.ts';
import './measured-claim.ts';
import { type Claim, readClaim } from './measured-claim.ts';
import { bestScores, judgeClaim, likeness, meanDistances } from './measures.ts';

const GPT: Texts[] = [
  { text: 'The dog ran' },
  { text: 'The dog sitting in the car' },
  {
    text: 'Jaime Salazar is running for election. Despite his party affiliation, Mr.',
  },
];
const REPEATING = { text: 'The dog ran to the car, and the dog ran to the park.' };
const PAIR = { text: 'I wanted to have a party', second: 'I bought a cake for it.' };
const SENSES: Texts[] = [
  { text: 'T was going to play at the park.' },
  { text: 'I was going to a play in the park' },
];
const BERT: Texts[] = [
  PAIR,
  ...SENSES,
  { text: 'party a have to wanted I', second: 'I bought a cake for it' },
  {
    text: 'I bought a cake for it',
    second: "I went to a party at my neighbor's house",
  },
];

const A: Experiment = {
  letter: 'a',
  family: 'gpt2',
  start: { view: 'neuron', head: [0, 0] },
  texts: [...GPT, REPEATING],
};
const B: Experiment = { letter: 'b', family: 'bert', start: { view: 'neuron' }, texts: BERT };
const C: Experiment = {
  letter: 'c',
  family: 'bert',
  start: { view: 'model' },
  texts: [{ text: 'I wanted to have a party', second: 'I like Thanksgiving dinner' }, PAIR],
};
const D: Experiment = {
  letter: 'd',
  family: 'gpt2',
  start: { view: 'model' },
  texts: [REPEATING, { text: 'I am happy and I am not sad. I am happy and I am' }],
  parts: ['gradients', 'compare'],
};
const E: Experiment = {
  letter: 'e',
  family: 'gpt2',
  start: { view: 'model' },
  texts: [REPEATING, ...GPT],
  parts: ['prediction'],
};

/** What is measured on a shipped model for the tables and the answers of this lab. */
interface Measured {
  /** How far each layer of GPT looks, over the texts of (a). */
  distances: number[];
  /** The largest score of each pattern, trained and before. */
  trained: readonly (readonly [string, number])[];
  initial: readonly (readonly [string, number])[];
}

interface Senses {
  /** The cosine of the two vectors of “play” behind each layer. */
  likeness: number[];
}

export class ModelsLab extends LabElement {
  static schema: UrlSchema = {
    ...Object.assign({}, ...[A, B, C, D, E].map(({ letter }) => experimentSchema(letter))),
    ...each(['same', 'special', 'features', 'own'], (text) => readClaim(text) !== null),
    ...each(['layers', 'pull', 'found'], anything),
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
  #measured = new Followed<Measured>(() => this.requestUpdate());
  #senses = new Followed<Senses>(() => this.requestUpdate());

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

  /** Names of what ships and of GPT before its training. */
  get models() {
    const gpt = modelOf(A);
    return [gpt, modelOf(B), gpt && randomOf(gpt)].filter((name) => name !== null);
  }

  willUpdate() {
    const gpt = modelOf(A);
    const bert = modelOf(B);
    if (gpt && this.library.info(gpt) && this.library.info(randomOf(gpt)))
      this.#measured.want(gpt, () => this.#measure(gpt));
    if (bert && this.library.info(bert)?.family === 'bert')
      this.#senses.want(bert, () => this.#compareSenses(bert));
  }

  async #measure(gpt: string): Promise<Measured> {
    const { client } = this.library;
    const run = (model: string, { text }: Texts) =>
      client.ask('run', { model, slot: 'measured', input: { text }, off: [] });
    const runs: RunData[] = [];
    for (const text of GPT) runs.push(await run(gpt, text));
    const all = runs.map(meanDistances);
    return {
      distances: all[0].map(
        (_, layer) => all.reduce((sum, one) => sum + one[layer], 0) / all.length,
      ),
      trained: bestScores(await run(gpt, REPEATING)),
      initial: bestScores(await run(randomOf(gpt), REPEATING)),
    };
  }

  /** The vectors of the one word in both sentences, layer by layer. */
  async #compareSenses(bert: string): Promise<Senses> {
    const { client } = this.library;
    const vectors: Float32Array[][] = [];
    for (const { text } of SENSES) {
      const slot = 'sense';
      const { tokens } = await client.ask('run', { model: bert, slot, input: { text }, off: [] });
      const position = Math.max(
        0,
        tokens.findIndex((token) => token.startsWith('play')),
      );
      vectors.push(await client.ask('hidden', { slot, position }));
    }
    return { likeness: vectors[0].map((vector, layer) => likeness(vector, vectors[1][layer])) };
  }

  render() {
    const { settings, hide } = this;
    const choice = (name: keyof typeof choices.asked, label: string, hints: unknown[]) =>
      html`<choice-answer
        .name=${name}
        .label=${label}
        .choices=${choices.asked[name]}
        .value=${settings[name] ?? ''}
        .hints=${hints}
        .hide=${hide}
      ></choice-answer>`;
    return html`
      <section aria-labelledby="a">
        <h3 id="a">(a) Attention in GPT</h3>
        <p class="text">
          A small GPT, trained for this page, reads the texts of the sheet. Look at queries, keys and
          values of its heads; the numbers of one row stand written out. A model of your own, or one of
          the Hub, opens on <a href="${site}models.html">the models’ page</a>.
        </p>
        ${experiment(this, this.library, A)}
        <h4>(i) What stays the same from text to text?</h4>
        ${this.#claim('same', 'Name a head that attends to the same kind of place in all three texts of the sheet.', A, GPT, SAME)}
        <h4>(ii) What changes from layer to layer?</h4>
        <typed-answer
          question
          name="layers"
          label="Which layer looks back least far, in the mean over its heads and the three texts?"
          placeholder="a number, from 0"
          .value=${settings.layers ?? ''}
          .check=${(text: string) => this.#layers(text)}
          .hints=${LAYERS}
          .hide=${hide}
        ></typed-answer>
        ${gated(this, DISTANCES, () => this.#distances())}
      </section>
      <section aria-labelledby="b">
        <h3 id="b">(b) BERT pays attention</h3>
        ${experiment(this, this.library, B)}
        <h4>(i) Which tokens are attended to?</h4>
        ${this.#claim('special', 'Name a head of BERT that attends to one particular kind of token, on the first text.', B, [PAIR], SPECIAL)}
        <h4>(ii) GPT and BERT</h4>
        ${choice('mask', 'Which difference between the two do the maps show on every text?', MASK)}
        <h4>(iii) One word, two meanings</h4>
        ${choice('sense', 'Where do the vectors of “play” in the two sentences differ?', SENSE)}
        ${gated(this, LIKENESS, () => this.#likenesses())}
        <h4>(iv) Both directions</h4>
        ${choice('both', 'What does reading both ways help BERT with, which GPT could not do?', BOTH)}
      </section>
      <section aria-labelledby="c">
        <h3 id="c">(c) Many heads</h3>
        ${experiment(this, this.library, C)}
        <h4>(i) Why do heads learn different features?</h4>
        ${choice('why', 'Nothing in the loss asks heads to differ. Why do they?', WHY)}
        <h4>(ii) Which features?</h4>
        ${this.#claim('features', 'Name a feature that a head of the model view above focuses on.', C, [C.texts[0]], FEATURES)}
      </section>
      <section aria-labelledby="d">
        <h3 id="d">(d) Before any training</h3>
        <p class="text">
          The same network with the weights that its training began with stands beside the trained one:
          open “Beside another text or model” and choose the model before its training.
        </p>
        ${experiment(this, this.library, D)}
        <h4>(i) Trained and untrained</h4>
        ${choice('untrained', 'What do the maps of an untrained network look like?', UNTRAINED)}
        ${gated(this, BEFORE, () => this.#before())}
        <h4>(ii) Where would training pull?</h4>
        <p class="text">
          Take the first text above. After its last word the model has to say what follows. Think of the
          token to which you would expect strong attention, and of the sign of the gradient there.
        </p>
        ${choice('gradient', 'A score s is low, and its value would raise the logit of the right token more than the row’s mean does. What is the gradient of that logit with respect to s?', GRADIENT)}
      </section>
      <section aria-labelledby="e">
        <h3 id="e">(e) Your own pattern</h3>
        <p class="text">
          Find a pattern on a text of your own: type it here, say which head does what, and have it
          measured. The picture for your write-up is saved from the head view, or copied from any table.
        </p>
        ${experiment(this, this.library, E)}
        ${this.#claim('own', 'What does a head do on your text?', E, [this.#ownText()], OWN)}
      </section>
    `;
  }

  #ownText(): Texts {
    const { text, second } = looked(this, E);
    return second ? { text, second } : { text };
  }

  #claim(name: string, label: string, about: Experiment, texts: Texts[], hints: unknown[]) {
    const model = modelOf(about);
    const info = model ? this.library.info(model) : null;
    return html`<measured-claim
      .name=${name}
      .label=${label}
      .value=${this.settings[name] ?? ''}
      .sizes=${{ layers: info?.layers ?? 0, heads: info?.heads ?? 0 }}
      .check=${(claim: Claim) => this.#judge(model, claim, texts)}
      .hints=${hints}
      .hide=${this.hide}
    ></measured-claim>`;
  }

  async #judge(model: string | null, claim: Claim, texts: Texts[]): Promise<Verdict> {
    if (!model) return { right: false, message: 'There is no such model here to measure it on.' };
    return judgeClaim(this.library, model, claim, texts);
  }

  async #layers(text: string): Promise<Verdict> {
    const { value } = this.#measured;
    const [, number] = /(\d+)/.exec(text) ?? [];
    if (!value)
      return { right: false, message: 'The model is not here yet: check again in a moment.' };
    if (number === undefined || Number(number) >= value.distances.length)
      return {
        right: false,
        message: `Layers are counted from 0 to ${value.distances.length - 1}.`,
      };
    const { distances } = value;
    const least = distances.indexOf(Math.min(...distances));
    const own = distances[Number(number)];
    if (Number(number) !== least)
      return {
        right: false,
        message: `Layer ${number} looks ${write(own, 2)} tokens back, and another layer less.`,
      };
    return {
      right: true,
      message: `It looks ${write(own, 2)} tokens back in the mean. Early layers gather what stands near; what later layers look for depends on what was gathered.`,
    };
  }

  #distances() {
    const distances = this.#measured.value?.distances ?? [];
    return html`<div class="box" tabindex="0" role="region" aria-label="Distances by layer">
      <table>
        <thead><tr><th scope="col">layer</th><th scope="col">mean distance</th></tr></thead>
        <tbody>
          ${distances.map((distance, layer) => html`<tr><th scope="row">${layer}</th><td>${write(distance, 2)}</td></tr>`)}
        </tbody>
      </table>
    </div>`;
  }

  #likenesses() {
    const values = this.#senses.value?.likeness;
    if (!values) return modelOf(B) ? html`<p class="label">Measuring …</p>` : nothing;
    return html`<div class="box" tabindex="0" role="region" aria-label="The vectors of “play”">
      <table>
        <thead><tr><th scope="col">behind</th><th scope="col">cosine</th></tr></thead>
        <tbody>
          ${values.map(
            (value, layer) => html`<tr>
              <th scope="row">${layer === 0 ? 'the embedding' : `layer ${layer - 1}`}</th>
              <td>${write(value, 3)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="note">1 where the two vectors of “play” point the same way.</p>`;
  }

  #before() {
    const { value } = this.#measured;
    if (!value) return html`<p class="label">Measuring …</p>`;
    const { trained, initial } = value;
    return html`<div class="box" tabindex="0" role="region" aria-label="Scores before and after training">
      <table>
        <thead>
          <tr><th scope="col">pattern, best head</th><th scope="col">before training</th><th scope="col">trained</th></tr>
        </thead>
        <tbody>
          ${trained.map(
            ([name, score], at) => html`<tr>
              <th scope="row">${PATTERNS[name as keyof typeof PATTERNS]}</th>
              <td>${write(initial[at][1], 2)}</td>
              <td>${write(score, 2)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

const DISTANCES = {
  name: 'distances',
  answers: ['layers'],
  says: 'The distances of all layers open when you have tried an answer.',
};
const LIKENESS = {
  name: 'likeness',
  answers: ['sense'],
  says: 'The likeness of the two vectors, layer by layer, opens when you have tried an answer.',
};
const BEFORE = {
  name: 'before',
  answers: ['untrained'],
  says: 'The scores before and after training open when you have tried an answer.',
};

const SAME = [
  'Look at the model view of each text: which map keeps its shape while the words change?',
  'A head that reads positions and not words has one shape on any text: a line beside the diagonal, or one column.',
  'In layer 0 a head puts nearly all of its weight one place to the left: it attends to the token before, on all three texts.',
];
const LAYERS = [
  'Compare the model views of the layers: near the diagonal means a short way back.',
  'A head that looks at the first token looks far; one that looks at itself or at the token before looks 0 or 1 back. Which layer has more of these?',
  'Layer 0: its heads attend to the same token and the token before. Later layers look at the first token and at earlier copies, which are further away.',
];
const SPECIAL = [
  'Which columns of the maps are dark in nearly every row?',
  'BERT’s input has two kinds of token that stand in every text: [CLS] at the front, [SEP] at the ends of sentences.',
  'Many heads rest on [SEP] or on the first token, [CLS], when there is nothing that they look for: their values change little.',
];
const MASK = [
  'Look at the part of the maps above the diagonal.',
  'Which entries are 0 in each of GPT’s maps, whatever the text, and are not in BERT’s?',
  html`GPT predicts the next token, so that a query may read earlier keys alone: ${line('α_ij = 0 , j > i')} BERT predicts
    a masked token from both sides, and no weight is hidden.`,
];
const SENSE = [
  'What does a network know of a word before the first layer: which token it is, and what else?',
  'The embedding of a token is the same in any sentence, up to its position. What do layers add to it?',
  'Each layer adds what its heads read from other tokens. The embeddings differ by the position alone; the context goes in layer by layer.',
];
const BOTH = [
  'Which tokens may the query of the masked word read, in each of the two?',
  'In “I bought a [MASK] for the party” what gives the word away stands behind it.',
  'GPT’s queries read to their left alone. BERT’s read both sides, so a word can be guessed from what follows it; that is what its pre-training asks for.',
];
const WHY = [
  'What happens to two heads with exactly the same weights?',
  'Equal heads get equal gradients, and stay equal for ever. What makes sure that they are not equal at the start?',
  [
    html`Heads add up: the layer’s output is ${line('∑_h o_h W_h')} with weights of its own for each head.`,
    html`They start from different random numbers, so their gradients differ from the first step on.`,
    html`Once a head reads the token before, a second that does the same lowers the loss hardly further,
      and its gradient points to what is still missing. So heads share the work.`,
  ],
];
const FEATURES = [
  'Order the model view by a pattern, and see which head comes first.',
  'The score under a map is the mean weight on the places of its pattern. From 0.5 on the claim holds.',
  'Choose the head with the largest score of the whole grid, and the pattern that is written under it.',
];
const UNTRAINED = [
  'Compare one row of both: how many keys have a weight worth seeing?',
  'Random q and k of small size: what are their dot products, and what does softmax make of scores that are all near 0?',
  html`Scores near 0 give ${line('α_ij = exp s_ij / ∑_j exp s_ij ≈ 1 / n')} over the keys that a query may read: nearly
    uniform rows, in every head. What order there is comes from the embedding: the same token has the same vector.`,
];
const GRADIENT = [
  'A score changes its own weight and, as a row sums to 1, takes from all others.',
  html`Write g for the gradient with respect to the weights of the row. Softmax gives
    ${line('∂ L / ∂ s_j = α_j ( g_j − ∑_k α_k g_k )')}`,
  [
    html`${line('∂ L / ∂ s_j = α_j ( g_j − ∑_k α_k g_k )')}`,
    html`The value of j raises the logit more than the row’s mean: ${line('g_j − ∑_k α_k g_k > 0')}`,
    html`α is above 0, so the gradient is above 0: training raises the score. It is small while α is
      small, since α is a factor of it. See it in “Gradients of a logit” above.`,
  ],
];
const OWN = [
  'A text with repeats shows most: a name, a list, a line of a song.',
  'Order the model view by each pattern in turn and watch the first score while you type.',
  'On a text with a repeat a head of layer 1 attends to what followed before: it looks behind the earlier copy of the present token.',
];

customElements.define('models-lab', ModelsLab);

declare global {
  interface HTMLElementTagNameMap {
    'models-lab': ModelsLab;
  }
}
