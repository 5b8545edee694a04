// The steps of the last good result, each with the findings that speak of it beside it.
import { css, html, LitElement, nothing, unsafeCSS } from 'lit';
import type { Explanation, Step, Trace } from '../../pkg/attention_playground.js';
import type { PlainError } from '../core/errors.ts';
import { errorNote, errorStyles } from '../inputs/error-note.ts';
import { onScreen } from '../lib/on-screen.ts';
import { flatten } from '../lib/tensor-views.ts';
import type { Place } from '../state/place.ts';
import { type Block, blocksOf, folds } from '../state/step-groups.ts';
import { base } from '../styles/base.ts';
import type { Highlights } from '../tables/highlights.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import { marginNote } from './margin-note.ts';
import { layoutsOf, type OperandLayout } from './operand-layout.ts';
import { stepAlone } from './step-alone.ts';
import type { StepCard, Withheld } from './step-card.ts';
import './step-card.ts';

const quiet = unsafeCSS(
  [
    ...[...'ijdmhbfc'].map((letter) => `--${letter}: var(--ink3);`),
    ...Array.from(
      { length: 8 },
      (_, at) => `--p${at + 1}: var(--wash); --n${at + 1}: var(--wash);`,
    ),
    ...[1, 4, 5, 6].map((step) => `--on-${step}: var(--ink3);`),
  ].join(' '),
);

/** How many parts the first frame has: what is below them comes a frame later. */
const FIRST = 2;

