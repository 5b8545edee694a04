// Hints in rungs, each behind a click: that something is missing, where it comes from, what it is.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../../styles/base.ts';
import { act } from '../../ui/action.ts';
import { property, state } from '../../ui/property.ts';
import { labStyles } from './lab-styles.ts';

/** A sentence, or the steps of a derivation. */
type Rung = unknown | unknown[];

/** How many rungs may be climbed where answers are hidden: the third says what the answer is. */
const DISCREET = 2;

export class HintRungs extends LitElement {
  @property({ attribute: false }) rungs: Rung[] = [];
  /** The names of the answers that they are about, with blanks between. */
  @property({ type: String }) of = '';
  /** Without the rung that says the answer. */
  @property({ type: Boolean }) hide = false;
  /** What the button says where there is one rung alone. */
  @property({ type: String }) label = '';
  @state() private shown = 0;

  static styles = [
    base,
    labStyles,
    css`
      :host {
        display: block;
      }
      ol {
        counter-reset: step;
      }
      .rung {
        max-width: 40rem;
        padding: 0.375rem 0 0.375rem 0.8125rem;
        border-left: 3px solid var(--rule);
      }
      .steps li {
        position: relative;
        padding: 0.375rem 0 0.375rem 1.5rem;
        counter-increment: step;
      }
      .steps li::before {
        content: counter(step);
        position: absolute;
        left: 0;
        color: var(--ink2);
      }
      .acts {
        display: flex;
        gap: 1.5rem;
        margin-top: 0.375rem;
      }
      math {
        font-family: var(--maths);
        font-size: 1.125rem;
      }
      .formula {
        margin: 0.25rem 0;
        line-height: 2.25;
      }
      @media print {
        .acts {
          display: none;
        }
      }
    `,
  ];

  /** Other hints are about another answer: those that are the same stay open. */
  willUpdate(changed: Map<string, unknown>) {
    const before = changed.get('rungs') as Rung[] | undefined;
    if (!before) return;
    const other = before.findIndex((rung, at) => rung !== this.rungs[at]);
    if (other >= 0) this.shown = Math.min(this.shown, other);
  }

  render() {
    const rungs = this.hide ? this.rungs.slice(0, DISCREET) : this.rungs;
    if (rungs.length === 0) return nothing;
    const shown = Math.min(this.shown, rungs.length);
    return html`
      <ol aria-live="polite">${rungs.slice(0, shown).map((rung) => html`<li class="rung">${one(rung)}</li>`)}</ol>
      <p class="acts">
        ${
          shown < rungs.length
            ? html`<button class="act" @click=${() => this.#show(shown + 1)}>${this.label || `Hint ${shown + 1} of ${rungs.length}`}</button>`
            : nothing
        }
        ${shown > 0 ? html`<button class="act" @click=${() => this.#show(0)}>Hide</button>` : nothing}
      </p>
    `;
  }

  #show(count: number) {
    this.shown = count;
    if (count > 0 && this.of) act(this, 'hints-opened', { answers: this.of.split(' '), count });
  }
}

const one = (rung: Rung) =>
  Array.isArray(rung)
    ? html`<ol class="steps">${rung.map((step) => html`<li>${step}</li>`)}</ol>`
    : rung;

/** How a right answer comes about, in place of its hints; nothing where answers are hidden. */
export const seeWhy = (why: Rung, hide: boolean) =>
  hide ? nothing : html`<hint-rungs label="See why" .rungs=${[why]}></hint-rungs>`;

customElements.define('hint-rungs', HintRungs);

declare global {
  interface Actions {
    /** So many of the hints on some answers are open. */
    'hints-opened': { answers: readonly string[]; count: number };
  }
  interface HTMLElementTagNameMap {
    'hint-rungs': HintRungs;
  }
}
