// A sequence decoded token by token: three caches that grow, and the proof that nothing is lost.
import { css, html, nothing } from 'lit';
import type { DecodeRun } from '../../../pkg/attention_playground.js';
import { plural } from '../../lib/format.ts';
import { withShares } from '../../state/decoders.ts';
import { base } from '../../styles/base.ts';
import { named } from '../../styles/named-table.ts';
import { answers, panel } from '../../styles/panel.ts';
import { plotPanel } from '../../styles/plot-panel.ts';
import { act, handles } from '../../ui/action.ts';
import { property } from '../../ui/property.ts';
import { PanelElement } from '../panel-element.ts';
import './cache-map.ts';
import { RUN } from './decode-run.ts';
import { counts, leaves, outputs, proof, titleOf } from './decoding-tables.ts';
import '../../ui/size-slider.ts';

type Kind = DecodeRun['kinds'][number];

/** What the sliders' letters are called where the choice is kept. */
const KEPT: Record<string, string> = { i: 'tokens', h: 'heads', g: 'sets' };
const MOST_SEED = 999_999;

export class DecodingPanel extends PanelElement {
  @property({ attribute: false }) run: DecodeRun | null = null;
  @property({ attribute: false }) at: Record<string, number> = {};

  static styles = [
    base,
    panel,
    answers,
    plotPanel,
    named,
    css`
      .stepper {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 0 1rem;
        align-items: center;
      }
      .stepper label {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1rem;
        align-items: center;
        font-size: 0.9375rem;
      }
      @container (max-width: 11rem) {
        .stepper {
          grid-template-columns: auto auto;
          justify-content: space-between;
        }
        .stepper label {
          grid-area: 2 / 1 / auto / -1;
        }
      }
      .stepper input {
        flex: 1 1 6rem;
        min-width: 0;
        height: 2.25rem;
        accent-color: var(--ink2);
        cursor: pointer;
      }
      .stepper button {
        min-height: 2.25rem;
        padding: 0 0.75rem;
        border: 1px solid var(--edge);
        border-radius: 3px;
        font-size: 0.9375rem;
      }
      .stepper button:disabled {
        border-color: var(--rule);
      }
      .kind {
        display: grid;
        grid-template-columns: 8rem minmax(0, 1fr);
        gap: 0.25rem 0.5rem;
        align-items: center;
        padding-bottom: 1rem;
      }
      .kind h3 {
        font-size: 1rem;
      }
      .box table {
        width: 100%;
      }
      /* All columns have room: a heading of two words stands on two lines. */
      .counts thead th {
        white-space: normal;
        vertical-align: bottom;
      }
      .outputs th.way {
        padding-left: 0.75rem;
        text-align: left;
      }
      .outputs td,
      .outputs thead th:nth-child(n + 3) {
        padding-left: 0.5rem;
      }
      /* Alike in every column; what is left is the names'. */
      .outputs td {
        width: 3.25rem;
      }
      @container (max-width: 37.5rem) {
        .kind {
          display: block;
        }
        .kind cache-map {
          margin-top: 0.375rem;
        }
      }
    `,
  ];

  content() {
    const { run, open } = this;
    if (!run || !open) return nothing;
    const { kinds } = run;
    const count = kinds[0].tokens.length;
    const token = Math.min(count, Math.max(1, this.at.token ?? 1));
    return html`<div class="body">
      <p class="label">
        Each token reads the cached keys and values, and adds its own. Tokens and weights
        are random values; heads that share a set use the mean of their weights.
        <button class="act" @click=${() => act(this, 'at-set', { seed: ((this.at.seed ?? RUN.seed) + 1) % MOST_SEED })}>Other numbers</button>
      </p>
      ${this.#sliders()} ${this.#stepper(token, count)}
      <div>${kinds.map((kind) => cache(kind, token))}</div>
      ${leaves(kinds, token)} ${counts(kinds, token)} ${outputs(kinds, token)}
      <p class="label">${proof(kinds)}</p>
    </div>`;
  }

  #sliders() {
    const { tokens, heads, sets } = { ...RUN, ...this.at };
    const sizes = [
      { letter: 'i', meaning: 'tokens', size: tokens, most: 16 },
      { letter: 'h', meaning: 'heads', size: heads, most: 8 },
      { letter: 'g', meaning: 'sets in groups', size: sets, most: 8 },
    ];
    const set = (one: Actions['size-set']) => {
      const changed = Object.entries(withShares(sizes, one));
      act(this, 'at-set', Object.fromEntries(changed.map(([own, size]) => [KEPT[own], size])));
    };
    return html`<div class="sliders" @action=${handles({ 'size-set': set })}>
      ${sizes.map(
        ({ letter, meaning, size, most }) => html`<size-slider
          .letter=${letter}
          .meaning=${meaning}
          .size=${size}
          .most=${most}
        ></size-slider>`,
      )}
    </div>`;
  }

  #stepper(token: number, count: number) {
    const go = (to: number) => act(this, 'at-set', { token: to });
    return html`<div class="stepper" role="group" aria-label="Step through the tokens">
      <button ?disabled=${token === 1} @click=${() => go(token - 1)}>Back</button>
      <label>
        <span>Token ${token} of ${count}</span>
        <input
          type="range"
          min="1"
          max=${count}
          step="1"
          aria-label="Token"
          .value=${String(token)}
          @input=${({ target }: InputEvent & { target: HTMLInputElement }) => go(Number(target.value))}
        />
      </label>
      <button ?disabled=${token === count} @click=${() => go(token + 1)}>Next</button>
    </div>`;
  }
}

function cache({ variant, groups, tokens }: Kind, token: number) {
  const { keys, values, cacheNumbers } = tokens[token - 1];
  const sets = plural(groups, 'set');
  return html`<div class="kind">
    <div>
      <h3>${titleOf(variant)}</h3>
      <p class="label">${sets}, ${plural(cacheNumbers, 'number')}</p>
    </div>
    <cache-map
      .keys=${keys}
      .values=${values}
      .tokens=${tokens.length}
      .name=${`${titleOf(variant)}: the cache after token ${token}, ${sets} of keys above values`}
    ></cache-map>
  </div>`;
}

customElements.define('decoding-panel', DecodingPanel);

declare global {
  interface HTMLElementTagNameMap {
    'decoding-panel': DecodingPanel;
  }
}