/** The forward pass, or with `backward` what lies between the output and the gradients. */
export class StepList extends LitElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ type: Boolean, reflect: true }) backward = false;
  @property({ attribute: false }) digits: number | null = null;
  @property({ attribute: false }) highlights: Map<string, Highlights> = new Map();
  @property({ attribute: false }) pinned: Place | null = null;
  @property({ attribute: false }) explanation: Explanation | null = null;
  @property({ attribute: false }) error: PlainError | null = null;
  @property({ type: Boolean }) stale = false;
  /** The arithmetic stands in the dock. */
  @property({ type: Boolean }) narrow = false;
  /** The steps to show, where not all of them are, by their ids. */
  @property({ attribute: false }) only: readonly string[] | null = null;
  /** Whether formulas stand beside the tables. */
  @property({ attribute: false }) formulas = true;
  /** Low, with as little around the tables as there can be. */
  @property({ type: Boolean, reflect: true }) dense = false;
  /** Whether a check tells nothing of the right number. */
  @property({ attribute: false }) hide = false;
  /** What is said in place of the numbers of steps that are to be predicted first. */
  @property({ attribute: false }) withheld: ReadonlyMap<string, Withheld> = new Map();
  /** What its tokens are called. */
  @property({ attribute: false }) words: readonly string[] = [];
  /** The arithmetic of the step that one is at grows term by term. */
  @property({ attribute: false }) walking = false;
  /** The step that the stepper is at: the others are dimmed. */
  @property({ attribute: false }) current = '';

  static styles = [
    base,
    errorStyles,
    css`
      /* Without hue and fill a step steps back, and its text keeps a contrast of 5 : 1. */
      .dim {
        color: var(--ink3);
        --ink: var(--ink3);
        --ink2: var(--ink3);
        --ring: var(--ink3);
        ${quiet}
      }
      step-card {
        scroll-margin-block: 6rem 1rem;
      }
      .side {
        max-width: 40rem;
        padding: 0 0 1.5rem;
      }
      .note {
        font-size: 0.9375rem;
        line-height: 1.375rem;
        color: var(--ink2);
      }
      .note b {
        color: var(--ink);
      }
      .note + .note {
        margin-top: 0.5rem;
      }
      :host([dense]) .step .side {
        padding: 0 0 0.5rem;
      }
      @media print {
        .side {
          visibility: var(--answers, visible);
        }
      }
      .group {
        border-top: 1px solid var(--rule);
        padding: 0.75rem 0;
      }
      .group.folded {
        padding-bottom: 1.25rem;
      }
      .group h2 {
        font-size: 1.3125rem;
        line-height: 1.75rem;
      }
      .group h2 small {
        min-width: 1.5rem;
        margin-right: 0.5rem;
        font-size: 1rem;
        color: var(--ink3);
      }
      .results {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem 2rem;
        margin-top: 0.75rem;
      }
      .results > div {
        max-width: 100%;
        min-width: 0;
      }
      .name {
        margin-bottom: 0.25rem;
      }
      .all {
        padding-bottom: 0.75rem;
      }
    `,
  ];

  /** The blocks that were folded and are open, by where they begin. */
  @state() private unfolded: Set<string> = new Set();
  /** The first parts have been drawn, and nobody waits for the rest. */
  @state() private begun = false;
  /** On paper all of it stands. */
  @state() private printed = false;

  layouts?: Map<string, OperandLayout>;
  blocks: Block[] = [];
  listening?: AbortController;

  /** The card that is read is the first across a line somewhat above the middle of what is seen. */
  #reading = new IntersectionObserver(() => this.#read(), { rootMargin: '-25% 0px -74% 0px' });

  connectedCallback() {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    const print = (printed: boolean) => () => {
      this.printed = printed;
      this.performUpdate();
    };
    addEventListener('beforeprint', print(true), { signal });
    addEventListener('afterprint', print(false), { signal });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listening?.abort();
    this.#reading.disconnect();
  }

  /** Bring the card of a step into view, and in it a cell where its table is cut. */
  async show(step: string, cell?: Place) {
    await this.#unfold(step);
    const card = this.renderRoot.querySelector(`step-card[data-step="${step}"]`);
    if (!(card instanceof HTMLElement)) return;
    const tall = card.offsetHeight > innerHeight * 0.7;
    card.scrollIntoView({ block: tall ? 'start' : 'nearest' });
    const { shape } = (card as StepCard).step?.tensor ?? { shape: [] };
    const place = cell && flatten(cell.index, shape);
    this.tableOf(step)
      ?.shadowRoot?.querySelector(`[data-place="${place}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** The numbers of a step, also in a part that is folded. */
  tableOf(step: string): Element | null {
    const place = this.renderRoot.querySelector(`[data-step="${step}"]`);
    const picture = place?.shadowRoot?.querySelector('step-picture') ?? place;
    return picture?.shadowRoot?.querySelector('value-table[grid], map-reader') ?? picture ?? null;
  }

  /** The first cell of the first step, or a cell. */
  async focusCell(step?: string, place: number = 0) {
    await this.#unfold(step);
    const card = this.renderRoot.querySelector(
      step ? `step-card[data-step="${step}"]` : 'step-card',
    );
    if (!card) return false;
    return (card as StepCard).focusPlace(place);
  }

  /** What a person asks for by its step is not left folded. */
  async #unfold(step?: string) {
    this.begun = true;
    const block = this.blocks.find(({ steps }) => steps.some(({ id }) => id === step));
    if (block && this.#isFolded(block)) this.#toggle(block);
    await this.updateComplete;
  }

  get #count() {
    return this.blocks.reduce((sum, { steps }) => sum + steps.length, 0);
  }

  /** The step at which somebody is, by the stepper, the pin or a mistake, is never folded away. */
  #isFolded(block: Block) {
    // Where some are left out or are to be predicted, each stands for itself.
    if (this.only || this.withheld.size > 0) return false;
    const here = [this.current, this.pinned?.step, this.error?.field];
    if (this.printed || this.unfolded.has(block.id) || !folds(block, this.#count)) return false;
    return !block.steps.some(
      ({ id }) =>
        here.includes(id) && !block.results.some((one) => one.id === id && id !== this.current),
    );
  }

  #toggle({ id }: Block) {
    const unfolded = new Set(this.unfolded);
    if (!unfolded.delete(id)) unfolded.add(id);
    this.unfolded = unfolded;
  }

  #read() {
    const line = innerHeight * 0.255;
    const cards = [...this.renderRoot.querySelectorAll('[data-step], [data-last]')];
    const card = cards.findLast((one) => one.getBoundingClientRect().top <= line);
    const id = card instanceof HTMLElement ? (card.dataset.step ?? card.dataset.last ?? '') : '';
    act(this, 'step-read', id);
  }

  updated() {
    if (this.trace && !this.begun)
      onScreen().then(() => {
        this.begun = true;
      });
    if (this.backward) return;
    this.#reading.disconnect();
    for (const card of this.renderRoot.querySelectorAll('step-card, .folded'))
      this.#reading.observe(card);
  }

  willUpdate(changed: Map<string, unknown>) {
    const { trace } = this;
    if (!trace || !['trace', 'digits', 'words'].some((name) => changed.has(name))) return;
    this.layouts = layoutsOf(trace, this.digits, this.backward, this.words.length > 0);
    const ends = new Set(this.backward ? Object.values(trace.gradients) : []);
    const steps = trace.steps
      .filter(({ op, backward }) => op !== 'input' && backward === this.backward)
      .filter(({ id }) => !ends.has(id));
    this.blocks = blocksOf(steps, trace);
  }

  render() {
    const { trace, blocks } = this;
    if (!trace) return nothing;
    const folded = blocks.filter((block) => this.#isFolded(block));
    const isWhole = this.begun || this.printed || this.only !== null;
    let number = 1;
    return [
      folded.length > 0
        ? html`<p class="label all">
            ${folded.reduce((sum, { steps }) => sum + steps.length, 0)} of ${this.#count} steps are folded.
            <button class="act" @click=${this.#unfoldAll}>Show all ${this.#count} steps</button>
          </p>`
        : nothing,
      ...(isWhole ? blocks : blocks.slice(0, FIRST)).map((block) => {
        const first = number;
        number += block.steps.length;
        if (folded.includes(block)) return this.#folded(block, first);
        return html`
          ${folds(block, this.#count) ? this.#head(block, first) : nothing}
          ${block.steps.map((step, at) =>
            this.only?.includes(step.id) === false ? nothing : this.#step(trace, step, first + at),
          )}
        `;
      }),
    ];
  }

  #unfoldAll() {
    this.unfolded = new Set(this.blocks.map(({ id }) => id));
  }

  /** The name of a part, which folds it. */
  #head(block: Block, first: number, folded: boolean = false) {
    const { group, steps } = block;
    return html`<div class="group ${folded ? 'folded' : ''}" data-last=${folded ? steps[steps.length - 1].id : nothing}>
      <h2>
        <small translate="no">${first}–${first + steps.length - 1}</small>${group}
        <button
          class="act"
          aria-expanded=${!folded}
          aria-label="${group}: ${steps.length} steps"
          @click=${() => this.#toggle(block)}
        >${folded ? `Show ${steps.length} steps` : 'Fold'}</button>
      </h2>
      ${folded ? html`<div class="results">${block.results.map((step) => this.#result(step))}</div>` : nothing}
    </div>`;
  }

  #folded = (block: Block, first: number) => this.#head(block, first, true);

  /** The table of a step alone. */
  #result(step: Step) {
    const layout = this.layouts?.get(step.id);
    const { highlights, stale, words } = this;
    return layout ? stepAlone(step, layout, { highlights, stale, words }) : nothing;
  }

  #step(trace: Trace, step: Step, number: number) {
    const { error } = this;
    const withheld = this.withheld.get(step.id) ?? null;
    const notes = withheld ? [] : trace.notes.filter(({ field }) => field === step.id);
    const mine = !this.narrow && this.pinned?.step === step.id;
    const here = this.current === step.id;
    return html`<div class="step ${this.current && !here ? 'dim' : ''}">
      <step-card
        data-step=${step.id}
        aria-current=${here ? 'step' : nothing}
        .step=${step}
        .number=${number}
        .layout=${this.layouts?.get(step.id)}
        .highlights=${this.highlights}
        .explanation=${mine ? this.explanation : null}
        .stale=${this.stale}
        .withheld=${withheld}
        .formulas=${this.formulas}
        .hide=${this.hide}
        ?dense=${this.dense}
        .words=${this.words}
        .growing=${here && this.walking}
      >
        ${error?.field === step.id ? errorNote(error) : nothing}
      </step-card>
      ${
        notes.length > 0
          ? html`<div class="side">${notes.map((note) => marginNote(note))}</div>`
          : nothing
      }
    </div>`;
  }
}

customElements.define('step-list', StepList);

declare global {
  interface Actions {
    /** The step that stands where one reads. */
    'step-read': string;
  }
  interface HTMLElementTagNameMap {
    'step-list': StepList;
  }
}
