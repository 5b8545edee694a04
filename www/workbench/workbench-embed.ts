// “Embed” on the workbench: what is shown there, with other numbers for each student, and on paper.
import { css, html, LitElement, nothing } from 'lit';
import '../builder/copy-text.ts';
import '../builder/embed-builder.ts';
import { formStyles } from '../builder/form-styles.ts';
import { base } from '../styles/base.ts';
import { act, handles } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import { MOST, type Seeds, stateText, studentLinks } from './student-links.ts';
import type { Workbench } from './workbench.ts';

export class WorkbenchEmbed extends LitElement {
  @property({ attribute: false }) workbench!: Workbench;
  @state() private chosen: Readonly<Record<string, string>> = { compact: '' };
  @state() private seeds: Seeds = { first: 1, count: 30 };

  static styles = [
    base,
    formStyles,
    css`
      .row {
        margin-top: 1rem;
        font-size: 0.9375rem;
        line-height: 1.375rem;
      }
    `,
  ];

  listening?: AbortController;

  connectedCallback() {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.workbench.addEventListener('change', () => this.requestUpdate(), { signal });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listening?.abort();
  }

  render() {
    const { store, info, site } = this.workbench;
    if (!store) return nothing;
    return html`<embed-builder
      .site=${site}
      .opens=${stateText(this.workbench, store.state)}
      .words=${this.#words}
      .named=${`Attention Playground: ${info?.title ?? ''}`}
      .chosen=${this.chosen}
      @action=${handles({ 'settings-chosen': (chosen) => this.#choose(chosen) })}
    >${this.#students()} ${this.#paper()}</embed-builder>`;
  }

  #choose(chosen: Readonly<Record<string, string>>) {
    const { info } = this.workbench;
    const variants = chosen.variants?.split(' ') ?? [];
    // What it opens with is one of them.
    const isAway = info && variants.length > 0 && !variants.includes(info.id);
    this.chosen = isAway ? { ...chosen, variants: [info.id, ...variants].join(' ') } : chosen;
  }

  /** What there is to choose from, of the variant that is shown. */
  get #words() {
    const { shipped, info, results } = this.workbench;
    const steps = (results.good?.trace.steps ?? []).filter(({ op }) => op !== 'input');
    const ids = steps.map(({ id }) => id);
    const inputs = (info?.inputs ?? []).map(({ name }) => name);
    const params = (info?.params ?? []).map(({ name }) => name);
    return {
      variants: shipped.map(({ id }) => id),
      lock: ['inputs', 'settings', ...inputs, ...params],
      step: ids,
      of: ids,
    };
  }

  #students() {
    const { first, count } = this.seeds;
    const set = (name: keyof Seeds) => (event: Event) => {
      const { valueAsNumber, validity } = event.target as HTMLInputElement;
      if (validity.valid && Number.isInteger(valueAsNumber))
        this.seeds = { ...this.seeds, [name]: valueAsNumber };
    };
    return html`<div class="row">
      <p class="line">
        <span class="name">Other numbers for each student:</span>
        <label>students <input type="number" min="1" max=${MOST} .value=${String(count)} @input=${set('count')} /></label>
        <label>first seed <input type="number" min="0" max="1000000" .value=${String(first)} @input=${set('first')} /></label>
        <copy-text label="Copy the links" .text=${() => this.links()}></copy-text>
      </p>
      <p class="label">
        One row a student, with a seed and a link, to paste into a spreadsheet. The inputs keep their sizes
        and get whole numbers; the same seed always gives the same numbers.
      </p>
    </div>`;
  }

  async links() {
    const builder = this.renderRoot.querySelector('embed-builder');
    return builder && studentLinks(this.workbench, builder.embed, this.seeds);
  }

  #paper() {
    return html`<p class="row line">
      <span class="name">On paper:</span>
      <button type="button" class="act" @click=${() => act(this, 'page-print', false)}>Print with results</button>
      <button type="button" class="act" @click=${() => act(this, 'page-print', true)}>Print blank</button>
    </p>`;
  }
}

customElements.define('workbench-embed', WorkbenchEmbed);

declare global {
  interface HTMLElementTagNameMap {
    'workbench-embed': WorkbenchEmbed;
  }
}
