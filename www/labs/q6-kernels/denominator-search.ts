// Question 6 (a): look for a query whose similarities add up to 0 or less, and see its row fail.
import { css, html, nothing } from 'lit';
import type {
  DenominatorReport,
  ParamInfo,
  Request,
  DenominatorRow as Row,
} from '../../../pkg/attention_playground.js';
import { CoreQuery } from '../../core/query.ts';
import { errorNote, errorStyles } from '../../inputs/error-note.ts';
import { handles } from '../../ui/action.ts';
import { state } from '../../ui/property.ts';
import '../../inputs/param-settings.ts';
import { grouped, numberOrText, writeAlone } from '../../lib/format.ts';
import { same } from '../../lib/same.ts';
import { anything, each, within } from '../../state/url/url-schema.ts';
import { base } from '../../styles/base.ts';
import { named } from '../../styles/named-table.ts';
import { namedTable } from '../../tables/named-table.ts';
import { gated, isOpen } from '../parts/gate.ts';
import { LabElement } from '../parts/lab-element.ts';
import { labStyles, numberTable } from '../parts/lab-styles.ts';
import { isRight } from '../parts/progress.ts';
import { OWN, START } from './similarities.ts';

const SEEDS: [number, number] = [0, 4_294_967_294];

const REASON = {
  name: 'reason',
  answers: ['condition'],
  says: 'Why it can or cannot fail is said when the condition below is right.',
};

/** What a similarity is, the quadratic one above all, is asked for in (b). */
const untold = (param: ParamInfo): ParamInfo => ({
  ...param,
  choices: param.choices.map((choice) => ({ ...choice, help: param.help })),
});

export class DenominatorSearch extends LabElement {
  /** What is looked for, once it is. */
  @state() private sought: Request | null = null;

  variants = new CoreQuery(this, { fn: 'listVariants', args: () => [] });
  search = new CoreQuery(this, {
    fn: 'searchDenominator',
    args: () => this.sought && [this.sought],
  });

  static schema = { ...each(['kernel', 'degree', 'offset'], anything), seed: within(SEEDS) };

  static styles = [
    base,
    errorStyles,
    labStyles,
    named,
    numberTable,
    css`
      param-settings {
        max-width: 40rem;
        margin-top: 1rem;
      }
      .fields {
        margin-top: 0.75rem;
      }
      .fields input {
        width: 5rem;
        text-align: right;
      }
      .found {
        margin-top: 1rem;
      }
      .named {
        margin-top: 1rem;
      }
      .bad {
        font-weight: 700;
      }
    `,
  ];

  get info() {
    return this.variants.value?.find(({ id }) => id === 'kernel') ?? null;
  }

  get seed() {
    return Math.floor(this.number('seed', 0, SEEDS));
  }

  get kernel() {
    const choices = this.info?.params.find(({ name }) => name === 'kernel')?.choices ?? [];
    const chosen = choices.find(({ value }) => value === this.settings.kernel);
    return String(chosen?.value ?? START);
  }

  /** The parameters that are asked for: what a similarity does not have stays as it is. */
  get params() {
    const { kernel } = this;
    const own = (OWN.get(kernel) ?? []).filter((name) => name in this.settings);
    return {
      kernel,
      ...Object.fromEntries(own.map((name) => [name, numberOrText(this.settings[name])])),
    };
  }

  get request() {
    return { params: this.params, seed: this.seed };
  }

