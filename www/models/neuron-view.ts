// The neuron view: one row of one head from the query to the output, every step with its numbers.
import { css, html, LitElement, nothing } from 'lit';
import type { Head, Row } from '../../pkg/attention_models.js';
import '../exports/copy-table.ts';
import { write } from '../lib/format.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import { filterChoice, filterNote } from './filters.ts';
import { pairGrid, rowGrid } from './neuron-grids.ts';
import type { RunData } from './protocol.ts';
import { tokenButton, tokenStyles } from './token-column.ts';
import './vector-strip.ts';
import { watchedEdge } from '../ui/scroll-edge.ts';
import { headText, keeps, type ViewState } from './view-state.ts';
import { viewStyles } from './view-styles.ts';

const DECIMALS = 2;

export class NeuronView extends LitElement {
  @property({ attribute: false }) run: RunData | null = null;
  @property({ attribute: false }) view!: ViewState;
  @property({ attribute: false }) texts: string[] = [];
  /** What the head computed, and the row of the query; null until they are there. */
  @property({ attribute: false }) head: Head | null = null;
  @property({ attribute: false }) row: Row | null = null;
  /** Where a page has several, which it is, for reading aloud. */
  @property({ attribute: false }) of = '';
  @state() private pointed: number | null = null;

  static styles = [
    base,
    viewStyles,
    tokenStyles,
    css`
      :host {
        container-type: inline-size;
      }
      table {
        border-collapse: collapse;
        font-size: 0.9375rem;
        font-variant-numeric: lining-nums tabular-nums;
      }
      .steps th {
        padding: 0 0.5rem 0.25rem;
        font-size: 0.875rem;
        font-weight: 400;
        text-align: left;
        vertical-align: bottom;
        color: var(--ink2);
        white-space: nowrap;
      }
      .steps thead th {
        border-bottom: 2px solid var(--j);
      }
      .steps thead th.of-query {
        border-bottom-color: var(--i);
      }
      .steps td,
      .steps tbody th {
        height: 1.5rem;
        padding: 0 0.5rem;
        line-height: 1.5rem;
        text-align: right;
        white-space: nowrap;
      }
      .steps td.name,
      .steps tbody th {
        padding: 0;
        text-align: left;
        color: inherit;
        font-size: 0.9375rem;
      }
      .name .token {
        width: 7.5rem;
        height: 1.5rem;
      }
      td.strip {
        padding: 0 0.5rem 0 0;
        vertical-align: top;
      }
      /* Five of them and the numbers fill the width that there is. */
      vector-strip {
        width: clamp(3.5rem, (100cqi - 38rem) / 5, 9.5rem);
      }
      td.share {
        position: relative;
        min-width: 6rem;
      }
      .share i {
        position: absolute;
        inset: 3px auto 3px 0;
        background: var(--p3);
      }
      .share span {
        position: relative;
      }
      tr.held td:not(.strip):not(.name):not(.share) {
        background: var(--wash);
      }
      tr.masked td:not(.name) {
        color: var(--ink3);
      }
      .gap {
        width: 1.5rem;
        min-width: 1.5rem;
        border: 0 !important;
      }
      .pair td,
      .pair th {
        min-width: 2.75rem;
        padding: 0.125rem 0.3125rem;
        text-align: right;
        font-weight: 400;
        white-space: nowrap;
      }
      .pair tbody th {
        position: sticky;
        left: 0;
        background: var(--paper);
        text-align: left;
      }
      .pair thead th {
        border-bottom: 2px solid var(--d);
        font-size: 0.8125rem;
        color: var(--ink2);
      }
            .pair .zero {
        color: var(--ink3);
      }
      .pair .total th,
      .pair .total td {
        border-top: 1px solid var(--edge);
        font-weight: 700;
      }
      section + section {
        margin-top: 1.5rem;
      }
      h4 {
        margin-bottom: 0.25rem;
      }
      .arithmetic {
        margin: 0.25rem 0 0.75rem;
        line-height: 1.75rem;
        overflow-wrap: anywhere;
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.5rem;
        align-items: baseline;
        margin-bottom: 0.375rem;
      }
      @media (forced-colors: active) {
        .share i {
          background: Highlight;
        }
      }
    `,
  ];

  get query() {
    const { run, view } = this;
    const last = (run?.ids.length ?? 1) - 1;
    return (view.side === 'query' ? view.locked[0] : undefined) ?? last;
  }

