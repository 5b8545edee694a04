// The model view: every head of every layer as a small map with the pattern that it was measured for, to be sorted and filtered by it.
import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '../exports/copy-table.ts';
import { numbersGrid } from '../exports/table.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import { filterChoice, filterNote } from './filters.ts';
import './head-tile.ts';
import type { HeadPlace, PatternName, RunData } from './protocol.ts';
import './tensor-map.ts';
import { watchedEdge } from '../ui/scroll-edge.ts';
import {
  headText,
  keeps,
  PATTERN_NAMES,
  PATTERNS,
  scoreOf,
  strongest,
  type ViewState,
} from './view-state.ts';
import { viewStyles } from './view-styles.ts';

export class ModelView extends LitElement {
  @property({ attribute: false }) run: RunData | null = null;
  @property({ attribute: false }) view!: ViewState;
  @property({ attribute: false }) texts: string[] = [];
  /** Which head does what is to be found out: no caption tells it. */
  @property({ type: Boolean }) untold = false;

  static styles = [
    base,
    viewStyles,
    css`
      .body {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 24rem);
        gap: 1.5rem 2rem;
        align-items: start;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr));
        gap: 0.75rem;
      }
      /* By their places: a row a layer. */
      .grid.placed {
        grid-template-columns: 3.5rem repeat(var(--heads), minmax(4.25rem, 10rem));
        justify-content: start;
      }
      .axis {
        align-self: center;
        font-size: 0.875rem;
        line-height: 1.25rem;
        color: var(--ink2);
      }
      .axis.top {
        text-align: center;
      }
      .tile {
        display: grid;
        align-content: start;
      }
      .tile span {
        overflow-wrap: anywhere;
        margin-top: 0.125rem;
      }
      .tile b {
        color: var(--ink);
        font-weight: 400;
      }
      .tile.off head-tile {
        opacity: 0.35;
      }
      input[type='range'] {
        width: 8rem;
        accent-color: var(--ink2);
      }
      @container (max-width: 62rem) {
        .body {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @container (max-width: 37.5rem) {
        .grid,
        .grid.placed {
          gap: 0.5rem;
        }
        .grid.placed {
          grid-template-columns: 3.5rem repeat(var(--heads), minmax(3.25rem, 10rem));
        }
      }
    `,
  ];