  render() {
    const { info, seed } = this;
    const { value, about } = this.search;
    const error = this.variants.error ?? this.search.error;
    if (!info) return error ? errorNote(error) : this.waits('Getting the similarities ready …');
    const params = isRight(this.settings, 'sim') ? info.params : info.params.map(untold);
    const shown = ['kernel', ...(OWN.get(this.kernel) ?? [])];
    const current = !error && same(about?.[0], this.request);
    return html`
      <param-settings
        compact
        .params=${params.filter(({ name }) => shown.includes(name))}
        .values=${this.params}
        .error=${error}
        @action=${handles({ 'param-set': ({ name, value }) => this.set({ [name]: String(value) }) })}
      ></param-settings>
      <p class="fields">
        <label>
          <span class="label">seed of the search</span>
          <input
            inputmode="numeric"
            autocomplete="off"
            .value=${String(seed)}
            @change=${({ target }: Event) =>
              this.take(target as HTMLInputElement, 'seed', 0, SEEDS)}
          />
        </label>
        <button class="button" @click=${() => this.#search(seed)}>Search</button>
        ${
          value && current
            ? html`<button class="act" @click=${() => this.#search(seed + 1)}>Search again (seed ${seed + 1})</button>`
            : nothing
        }
      </p>
      ${this.remarked}
      ${error && !shown.includes(error.field) ? errorNote(error) : nothing}
      <div aria-live="polite">${value && current ? this.#found(value) : nothing}</div>
    `;
  }

  /** Look among the sums of this similarity. */
  searchWith(kernel: string) {
    this.set({ kernel });
    this.sought = { params: { kernel }, seed: this.seed };
    this.search.again();
    this.scrollIntoView({ block: 'start' });
    this.say('The search above looks for a query that breaks it.');
  }

  #search(seed: number) {
    if (seed !== this.seed) this.set({ seed: String(seed) });
    this.sought = { params: this.params, seed };
    this.search.again();
  }

  #found({ tried, zero, negative, smallest, underflow, reason }: DenominatorReport) {
    const fails = zero ?? negative;
    return html`<div class="found">
      <p class="text">
        ${grouped(tried)} queries were tried.
        ${
          fails
            ? `This similarity fails: ${[zero && 'a sum of 0', negative && 'a sum below 0'].filter(Boolean).join(' and ')} ${zero && negative ? 'were' : 'was'} found.`
            : `None failed: the smallest sum was ${writeAlone(smallest.total)}.`
        }
      </p>
      ${gated(this, REASON, () => html`<p class="text">${reason}</p>`)}
      ${zero ? this.#row(zero, 'A sum of 0', 'The sum is 0, so no weight can be computed: a number divided by 0 is none. The output is not finite.') : nothing}
      ${negative ? this.#row(negative, 'A sum below 0', 'The division works, but these are not proper weights: some are negative or above 1.') : nothing}
      ${fails ? nothing : this.#row(smallest, 'The smallest sum', shares(smallest))}
      ${
        underflow && isOpen(this, REASON)
          ? this.#row(
              underflow,
              'Safe on paper, and yet 0 in a double',
              `The similarities are above 0, but too small to be written as a double.${this.kernel === 'exponential' ? ' Programs subtract the largest score before exp.' : ''}`,
            )
          : nothing
      }
    </div>`;
  }

  #row({ q, keys, similarities, weights, total, output }: Row, title: string, what: string) {
    const shown = keys?.map(vector) ?? this.#ownKeys;
    return html`
      ${namedTable(
        `${title}: q = ${vector(q)}`,
        html`<table translate="no">
          <thead>
            <tr>
              <th scope="col">key</th>
              <th scope="col">k</th>
              <th scope="col">similarity</th>
              <th scope="col">weight</th>
            </tr>
          </thead>
          <tbody>
            ${similarities.map(
              (similarity, at) => html`<tr>
                <th scope="row">${at + 1}</th>
                <td>${shown[at]}</td>
                <td>${writeAlone(similarity)}</td>
                <td>${total === 0 ? `${writeAlone(similarity)} / 0` : writeAlone(weights[at])}</td>
              </tr>`,
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">sum</th>
              <td></td>
              <td class=${total > 0 ? '' : 'bad'}>${writeAlone(total)}</td>
              <td>output ${total === 0 ? 'undefined' : vector(output)}</td>
            </tr>
          </tfoot>
        </table>`,
      )}
      <p class="label">${what}</p>
    `;
  }

  /** The keys that the similarity is tried with: those of the variant. */
  get #ownKeys() {
    const { example = [] } = this.info?.inputs.find(({ name }) => name === 'k') ?? {};
    return (example as string[][]).map((key) => `(${key.join(', ').replaceAll('-', '−')})`);
  }
}

/** What the weights of a row that does not fail are. */
const shares = ({ weights }: Row) =>
  weights.every((weight) => weight >= 0)
    ? 'Every weight lies between 0 and 1.'
    : 'The division works, but some weights are negative.';

const vector = (cells: number[]) => `(${cells.map(writeAlone).join(', ')})`;

customElements.define('denominator-search', DenominatorSearch);

declare global {
  interface HTMLElementTagNameMap {
    'denominator-search': DenominatorSearch;
  }
}