  /** The key that is written out: the one that is chosen, else the heaviest. */
  get key() {
    const { view, row } = this;
    if (view.key !== null) return view.key;
    const weights = row?.weights.data ?? new Float32Array();
    return weights.reduce((most, weight, at) => (weight > weights[most] ? at : most), 0);
  }

  render() {
    const { run, view, head, row } = this;
    if (!run) return nothing;
    const [layers, heads] = run.weights.shape;
    const [layer, at] = view.head;
    const count = (length: number) => Array.from({ length }, (_, value) => value);
    const choice = (value: number, chosen: number) =>
      html`<option value=${value} ?selected=${value === chosen}>${value}</option>`;
    return html`
      <div class="fields">
        <label>
          Layer
          <select @change=${({ target }: Event) => this.#choose([Number((target as HTMLSelectElement).value), at])}>
            ${count(layers).map((value) => choice(value, layer))}
          </select>
        </label>
        <label>
          Head
          <select @change=${({ target }: Event) => this.#choose([layer, Number((target as HTMLSelectElement).value)])}>
            ${count(heads).map((value) => choice(value, at))}
          </select>
        </label>
        ${filterChoice(this, view.filter, run.segments)}
      </div>
      ${head && row && row.weights.shape[0] === run.ids.length ? this.#body(run, head, row) : html`<p class="label">Computing the head …</p>`}
    `;
  }

