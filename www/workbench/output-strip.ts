// What an edit does, kept in sight at the foot of the screen where the table itself is elsewhere: the pinned
// cell, or else the output while the keyboard is in the inputs.
import { css, html, LitElement, nothing } from 'lit';
import type { Explanation, Trace } from '../../pkg/attention_playground.js';
import { layoutsOf } from '../steps/operand-layout.ts';
import { stepAlone } from '../steps/step-alone.ts';
import type { StepList } from '../steps/step-list.ts';
import { base } from '../styles/base.ts';
import { docked } from '../styles/dock.ts';
import { property, state } from '../ui/property.ts';

/** A table of more cells would cover what is edited. */
const ROWS = 6;
const COLUMNS = 12;
/** A table of which less is seen is out of sight. */
const SEEN = 0.5;

export class OutputStrip extends LitElement {
  @property({ attribute: false }) trace: Trace | null = null;
  /** Of the pinned cell, if there is one. */
  @property({ attribute: false }) explanation: Explanation | null = null;
  /** The step of the pinned cell. */
  @property({ attribute: false }) pinned: string | null = null;
  @property({ attribute: false }) digits: number | null = null;
  @property({ attribute: false }) stale = false;
  @property({ attribute: false }) words: readonly string[] = [];
  /** Where the tables of the steps stand. */
  @property({ attribute: false }) steps: StepList | null = null;
  /** The keyboard is in an input. */
  @state() private typing = false;
  /** The table is out of sight. */
  @state() private away = false;

  static styles = [
    base,
    css`
      /* It takes no room, so that a frame around it keeps its height. */
      :host {
        position: sticky;
        bottom: 0;
        z-index: 9;
        height: 0;
        margin: 0 calc(-1 * var(--side));
      }
      .docked {
        position: absolute;
        inset: auto 0 0;
        ${docked}
      }
      .name {
        margin-bottom: 0.25rem;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  shown: unknown = nothing;

  #listening?: AbortController;
  #watched: Element | null = null;
  #watch = new IntersectionObserver(
    (entries) => {
      this.away = entries[entries.length - 1].intersectionRatio < SEEN;
    },
    { threshold: SEEN },
  );

  connectedCallback() {
    super.connectedCallback();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const root = this.getRootNode();
    const inInputs = ({ target }: Event) =>
      target instanceof Element && target.localName === 'input-list';
    root.addEventListener(
      'focusin',
      (event) => {
        this.typing = inInputs(event);
      },
      { signal },
    );
    root.addEventListener(
      'focusout',
      (event) => {
        if (inInputs(event)) this.typing = false;
      },
      { signal },
    );
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#listening?.abort();
    this.#watch.disconnect();
    this.#watched = null;
  }

  get #step() {
    const { trace, pinned } = this;
    return trace?.steps.find(({ id }) => id === (pinned ?? trace.output));
  }

  /** Nothing is watched while nobody types: a table of the page need not be asked for. */
  updated() {
    const step = (this.typing || this.pinned !== null) && this.#step;
    const table = (step && this.steps?.tableOf(step.id)) || null;
    if (table === this.#watched) return;
    this.#watch.disconnect();
    this.#watched = table;
    if (table) this.#watch.observe(table);
    else this.away = false;
  }

  willUpdate() {
    const isAsked = this.typing || (this.pinned !== null && parent === window);
    this.shown = isAsked && this.away ? this.#content() : nothing;
    this.hidden = this.shown === nothing;
  }

  render() {
    return this.hidden ? nothing : html`<div class="docked">${this.shown}</div>`;
  }

  #content() {
    const { trace, explanation, digits, stale, words } = this;
    if (explanation)
      return html`<arithmetic-lines dock .explanation=${explanation}></arithmetic-lines>`;
    const step = this.#step;
    if (!trace || !step || this.pinned) return nothing;
    const [columns = 1, rows = 1] = step.tensor.shape.toReversed();
    if (step.tensor.shape.length > 2 || rows > ROWS || columns > COLUMNS) return nothing;
    const layout = layoutsOf(trace, digits, false, words.length > 0).get(step.id);
    return layout ? stepAlone(step, layout, { stale, words }) : nothing;
  }
}

customElements.define('output-strip', OutputStrip);

declare global {
  interface HTMLElementTagNameMap {
    'output-strip': OutputStrip;
  }
}
