// Fill the inputs with random values: what they are drawn from, the seed, and the next seed.
import { css, html, LitElement } from 'lit';
import type { Spread } from '../state/queries/random-values.ts';
import { base } from '../styles/base.ts';
import { choices } from '../styles/choices.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';

const SPREADS: [Spread, string][] = [
  ['normal', 'normal'],
  ['whole', 'integers −3…3'],
];

export class RandomFill extends LitElement {
  @property({ attribute: false }) seed = 1;
  @property({ attribute: false }) spread: Spread = 'normal';

  static styles = [
    base,
    choices,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.25rem 1rem;
        margin-bottom: 0.75rem;
        padding: 0.5rem 0;
        border-block: 1px solid var(--rule);
        font-size: 0.9375rem;
        line-height: 1.5rem;
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 1rem;
      }
      .seed {
        color: var(--ink2);
      }
      .seed input {
        color: var(--ink);
        width: 3.5rem;
        border-bottom: 1px solid var(--edge);
        text-align: right;
      }
      .seed input:focus-visible {
        outline-offset: 0;
      }
    `,
  ];

  render() {
    return html`<div class="row" role="group" aria-label="Random values">
      <fieldset>
        <legend class="hidden">drawn from</legend>
        ${SPREADS.map(
          ([spread, text]) => html`<label>
            <input
              type="radio"
              name="spread"
              .checked=${spread === this.spread}
              @change=${() => act(this, 'random-set', { spread })}
            />${text}
          </label>`,
        )}
      </fieldset>
      <label class="seed">
        seed
        <input
          inputmode="numeric"
          autocomplete="off"
          .value=${String(this.seed)}
          @change=${this.#seed}
        />
      </label>
      <button class="act" @click=${() => act(this, 'random-fill', {})}>Fill all</button>
      <button class="act" @click=${() => act(this, 'random-fill', { next: true })}>
        New numbers (seed ${this.seed + 1})
      </button>
    </div>`;
  }

  #seed(event: Event) {
    const field = event.target as HTMLInputElement;
    act(this, 'random-set', { seed: field.value.trim() });
    field.value = String(this.seed); // what is no seed is put back
  }
}

customElements.define('random-fill', RandomFill);

declare global {
  interface Actions {
    /** What is drawn from; the seed, as typed. */
    'random-set': { spread?: Spread; seed?: string };
    /** All inputs, or one; with the next seed. */
    'random-fill': { name?: string; next?: boolean };
  }
  interface HTMLElementTagNameMap {
    'random-fill': RandomFill;
  }
}
