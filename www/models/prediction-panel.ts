// What the model predicts at a position, and how that changes where heads are off.
import { css, html, LitElement, nothing } from 'lit';
import '../exports/copy-table.ts';
import { numbersGrid } from '../exports/table.ts';
import { write } from '../lib/format.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import { watchedEdge } from '../ui/scroll-edge.ts';
import type { Change, HeadPlace, RunData } from './protocol.ts';
import { headText, PATTERNS, strongest, type ViewState } from './view-state.ts';
import { viewStyles } from './view-styles.ts';

export class PredictionPanel extends LitElement {
  @property({ attribute: false }) run: RunData | null = null;
  @property({ attribute: false }) view!: ViewState;
  @property({ attribute: false }) texts: string[] = [];
  /** Null until it is there. */
  @property({ attribute: false }) change: Change | null = null;
  @property({ attribute: false }) isCausal = true;
  /** How a token of the vocabulary is written. */
  @property({ attribute: false }) write: (token: string) => string = String;

  static styles = [
    base,
    viewStyles,
    css`
      .body {
        display: grid;
        grid-template-columns: minmax(0, 30rem) minmax(0, 1fr);
        gap: 1.25rem 2.5rem;
        align-items: start;
      }
      table {
        border-collapse: collapse;
        font-size: 0.9375rem;
      }
      th,
      td {
        padding: 0.1875rem 1.25rem 0.1875rem 0;
        text-align: right;
        font-weight: 400;
        white-space: nowrap;
      }
      th:first-child {
        text-align: left;
      }
      thead th {
        border-bottom: 1px solid var(--edge);
        font-size: 0.875rem;
        color: var(--ink2);
      }
      .heads {
        display: grid;
        grid-template-columns: auto repeat(var(--heads), minmax(2.75rem, auto));
        gap: 0.375rem;
        justify-content: start;
        align-items: center;
        font-size: 0.9375rem;
      }
      .heads button {
        min-height: 2rem;
        padding: 0 0.5rem;
        border: 1px solid var(--edge);
        text-align: center;
      }
      .heads button[aria-pressed='true'] {
        border-style: dashed;
        color: var(--ink3);
        text-decoration: line-through;
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.5rem;
        align-items: baseline;
        margin: 1rem 0 0.375rem;
      }
      @container (max-width: 62rem) {
        .body {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  get position() {
    const { run, view } = this;
    return view.at ?? startPosition(run, this.isCausal);
  }

  render() {
    const { run, view, texts, position } = this;
    if (!run) return nothing;
    return html`
      <div class="fields">
        <label>
          ${this.isCausal ? 'Predict what follows' : 'Predict what stands at'}
          <select @change=${this.#position}>
            ${texts.map((text, at) => html`<option value=${at} ?selected=${at === position}>${at + 1} ${text}</option>`)}
          </select>
        </label>
        ${this.isCausal ? nothing : html`<span class="label">Write [MASK] in the text in place of the word to guess.</span>`}
      </div>
      <div class="body">
        <div>${this.#predictions()}</div>
        <div>${this.#heads(run, view)}</div>
      </div>
    `;
  }

  updated() {
    const grid = this.renderRoot.querySelector<HTMLElement>('.heads');
    grid?.style.setProperty('--heads', String(this.run?.weights.shape[1] ?? 1));
  }

  #predictions() {
    const { change, run, view } = this;
    if (run && !run.hasLogits)
      return html`<p class="text">This model has no output over tokens, so it makes no predictions.</p>`;
    if (!change) return html`<p class="label">Predicting …</p>`;
    const isOff = view.off.length > 0;
    const name = `predictions at position ${this.position + 1}`;
    return html`<div class="title">
        <h4>${isOff ? 'Before and after' : 'The most probable tokens'}</h4>
        <copy-table .name=${name} .words=${() => this.#grid(change)}></copy-table>
      </div>
      <div class="box" tabindex="0" role="region" aria-label="Predictions" ${watchedEdge()}>
        <table aria-live="polite">
          <thead>
            <tr>
              <th scope="col">token</th>
              <th scope="col">${isOff ? 'all heads' : 'probability'}</th>
              ${isOff ? html`<th scope="col">${namesOf(view.off)} off</th><th scope="col">change</th>` : nothing}
              <th scope="col">logit</th>
            </tr>
          </thead>
          <tbody translate="no">
            ${change.after.map(({ token, probability, logit }, at) => {
              const before = change.before[at];
              return html`<tr>
                <th scope="row">${this.write(token)}</th>
                <td>${before ? write(before.probability, 4) : ''}</td>
                ${
                  isOff
                    ? html`<td>${write(probability, 4)}</td>
                        <td>${before ? signed(probability - before.probability) : 'new'}</td>`
                    : nothing
                }
                <td>${write(logit, 2)}</td>
              </tr>`;
            })}
          </tbody>
        </table>
      </div>`;
  }

  #heads(run: RunData, view: ViewState) {
    const [layers, heads] = run.weights.shape;
    const off = new Set(view.off.map(headText));
    const count = (length: number) => Array.from({ length }, (_, at) => at);
    return html`<div class="title">
        <h4>Heads that are off</h4>
        ${off.size > 0 ? html`<button class="act" @click=${() => act(this, 'view-set', { off: null })}>All on again</button>` : nothing}
      </div>
      <div class="box" ${watchedEdge()}>
        <div class="heads" role="group" aria-label="Switch heads off">
          ${count(layers).map(
            (layer) => html`<span class="label">layer ${layer}</span>
              ${count(heads).map((head) => {
                const place: HeadPlace = [layer, head];
                const pattern = strongest(run, place);
                return html`<button
                  aria-pressed=${off.has(headText(place))}
                  aria-label="switch off layer ${layer}, head ${head}"
                  title=${pattern ? `${PATTERNS[pattern.name]} ${pattern.score.toFixed(2)}` : 'no pattern'}
                  @click=${() => this.#toggle(place)}
                >${headText(place)}</button>`;
              })}`,
          )}
        </div>
      </div>
      <p class="note">
        A head that is off adds nothing: its output is 0. Every view shows the run without it.
      </p>`;
  }

  #grid({ before, after }: Change) {
    return numbersGrid(
      ['token', 'probability', 'with heads off', 'logit'],
      after.map(({ token, probability, logit }, at) => [
        this.write(token),
        before[at]?.probability ?? null,
        probability,
        logit,
      ]),
    );
  }

  #position = ({ target }: Event) =>
    act(this, 'view-set', { at: (target as HTMLSelectElement).value, of: null });

  #toggle(place: HeadPlace) {
    const { off } = this.view;
    const others = off.filter((one) => headText(one) !== headText(place));
    const next = others.length < off.length ? others : [...off, place];
    act(this, 'view-set', { off: next.length > 0 ? next.map(headText).join(',') : null });
  }
}

/** The last token, or the first that is masked. */
export function startPosition(run: RunData | null, isCausal: boolean) {
  if (!run) return 0;
  const masked = run.tokens.indexOf('[MASK]');
  return isCausal || masked < 0 ? run.ids.length - 1 : masked;
}

const namesOf = (off: HeadPlace[]) => off.map(headText).join(', ');

const signed = (value: number) => (value > 0 ? `+${write(value, 4)}` : write(value, 4));

customElements.define('prediction-panel', PredictionPanel);

declare global {
  interface HTMLElementTagNameMap {
    'prediction-panel': PredictionPanel;
  }
}
