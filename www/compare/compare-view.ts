// Columns side by side: their heads, the temperature, and a row for each step that they share.
import { css, html, LitElement, nothing } from 'lit';
import type { Tensor, VariantInfo } from '../../pkg/attention_playground.js';
import { within } from '../lib/within.ts';
import { columnsOf } from '../state/compare-edits.ts';
import { declared, type State } from '../state/edits.ts';
import { infoOf, sameVariant } from '../state/own-program.ts';
import type { Place } from '../state/place.ts';
import type { Compared } from '../state/queries/comparison.ts';
import { TEMPERATURE } from '../state/temperatures.ts';
import { base } from '../styles/base.ts';
import { columnsGrid } from '../styles/compare.ts';
import { act } from '../ui/action.ts';
import { bringIntoView } from '../ui/bring-into-view.ts';
import { property } from '../ui/property.ts';
import { list, namesOf, spoken, summary, withoutPlain } from './compare-words.ts';
import './compare-choices.ts';
import './compare-head.ts';
import './compare-row.ts';
import './temperature-plot.ts';

const SETTLED = 500; // milliseconds without a new result before it is spoken of

export class CompareView extends LitElement {
  @property({ attribute: false }) state: State | null = null;
  @property({ attribute: false }) info: VariantInfo | null = null;
  @property({ attribute: false }) variants: VariantInfo[] = [];
  @property({ attribute: false }) good: Compared | null = null;
  @property({ attribute: false }) sweep: Tensor[] | null = null;
  /** What its tokens are called. */
  @property({ attribute: false }) words: readonly string[] = [];
  @property({ attribute: false }) pinned: Place | null = null;
  @property({ attribute: false }) pointed: Place | null = null;
  @property({ type: Boolean }) stale = false;

  static styles = [
    base,
    columnsGrid,
    css`
      :host {
        container-type: inline-size;
        padding-top: 2rem;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0.25rem 1.375rem;
      }
      h2 {
        font-size: 1.5625rem;
        line-height: 2rem;
      }
      .lede {
        margin-top: 0.25rem;
        font-size: 1.0625rem;
        line-height: 1.5rem;
        font-style: italic;
        color: var(--ink2);
      }
      .most {
        margin-top: 0.75rem;
        min-height: 1.5rem;
      }
      compare-choices {
        margin-top: 0.75rem;
      }
      .heads {
        row-gap: 1.25rem;
        margin-top: 1.75rem;
        padding-bottom: 1.5rem;
      }
      @media print {
        .most {
          display: var(--answer-block, block);
        }
      }
      .apart {
        padding-top: 1.125rem;
        border-top: 1px solid var(--rule);
      }
      @container (max-width: 56.25rem) {
        h2 {
          font-size: 1.375rem;
          line-height: 1.75rem;
        }
      }
    `,
  ];

  said = '';
  saying?: ReturnType<typeof setTimeout>;

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.saying);
  }

  render() {
    const { state, info, variants, good } = this;
    if (!state || !info) return nothing;
    const now = columnsOf(state);
    const names = namesOf(now, variants);
    return html`
      <header>
        <h2 tabindex="-1">Side by side</h2>
        <button class="act" @click=${() => act(this, 'compare-end')}>Back to the steps</button>
      </header>
      <p class="lede">
        The same numbers through ${list(now.map((column, at) => spoken(column, names[at])))}. Read
        across for a step, down for a column. Each difference is the column minus the first one.
      </p>
      <p class="most" data-summary>${this.#summary()}</p>
      <compare-choices .state=${state} .info=${info} .variants=${variants}></compare-choices>
      <div class="heads grid of-${now.length}">
        ${now.map(
          (column, at) => html`<compare-head
            .column=${column}
            .at=${at}
            .name=${names[at]}
            .state=${info ? declared(state, info) : state}
            .info=${infoOf(variants, column.variant)}
          ></compare-head>`,
        )}
      </div>
      ${good ? this.#result(good) : html`<p class="label">Computing …</p>`}
    `;
  }

  firstUpdated() {
    bringIntoView(this);
  }

  /** One begins to read at its heading. */
  async focusFirst() {
    await this.updateComplete;
    this.renderRoot.querySelector('h2')?.focus({ preventScroll: true });
  }

  updated() {
    const text = this.#summary();
    clearTimeout(this.saying);
    if (this.stale || text === this.said) return;
    this.saying = setTimeout(() => {
      this.said = text;
      act(this, 'announce', text);
    }, SETTLED);
  }

  #summary() {
    const { good, variants, state } = this;
    return good
      ? summary(good, namesOf(good.columns, variants), state?.digits ?? null, this.words)
      : '';
  }

  #result(good: Compared) {
    const { columns, comparison } = good;
    const names = namesOf(columns, this.variants);
    const apart = comparison.columns.flatMap(({ apart }, at) =>
      apart.length > 0 ? [`${list(apart.map((label) => within(label)))} (${names[at]})`] : [],
    );
    const large = withoutPlain(good, this.variants);
    const plain = comparison.rows.some(({ cells }) => cells.some((cell) => cell?.plain));
    return html`
      ${this.#temperature(good, names)}
      ${comparison.rows.map(
        (row) => html`<compare-row
          .row=${row}
          .names=${names}
          .large=${large}
          .digits=${this.state?.digits ?? null}
          .words=${this.words}
          .pinned=${this.pinned}
          .pointed=${this.pointed}
          ?stale=${this.stale}
          data-row=${row.id}
        ></compare-row>`,
      )}
      <p class="apart label">
        ${apart.length > 0 ? `Steps that no other column has: ${apart.join('; ')}.` : nothing}
        ${
          plain
            ? 'A plain form is the same function, computed as it is defined: the program itself never forms that table.'
            : nothing
        }
      </p>
    `;
  }

  /** The temperature of the first column that has one. */
  #temperature({ columns, comparison }: Compared, names: string[]) {
    const at = comparison.columns.findIndex(({ params }) => TEMPERATURE in params);
    if (at < 0 || !this.state) return nothing;
    // The slider follows the finger, unless its column has just become another one.
    const [shown, wanted] = [columns[at], columnsOf(this.state)[at]];
    const { params } = wanted && sameVariant(wanted.variant, shown.variant) ? wanted : shown;
    const typed = params[TEMPERATURE] ?? 1;
    const resolved = comparison.columns[at].params[TEMPERATURE]; // of a text such as √2
    const row = comparison.rows.find(({ role }) => role === 'weights');
    return html`<temperature-plot
      .column=${at}
      .name=${names[at]}
      .value=${typeof typed === 'number' ? typed : resolved}
      .sweep=${this.sweep}
      .weights=${row?.cells[at]?.tensor ?? null}
      .query=${this.#query()}
      .words=${this.words}
    ></temperature-plot>`;
  }

  /** The row of weights that is drawn: that of the pinned cell. */
  #query() {
    const place = this.pinned ?? this.pointed;
    return (place && place.index.length > 1 && place.index.at(-2)) || 0;
  }
}

customElements.define('compare-view', CompareView);

declare global {
  interface Actions {
    'compare-end': undefined;
  }
  interface HTMLElementTagNameMap {
    'compare-view': CompareView;
  }
}
