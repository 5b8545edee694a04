// Two runs side by side: each head's maps, their difference, and how far apart every head is.
import { css, html, LitElement, nothing } from 'lit';
import '../exports/copy-table.ts';
import { numbersGrid } from '../exports/table.ts';
import { type Scale, scaleOf } from '../lib/colour-scale.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import './head-tile.ts';
import type { HeadPlace, RunData } from './protocol.ts';
import './tensor-map.ts';
import { headText, PATTERNS, strongest, type ViewState } from './view-state.ts';
import { viewStyles } from './view-styles.ts';

export interface Side {
  name: string;
  run: RunData;
  texts: string[];
}

export class CompareRuns extends LitElement {
  @property({ attribute: false }) first: Side | null = null;
  @property({ attribute: false }) second: Side | null = null;
  @property({ attribute: false }) view!: ViewState;
  /** Which head does what is to be found out: no caption tells it. */
  @property({ type: Boolean }) untold = false;

  static styles = [
    base,
    viewStyles,
    css`
      .maps {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
        gap: 1.5rem 2rem;
        margin: 0.75rem 0 1.25rem;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(5.5rem, 1fr));
        gap: 0.625rem;
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.5rem;
        align-items: baseline;
      }
    `,
  ];

  render() {
    const { first, second, view } = this;
    if (!first || !second) return nothing;
    const place = view.head;
    const scale = sharedScale([first, second], place);
    return html`
      <div class="maps">
        ${this.#map(first, place, scale)} ${this.#map(second, place, scale)} ${this.#difference(first, second, place)}
      </div>
      ${this.#all(first, second)}
    `;
  }

  #map({ name, run, texts }: Side, place: HeadPlace, scale: Scale) {
    const data = weightsOf(run, place);
    const size = run.ids.length;
    const pattern = isHere(run, place) ? strongest(run, place) : null;
    if (!data) return html`<p class="text">${name} has no head ${headText(place)}.</p>`;
    return html`<div>
      <tensor-map
        weights
        .tensor=${{ axes: ['i', 'j'], shape: [size, size], data }}
        .name=${`${name}, head ${headText(place)}`}
        .scale=${scale}
        .rows=${texts}
        .columns=${texts}
        .room=${288}
      ></tensor-map>
      ${this.untold ? nothing : html`<p class="label">${pattern ? `${PATTERNS[pattern.name]} ${pattern.score.toFixed(2)}` : 'no pattern'}</p>`}
    </div>`;
  }

  #difference(first: Side, second: Side, place: HeadPlace) {
    const one = weightsOf(first.run, place);
    const other = weightsOf(second.run, place);
    if (!one || !other) return nothing;
    const size = first.run.ids.length;
    if (size !== second.run.ids.length)
      return html`<p class="note">
        The texts have ${size} and ${second.run.ids.length} tokens: a map of differences needs
        two texts of the same length, so that each weight has a partner.
      </p>`;
    const data = one.map((weight, at) => weight - other[at]);
    return html`<tensor-map
      .tensor=${{ axes: ['i', 'j'], shape: [size, size], data }}
      .name=${`Difference, head ${headText(place)}`}
      .rows=${first.texts}
      .columns=${first.texts}
      .room=${288}
    ></tensor-map>`;
  }

  /** Every head, those that differ most first. */
  #all(first: Side, second: Side) {
    const rows = distances(first.run, second.run);
    if (rows.length === 0) return nothing;
    const size = first.run.ids.length;
    return html`<div class="title">
        <h4>How far apart each head is</h4>
        <copy-table
          .name=${'distances of heads'}
          .words=${() =>
            numbersGrid(
              ['head', 'distance'],
              rows.map(({ place, distance }) => [headText(place), distance]),
            )}
        ></copy-table>
      </div>
      <div class="grid" role="group" aria-label="Differences of heads">
        ${rows.map(
          ({ place, distance, data }) => html`<button
            class="tile"
            aria-pressed=${headText(place) === headText(this.view.head)}
            aria-label="layer ${place[0]}, head ${place[1]}: distance ${distance.toFixed(2)}"
            @click=${() => act(this, 'view-set', { head: headText(place) })}
          >
            <head-tile .data=${data} .size=${size}></head-tile>
            <span>${headText(place)} · ${distance.toFixed(2)}</span>
          </button>`,
        )}
      </div>
      <p class="note">
        The share of a row’s weight that lies elsewhere in the other run, as the mean over rows:
        0 if both runs attend alike, 1 if they attend to no token in common.
      </p>`;
  }
}

const isHere = (run: RunData, [layer, head]: HeadPlace) =>
  layer < run.weights.shape[0] && head < run.weights.shape[1];

function weightsOf(run: RunData, place: HeadPlace) {
  if (!isHere(run, place)) return null;
  const [, heads, size] = run.weights.shape;
  const start = (place[0] * heads + place[1]) * size * size;
  return run.weights.data.subarray(start, start + size * size);
}

/** One scale for the maps of both, so that equal fills are equal weights. */
function sharedScale(sides: Side[], place: HeadPlace) {
  const weights = sides.flatMap(({ run }) => [...(weightsOf(run, place) ?? [])]);
  return scaleOf(weights, true, true);
}

/** Half the sum of absolute differences of a row, as the mean over rows; nothing where the sizes differ. */
function distances(first: RunData, second: RunData) {
  const size = first.ids.length;
  if (size !== second.ids.length) return [];
  const [layers, heads] = first.weights.shape;
  const places = Array.from(
    { length: layers * heads },
    (_, at): HeadPlace => [Math.floor(at / heads), at % heads],
  );
  const rows = places.flatMap((place) => {
    const one = weightsOf(first, place);
    const other = weightsOf(second, place);
    if (!one || !other) return [];
    const data = one.map((weight, at) => weight - other[at]);
    const sum = data.reduce((sum, cell) => sum + Math.abs(cell), 0);
    return [{ place, data, distance: sum / 2 / size }];
  });
  return rows.sort((a, b) => b.distance - a.distance);
}

customElements.define('compare-runs', CompareRuns);

declare global {
  interface HTMLElementTagNameMap {
    'compare-runs': CompareRuns;
  }
}
