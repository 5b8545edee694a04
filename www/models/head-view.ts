// The head view: the tokens of a text left and right, and the weights of a layer's heads as lines between them.
import { css, html, LitElement, nothing } from 'lit';
import '../exports/copy-table.ts';
import '../exports/save-plot.ts';
import { numbersGrid } from '../exports/table.ts';
import { write } from '../lib/format.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import { filterChoice, filterNote } from './filters.ts';
import { hueOf, isDashed, LEAST, type Shown } from './head-lines.ts';
import './lines-drawing.ts';
import { watchedEdge } from '../ui/scroll-edge.ts';
import type { RunData } from './protocol.ts';
import { tokenColumn, tokenStyles } from './token-column.ts';
import { headText, keeps, type ViewState } from './view-state.ts';
import { viewStyles } from './view-styles.ts';

export class HeadView extends LitElement {
  @property({ attribute: false }) run: RunData | null = null;
  @property({ attribute: false }) view!: ViewState;
  @property({ attribute: false }) texts: string[] = [];
  /** Where a page has several, which it is, for reading aloud. */
  @property({ attribute: false }) of = '';
  @state() private pointed: { side: 'query' | 'key'; at: number } | null = null;

  static styles = [
    base,
    viewStyles,
    tokenStyles,
    css`
      .heads {
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem;
      }
      .heads button {
        min-width: 2.25rem;
        min-height: 1.75rem;
        padding: 0 0.375rem;
        border: 1px solid var(--edge);
        border-bottom: 4px solid var(--axis);
        font-size: 0.9375rem;
        color: var(--ink);
      }
      .heads button[aria-pressed='false'] {
        border-color: var(--rule);
        color: var(--ink3);
      }
      .heads .dashed {
        border-bottom-style: dashed;
      }
      .body {
        display: grid;
        grid-template-columns: minmax(0, 36rem) minmax(0, 1fr);
        gap: 1.5rem 2.5rem;
        align-items: start;
      }
      .field {
        display: grid;
        grid-template-columns: minmax(0, 9rem) minmax(5rem, 1fr) minmax(0, 9rem);
      }
      .left .token {
        text-align: right;
      }
      lines-drawing {
        grid-area: 1 / 1 / 2 / 4;
      }
      .left {
        grid-area: 1 / 1;
      }
      .right {
        grid-area: 1 / 3;
      }
      /* What is behind a token is seen through it. */
      .token:hover,
      .token.pointed {
        background: none;
        box-shadow: inset 0 0 0 1px var(--edge);
      }
      table {
        border-collapse: collapse;
        font-size: 0.9375rem;
      }
      th,
      td {
        padding: 0.125rem 1rem 0.125rem 0;
        font-weight: 400;
        text-align: right;
        white-space: nowrap;
      }
      th:first-child,
      td:first-child {
        text-align: left;
      }
      thead th {
        border-bottom: 1px solid var(--edge);
        font-size: 0.875rem;
        color: var(--ink2);
      }
      .saves {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1rem;
        margin-top: 0.5rem;
      }
      @media print {
        .saves {
          display: none;
        }
      }
      @container (max-width: 56.25rem) {
        .body {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @container (max-width: 37.5rem) {
        .field {
          grid-template-columns: minmax(0, 6.5rem) minmax(4rem, 1fr) minmax(0, 6.5rem);
        }
      }
    `,
  ];