  render() {
    const { run, view } = this;
    if (!run) return nothing;
    const { filter } = view;
    return html`
      <div class="fields">
        ${this.untold ? nothing : [this.#order(this.sort), this.#leastScore(view.least)]}
        ${filterChoice(this, filter, run.segments)}
        ${this.untold ? nothing : html`<copy-table .name=${'scores of every head'} .words=${() => this.#scores(run)}></copy-table>`}
      </div>
      <div class="body">
        <div>${this.#grid(run)} ${filterNote(filter)}
          <p class="note">
            Rows are queries, columns are keys; colours are on a square-root scale.
            ${
              this.untold
                ? nothing
                : `The number under a map is the mean weight on one pattern, without the first row: on the
            pattern that fits the map best, or on the one that sorts the heads.`
            }
          </p>
        </div>
        ${this.#detail(run)}
      </div>
    `;
  }

  /** To be sorted by a pattern would tell which heads follow it. */
  get sort() {
    return this.untold ? 'place' : this.view.sort;
  }

  #order(sort: ViewState['sort']) {
    return html`<label>
      Order
      <select @change=${this.#sort}>
        <option value="place" ?selected=${sort === 'place'}>by layer and head</option>
        ${PATTERN_NAMES.map(
          (name) =>
            html`<option value=${name} ?selected=${sort === name}>by “${PATTERNS[name]}”</option>`,
        )}
      </select>
    </label>`;
  }

  #leastScore(least: number) {
    return html`<label>
      Only heads with a score of at least
      <input
        type="range"
        min="0"
        max="1"
        step="0.05"
        .value=${String(least)}
        @input=${this.#least}
      /><output>${least.toFixed(2)}</output>
    </label>`;
  }

  updated() {
    const table = this.renderRoot.querySelector<HTMLElement>('.placed');
    table?.style.setProperty('--heads', String(this.run?.weights.shape[1] ?? 1));
  }

  #places(run: RunData): HeadPlace[] {
    const [layers, heads] = run.weights.shape;
    return Array.from({ length: layers * heads }, (_, at) => [Math.floor(at / heads), at % heads]);
  }

  /** What a head is ordered and filtered by. */
  #score(run: RunData, [layer, head]: HeadPlace) {
    const { sort } = this;
    const at = layer * run.weights.shape[1] + head;
    return sort === 'place' ? (strongest(run, [layer, head])?.score ?? 0) : scoreOf(run, sort, at);
  }

  #grid(run: RunData) {
    const { sort } = this;
    const least = this.untold ? 0 : this.view.least;
    const places = this.#places(run);
    const shown = places.filter((place) => this.#score(run, place) >= least);
    if (shown.length === 0)
      return html`<p class="text">No head reaches ${least.toFixed(2)} on this text.</p>`;
    if (sort === 'place' && shown.length === places.length) return this.#table(run);
    const order =
      sort === 'place'
        ? shown
        : shown.toSorted((a, b) => this.#score(run, b) - this.#score(run, a));
    return html`<div class="grid" role="group" aria-label="Heads">
      ${repeat(order, headText, (place) => this.#tile(run, place))}
    </div>`;
  }

  #table(run: RunData) {
    const [layers, heads] = run.weights.shape;
    const count = (length: number) => Array.from({ length }, (_, at) => at);
    return html`<div class="box" ${watchedEdge()}>
      <div class="grid placed" role="group" aria-label="Heads">
        <span class="axis"></span>
        ${count(heads).map((head) => html`<span class="axis top">head ${head}</span>`)}
        ${count(layers).map(
          (layer) => html`<span class="axis">layer ${layer}</span>
            ${count(heads).map((head) => this.#tile(run, [layer, head]))}`,
        )}
      </div>
    </div>`;
  }

  #tile(run: RunData, place: HeadPlace) {
    const { view } = this;
    const [, heads, size] = run.weights.shape;
    const [layer, head] = place;
    const start = (layer * heads + head) * size * size;
    const off = view.off.some((one) => headText(one) === headText(place));
    const { sort } = this;
    const named =
      sort === 'place' ? strongest(run, place) : { name: sort, score: this.#score(run, place) };
    const pattern = named
      ? `${PATTERNS[named.name as PatternName]} ${named.score.toFixed(2)}`
      : 'no pattern';
    const told = this.untold ? '' : pattern;
    return html`<button
      class="tile ${off ? 'off' : ''}"
      aria-pressed=${headText(view.head) === headText(place)}
      aria-label="layer ${layer}, head ${head}${told && `: ${told}`}${off ? ', off' : ''}"
      @click=${() => act(this, 'view-set', { head: headText(place) })}
      @keydown=${this.#move}
    >
      <head-tile
        .data=${run.weights.data.subarray(start, start + size * size)}
        .size=${size}
        .keep=${view.filter === 'all' ? null : keeps(view.filter, run.segments)}
      ></head-tile>
      <span><b>${headText(place)}</b> ${told}${off ? ' · off' : ''}</span>
    </button>`;
  }

  /** Arrow keys go from tile to tile, as they stand. */
  #move = (event: KeyboardEvent) => {
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>('.tile')];
    const at = all.indexOf(event.currentTarget as HTMLElement);
    const top = all[at].offsetTop;
    const row = all.filter((tile) => tile.offsetTop === all[0].offsetTop).length;
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: row,
      ArrowUp: -row,
    };
    const to = all[at + steps[event.key]];
    if (!to || (to.offsetTop !== top && Math.abs(steps[event.key]) === 1 && row === 1)) return;
    event.preventDefault();
    to.focus();
  };

  #detail(run: RunData) {
    const { view, texts } = this;
    const [layer, head] = view.head;
    const [, heads, size] = run.weights.shape;
    const start = (layer * heads + head) * size * size;
    const keep = keeps(view.filter, run.segments);
    const data = run.weights.data
      .subarray(start, start + size * size)
      .map((weight, at) => (keep(Math.floor(at / size), at % size) ? weight : 0));
    const all = PATTERN_NAMES.map(
      (name) => [name, scoreOf(run, name, layer * heads + head)] as const,
    );
    return html`<div class="detail">
      <tensor-map
        weights
        .tensor=${{ axes: ['i', 'j'], shape: [size, size], data }}
        .name=${`Weights of layer ${layer}, head ${head}`}
        .rows=${texts}
        .columns=${texts}
        .room=${288}
      ></tensor-map>
      ${
        this.untold
          ? nothing
          : html`<p class="note">
              Mean weight on the ${all.map(([name, score], at) => html`${at > 0 ? ', ' : ''}${PATTERNS[name]} ${score.toFixed(2)}`)}.
            </p>`
      }
    </div>`;
  }

  #scores(run: RunData) {
    const heads = run.weights.shape[1];
    return numbersGrid(
      ['layer', 'head', ...PATTERN_NAMES.map((name) => PATTERNS[name])],
      this.#places(run).map(([layer, head]) => [
        String(layer),
        String(head),
        ...PATTERN_NAMES.map((name) => scoreOf(run, name, layer * heads + head)),
      ]),
    );
  }

  #sort = ({ target }: Event) => {
    const { value } = target as HTMLSelectElement;
    act(this, 'view-set', { sort: value === 'place' ? null : value });
  };

  #least = ({ target }: Event) => {
    const { value } = target as HTMLInputElement;
    act(this, 'view-set', { least: Number(value) === 0 ? null : value });
  };
}

customElements.define('model-view', ModelView);

declare global {
  interface HTMLElementTagNameMap {
    'model-view': ModelView;
  }
}
