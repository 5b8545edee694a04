// Question 6 (b): the quadratic kernel's features of one query and one key, cell by cell.
import { css, html, nothing } from 'lit';
import type { Feature, FeatureMap as Features } from '../../../pkg/attention_playground.js';
import { CoreQuery } from '../../core/query.ts';
import { errorNote, errorStyles } from '../../inputs/error-note.ts';
import { figure, writeAlone } from '../../lib/format.ts';
import { wholeNumberIn } from '../../lib/number-words.ts';
import { readNumber } from '../../lib/read-number.ts';
import { anything, each } from '../../state/url/url-schema.ts';
import { base } from '../../styles/base.ts';
import { named } from '../../styles/named-table.ts';
import { namedTable } from '../../tables/named-table.ts';
import { state } from '../../ui/property.ts';
import type { Verdict } from '../parts/answer-feedback.ts';
import { gated, isOpen } from '../parts/gate.ts';
import { LabElement } from '../parts/lab-element.ts';
import { labStyles, numberTable } from '../parts/lab-styles.ts';
import '../parts/typed-answer.ts';

const START = { fq: '1, 2', fk: '3, −1', c: '1' };
const FIELDS: { name: keyof typeof START; label: string; wide?: boolean }[] = [
  { name: 'fq', label: 'q', wide: true },
  { name: 'fk', label: 'k', wide: true },
  { name: 'c', label: 'constant c' },
];
const DEGREE = 2;

/** The entries of a vector as they are typed; the core says what is no number. */
const entries = (text: string) =>
  text
    .replace(/[()[\]]/g, ' ')
    .trim()
    .split(/[\s,;]+/);

const TABLES = {
  name: 'tables',
  answers: ['phi', 'count'],
  says: 'The features of these numbers, one by one, open when φ and their number are right.',
};
const COUNTING = [
  'Count the kinds: squares, products of two different entries, and, with a constant, what it makes with each.',
  'Append the constant to x as one more entry: of n entries, how many unordered pairs are there, an entry with itself among them?',
  'n(n + 1)/2 of n entries, where n is one more than the width if there is a constant.',
];

export class FeatureMap extends LabElement {
  /** All products, not each once. */
  @state() private full = false;

  static schema = each([...Object.keys(START), 'count'], anything);

  static styles = [
    base,
    errorStyles,
    labStyles,
    named,
    numberTable,
    css`
      .fields input {
        width: 5rem;
      }
      .fields input.vector {
        width: 10rem;
      }
      .fields {
        margin: 1rem 0;
      }
      .named {
        margin-top: 0.75rem;
      }
      th,
      td {
        padding-right: 1.5rem;
      }
      typed-answer {
        margin: 1.25rem 0;
      }
      .choice {
        margin-top: 0.75rem;
      }
    `,
  ];

  map = new CoreQuery(this, { fn: 'featureMap', args: () => [this.vectors] });

  get texts(): Record<keyof typeof START, string> {
    const { fq, fk, c } = { ...START, ...this.settings };
    return { fq, fk, c };
  }

  get vectors() {
    const { fq, fk, c } = this.texts;
    const offset = readNumber(c) ?? Number.NaN;
    return { q: entries(fq), k: entries(fk), offset };
  }

  render() {
    const { map, texts } = this;
    const { value, error } = map;
    return html`
      <p class="text">
        The quadratic kernel of a query and a key, on numbers: the products of their features add up to it.
      </p>
      <div class="fields">
        ${FIELDS.map(
          ({ name, label, wide }) => html`<label>
            <i class="label">${label}</i>
            <input
              class=${wide ? 'vector' : ''}
              autocomplete="off"
              spellcheck="false"
              .value=${texts[name]}
              @input=${({ target }: InputEvent) =>
                this.set({ [name]: (target as HTMLInputElement).value })}
            />
          </label>`,
        )}
      </div>
      ${error ? errorNote(error) : nothing}
      ${value ? this.#map(value) : nothing}
    `;
  }