  render() {
    const { run, view } = this;
    if (!run) return nothing;
    const [layers, heads] = run.weights.shape;
    const [layer] = view.head;
    const layerChoices = Array.from({ length: layers }, (_, at) => at);
    return html`
      <div class="fields">
        <label>
          Layer
          <select @change=${this.#layer}>
            ${layerChoices.map((at) => html`<option value=${at} ?selected=${at === layer}>${at}</option>`)}
          </select>
        </label>
        <div class="heads" role="group" aria-label="Heads to draw">
          ${Array.from({ length: heads }, (_, head) => this.#square(head))}
        </div>
        ${this.active.length < heads ? html`<button class="act" @click=${() => this.#set({ heads: null })}>All heads</button>` : nothing}
        ${filterChoice(this, view.filter, run.segments)}
      </div>
      <div class="body">
        <div>
          ${this.#drawing(run)}
          <p class="note">
            Queries are on the left, keys on the right. The stronger a line, the larger its
            weight, divided by the number of heads that are drawn; weights below ${LEAST} are not
            drawn. Click a token to lock it; hold Shift to lock several. Click a head to hide it;
            click it twice to see only this head.
          </p>
          ${filterNote(view.filter)}
        </div>
        ${this.#table(run)}
      </div>
    `;
  }

  get active() {
    const heads = this.run?.weights.shape[1] ?? 0;
    return this.view.heads ?? Array.from({ length: heads }, (_, at) => at);
  }

  /** What is looked at: what is pointed at, else what is locked. */
  get looked() {
    const { pointed, view } = this;
    if (pointed) return { side: pointed.side, at: new Set([pointed.at]) };
    return { side: view.side, at: new Set(view.locked) };
  }

  #square(head: number) {
    const isOn = this.active.includes(head);
    return html`<button
      class="axis-${hueOf(head)} ${isDashed(head) ? 'dashed' : ''}"
      aria-pressed=${isOn}
      aria-label="head ${head}"
      @click=${() => this.#toggle(head)}
      @dblclick=${() => this.#solo(head)}
      @keydown=${(event: KeyboardEvent) => event.key === 's' && this.#solo(head)}
    >${head}</button>`;
  }

  /** The weights of the layer. */
  get shown(): Shown | null {
    const { run, view } = this;
    if (!run) return null;
    const [, heads, size] = run.weights.shape;
    const start = view.head[0] * heads * size * size;
    const { side, at } = this.looked;
    return {
      weights: run.weights.data.subarray(start, start + heads * size * size),
      size,
      heads: this.active,
      keep: keeps(view.filter, run.segments),
      lit: at.size === 0 ? () => true : (i, j) => at.has(side === 'query' ? i : j),
    };
  }

  #drawing(run: RunData) {
    const { texts, shown, looked, view } = this;
    if (!shown) return nothing;
    const column = (side: 'query' | 'key', looks: string) =>
      tokenColumn(
        {
          texts,
          role: side,
          locked: view.side === side ? new Set(view.locked) : new Set(),
          pointed: this.pointed?.side === side ? this.pointed.at : null,
          lit: (at) => looked.at.size === 0 || looked.side !== side || looked.at.has(at),
          point: (at) => {
            this.pointed = at === null ? null : { side, at };
          },
          press: (at, more) => this.#lock(side, at, more),
        },
        looks,
      );
    return html`<div class="field" @keydown=${this.#escape}>
        <lines-drawing .shown=${shown} .texts=${texts} .looked=${looked}></lines-drawing>
        ${column('query', 'left')} ${column('key', 'right')}
      </div>
      <div class="saves">
        <span class="label">The drawing</span>
        <save-plot
          .name=${`attention of layer ${view.head[0]}`}
          .plot=${'lines-drawing'}
          .numbers=${() => this.#grid(run)}
        ></save-plot>
      </div>`;
  }

  /** What the lines say, in numbers: of what is locked, else of the whole. */
  #table(run: RunData) {
    const { texts, shown, looked } = this;
    if (!shown) return nothing;
    const { at, side } = looked;
    const rows = this.#rows(shown, side);
    const of = [...at].map((token) => `“${texts[token]}”`).join(' and ');
    const title =
      at.size === 0
        ? 'Mean weight that a key receives'
        : side === 'query'
          ? `Weights from ${of}`
          : `Weights to ${of}`;
    return html`<div>
      <p>${title}</p>
      <div class="box" tabindex="0" role="region" aria-label="${title}${this.of}" ${watchedEdge()}>
        <table translate="no">
          <thead>
            <tr>
              <th scope="col">${side === 'key' && at.size > 0 ? 'query' : 'key'}</th>
              ${shown.heads.map((head) => html`<th scope="col">head ${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.slice(0, 24).map(
              ({ token, values }) => html`<tr>
                <th scope="row">${token + 1} ${texts[token]}</th>
                ${values.map((value) => html`<td>${write(value, 3)}</td>`)}
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${rows.length > 24 ? html`<p class="label">The 24 largest of ${rows.length}.</p>` : nothing}
      <copy-table .name=${title} .words=${() => this.#grid(run)}></copy-table>
    </div>`;
  }

  /** For each token of the other side, the sum over what is lit, or the mean over all queries; the largest first. */
  #rows({ weights, size, heads, keep, lit }: Shown, side: 'query' | 'key') {
    const isAll = this.looked.at.size === 0;
    const toKeys = side === 'query' || isAll;
    const rows = Array.from({ length: size }, (_, token) => ({
      token,
      values: heads.map((head) => {
        let sum = 0;
        for (let other = 0; other < size; other += 1) {
          const [i, j] = toKeys ? [other, token] : [token, other];
          if (lit(i, j) && keep(i, j)) sum += weights[(head * size + i) * size + j];
        }
        return isAll ? sum / size : sum;
      }),
    }));
    const most = (values: number[]) => Math.max(...values);
    return rows.sort((a, b) => most(b.values) - most(a.values) || a.token - b.token);
  }

  #grid(run: RunData) {
    const { shown, looked, texts } = this;
    const heads = shown?.heads ?? [];
    const rows = shown ? this.#rows(shown, looked.side) : [];
    return numbersGrid(
      ['position', 'token', ...heads.map((head) => `head ${headText([this.view.head[0], head])}`)],
      rows
        .toSorted((a, b) => a.token - b.token)
        .map(({ token, values }) => [
          String(token + 1),
          texts[token] ?? run.tokens[token],
          ...values,
        ]),
    );
  }

  #set(change: Record<string, string | null>) {
    act(this, 'view-set', change);
  }

  #layer = ({ target }: Event) => {
    const [, head] = this.view.head;
    this.#set({ head: headText([Number((target as HTMLSelectElement).value), head]) });
  };

  /** The last that is on stays on. */
  #toggle(head: number) {
    const { active } = this;
    const next = active.includes(head)
      ? active.filter((at) => at !== head)
      : [...active, head].sort((a, b) => a - b);
    if (next.length === 0) return;
    this.#set({ heads: this.#text(next) });
  }

  /** Alone, or all again where it was alone. */
  #solo(head: number) {
    const { active } = this;
    const isAlone = active.length === 1 && active[0] === head;
    this.#set({ heads: isAlone ? null : String(head) });
  }

  #text(heads: number[]) {
    return heads.length === this.run?.weights.shape[1] ? null : heads.join(',');
  }

  #lock(side: 'query' | 'key', at: number, more: boolean) {
    const { locked, side: before } = this.view;
    const own = before === side ? locked : [];
    const isLocked = own.includes(at);
    const next = isLocked
      ? own.filter((token) => token !== at)
      : more
        ? [...own, at].sort((a, b) => a - b)
        : [at];
    this.#set({
      locked: next.length > 0 ? next.join(',') : null,
      side: next.length > 0 && side === 'key' ? 'key' : null,
    });
  }

  #escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || this.view.locked.length === 0) return;
    event.preventDefault();
    this.pointed = null;
    this.#set({ locked: null, side: null });
  };
}

customElements.define('head-view', HeadView);

declare global {
  interface HTMLElementTagNameMap {
    'head-view': HeadView;
  }
}