  #body(run: RunData, head: Head, row: Row) {
    const { texts, query, key } = this;
    return html`
      <section>
        <div class="title">
          <h3 translate="no">The row of “${texts[query]}”, position ${query + 1}</h3>
          <copy-table
            .name=${`row ${query + 1} of head ${headText(this.view.head)}`}
            .words=${() => rowGrid(this.texts, run, row)}
          ></copy-table>
        </div>
        ${this.#steps(run, head, row)}
        ${filterNote(this.view.filter)}
        <p class="note">
          Click a token on the left to choose the query; click a token on the right to see that pair, number by number, below.
          Numbers above 0 are indigo, numbers below 0 rust.
        </p>
      </section>
      ${this.#pair(head, row, query, key)}
    `;
  }

  #steps(run: RunData, head: Head, row: Row) {
    const { view, texts, query, key, pointed } = this;
    const n = run.ids.length;
    const keep = keeps(view.filter, run.segments);
    const masked = row.masked.data.indexOf(Number.NEGATIVE_INFINITY);
    const from = masked < 0 ? Number.POSITIVE_INFINITY : masked;
    const most = (...all: { data: Float32Array }[]) =>
      all.reduce(
        (largest, { data }) => data.reduce((most, cell) => Math.max(most, Math.abs(cell)), largest),
        0,
      );
    const vectors = most(head.q, head.k);
    const values = most(head.v);
    const strip = (tensor: Head['q'], most: number, from = Number.POSITIVE_INFINITY) =>
      html`<td class="strip" rowspan=${n} aria-hidden="true"><vector-strip .tensor=${tensor} .most=${most} .from=${from}></vector-strip></td>`;
    const columns = {
      texts,
      pointed,
      lit: () => true,
      point: (at: number | null) => {
        this.pointed = at;
      },
    };
    const queries = {
      ...columns,
      role: 'query',
      locked: new Set([query]),
      press: (at: number) => act(this, 'view-set', { locked: String(at), side: null, key: null }),
    };
    const keys = {
      ...columns,
      role: 'key',
      locked: new Set([key]),
      press: (at: number) => act(this, 'view-set', { key: String(at) }),
    };
    const scale = this.#scaleText(row.scale, head.q.shape[1]);
    return html`<div class="box" tabindex="0" role="region" aria-label="Steps of the row${this.of}" ${watchedEdge()}>
      <table class="steps" @keydown=${this.#move} aria-label="From query ${query + 1} to each key">
        <thead>
          <tr>
            <th class="of-query" scope="col">query</th>
            <th class="of-query" aria-hidden="true">q</th>
            <td class="gap"></td>
            <th scope="col">key</th>
            <th aria-hidden="true">k</th>
            <th aria-hidden="true">q × k</th>
            <th scope="col">q·k</th>
            <th scope="col">${scale}</th>
            <th scope="col">mask</th>
            <th scope="col">softmax α</th>
            <th aria-hidden="true">v</th>
            <th aria-hidden="true">α·v</th>
          </tr>
        </thead>
        <tbody translate="no">
          ${texts.map((_, j) => {
            const isMasked = row.masked.data[j] === Number.NEGATIVE_INFINITY;
            const isKept = keep(query, j);
            const number = (value: number) => (isKept ? write(value, DECIMALS) : '');
            return html`<tr class="${j === key ? 'held' : ''} ${isMasked ? 'masked' : ''}">
              <td class="name">${tokenButton(queries, j)}</td>
              ${j === 0 ? strip(head.q, vectors) : nothing}
              <td class="gap"></td>
              <th class="name" scope="row">${tokenButton(keys, j)}</th>
              ${
                j === 0
                  ? [strip(head.k, vectors), strip(row.products, most(row.products), from)]
                  : nothing
              }
              <td>${number(row.dots.data[j])}</td>
              <td>${number(row.scaled.data[j])}</td>
              <td>${isKept ? (isMasked ? '−∞' : write(row.masked.data[j], DECIMALS)) : ''}</td>
              <td class="share">
                <i data-share=${isKept ? row.weights.data[j] : 0}></i>
                <span>${isKept ? write(row.weights.data[j], 3) : ''}</span>
              </td>
              ${
                j === 0
                  ? [strip(head.v, values), strip(row.weighted, most(row.weighted), from)]
                  : nothing
              }
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  /** Bars are set by script: the page's policy allows no styles in markup. */
  updated() {
    for (const bar of this.renderRoot.querySelectorAll<HTMLElement>('[data-share]'))
      bar.style.width = `${Number(bar.dataset.share) * 100}%`;
  }

  #scaleText(scale: number, width: number) {
    if (scale === 1) return 'not scaled';
    return Math.abs(scale - width ** -0.5) < 1e-6 ? `÷ √${width}` : `× ${write(scale, 4)}`;
  }

  /** Every number of one pair, and the sum over all keys. */
  #pair({ q, k, v }: Head, row: Row, query: number, key: number) {
    const { texts } = this;
    const d = q.shape[1];
    const part = ({ data }: { data: Float32Array }, at: number) =>
      data.subarray(at * d, (at + 1) * d);
    const cells = (
      name: unknown,
      values: Float32Array,
      total = false,
    ) => html`<tr class=${total ? 'total' : ''}>
      <th scope="row">${name}</th>
      ${Array.from(values, (value) => html`<td class=${value === 0 ? 'zero' : ''}>${write(value, DECIMALS)}</td>`)}
    </tr>`;
    const title = `“${texts[query]}” → “${texts[key]}”, number by number`;
    const weight = row.weights.data[key];
    const isMasked = row.masked.data[key] === Number.NEGATIVE_INFINITY;
    return html`<section>
      <div class="title">
        <h3 translate="no">${title}</h3>
        <copy-table .name=${'the pair, number by number'} .words=${() => pairGrid({ q, k, v }, row, query, key)}></copy-table>
      </div>
      <p class="arithmetic" translate="no">
        q·k = ${write(row.dots.data[key], 4)}, ${this.#scaleText(row.scale, d)} =
        ${write(row.scaled.data[key], 4)}${isMasked ? ', masked: −∞' : ''}, softmax over the row:
        α = ${write(weight, 4)}
      </p>
      <div class="box" tabindex="0" role="region" aria-label="The pair, number by number${this.of}" ${watchedEdge()}>
        <table class="pair" translate="no">
          <thead>
            <tr>
              <td></td>
              ${Array.from({ length: d }, (_, at) => html`<th scope="col">${at + 1}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${cells('q', part(q, query))} ${cells('k', part(k, key))}
            ${cells('q × k', part(row.products, key))} ${cells('v', part(v, key))}
            ${cells('α·v', part(row.weighted, key))}
            ${cells('Σ α·v', row.output.data, true)}
          </tbody>
        </table>
      </div>
      <p class="note">
        The last line is the output of the head for this query: the sum of α·v over all keys.
      </p>
    </section>`;
  }

  #choose(head: [number, number]) {
    act(this, 'view-set', { head: headText(head), key: null });
  }

  /** Up and down within the column of the token that has the keyboard. */
  #move = (event: KeyboardEvent) => {
    const button = event.composedPath()[0] as HTMLElement;
    const column = button.closest('th') ? 'th.name' : 'td.name';
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>(`${column} button`)];
    const at = all.indexOf(button);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: all.length - 1,
    };
    const to = all[steps[event.key] ?? -1];
    if (at < 0 || !to) return;
    event.preventDefault();
    to.focus();
  };
}

customElements.define('neuron-view', NeuronView);

declare global {
  interface HTMLElementTagNameMap {
    'neuron-view': NeuronView;
  }
}