  #map(map: Features) {
    const { kernel, width, offset } = map;
    const entry = offset === 0 ? '' : ` and the constant`;
    return html`
      <p class="text">
        (q·k${offset === 0 ? '' : ` + ${writeAlone(offset)}`})² = ${writeAlone(kernel)}
      </p>
      <typed-answer
        question
        name="count"
        label="How many distinct features is that, for ${width} ${width === 1 ? 'entry' : 'entries'}${entry}?"
        .value=${this.settings.count ?? ''}
        .check=${(text: string) => this.#judge(text, map)}
        .hints=${COUNTING}
        .hide=${this.hide}
      ></typed-answer>
      ${gated(this, TABLES, () => [this.#tables(map), this.#counts(map)])}
    `;
  }

  #tables({ full, reduced, sums }: Features) {
    const [list, sum] = this.full ? [full, sums[0]] : [reduced, sums[1]];
    return html`
      <p class="choice">
        <button
          class="act"
          aria-pressed=${this.full}
          @click=${() => {
            this.full = !this.full;
          }}
        >${this.full ? 'Each product once, with √2' : 'All products, in both orders'}</button>
      </p>
      ${namedTable(
        'The features',
        html`<table translate="no">
          <thead>
            <tr>
              <th scope="col">feature</th>
              <th scope="col">of q</th>
              <th scope="col">of k</th>
              <th scope="col">product</th>
            </tr>
          </thead>
          <tbody>${list.map((feature) => this.#feature(feature))}</tbody>
          <tfoot>
            <tr>
              <th scope="row">φ(q)·φ(k)</th>
              <td></td>
              <td></td>
              <td>${writeAlone(sum)}</td>
            </tr>
          </tfoot>
        </table>`,
      )}
    `;
  }

  #feature({ name, q, k, product }: Feature) {
    return html`<tr>
      <th scope="row">${name}</th>
      <td>${writeAlone(q)}</td>
      <td>${writeAlone(k)}</td>
      <td>${writeAlone(product)}</td>
    </tr>`;
  }

  #counts({ counts, offset }: Features) {
    return namedTable(
      'How many features, by degree',
      html`<table translate="no">
        <thead>
          <tr>
            <th scope="col">(q·k${offset === 0 ? '' : ' + c'})ᵖ, p</th>
            <th scope="col">all products</th>
            <th scope="col">each once</th>
          </tr>
        </thead>
        <tbody>
          ${counts.map(
            ({ degree, full, reduced }) => html`<tr>
              <th scope="row">${degree}</th>
              <td>${figure(full)}</td>
              <td>${figure(reduced)}</td>
            </tr>`,
          )}
        </tbody>
      </table>`,
    );
  }

  async #judge(text: string, { counts, width, offset }: Features): Promise<Verdict> {
    const said = wholeNumberIn(text);
    const count = counts.find(({ degree }) => degree === DEGREE);
    if (said === null || !count) {
      const message = 'Give one whole number.';
      return { right: false, unread: true, message };
    }
    const { reduced, full } = count;
    if (said === reduced)
      return { right: true, message: 'Products of two different entries count once.' };
    const experiment = isOpen(this, TABLES) ? () => this.#look() : undefined;
    const message = slipOf(said, { reduced, full, width, offset });
    return { right: false, message, experiment };
  }

  #look() {
    this.renderRoot.querySelector('.named')?.scrollIntoView({ block: 'start' });
    this.say('The features of these numbers stand below, one by one.');
  }
}

/** What a wrong number counts instead. */
function slipOf(
  said: number,
  {
    reduced,
    full,
    width,
    offset,
  }: { reduced: number; full: number } & Pick<Features, 'width' | 'offset'>,
) {
  if (said === full)
    return 'So many products there are in all; but x₁x₂ and x₂x₁ are the same feature.';
  if (offset !== 0 && said === (width * (width + 1)) / 2)
    return 'That is the number without the constant.';
  if (offset !== 0 && said === width ** 2)
    return 'That is the number of products without the constant, in both orders.';
  if (said === reduced - 1) return 'One is missing.';
  return said < reduced
    ? 'There are more. Which kinds of products does the square have?'
    : 'There are fewer: one for each pair of entries, whatever their order.';
}

customElements.define('feature-map', FeatureMap);

declare global {
  interface HTMLElementTagNameMap {
    'feature-map': FeatureMap;
  }
}
