// Question 4: one step of decoding, its program, its equations and its cost.
import { css, html, nothing } from 'lit';
import { CoreTask } from '../../core/query.ts';
import { RUN } from '../../panels/decoding/decode-run.ts';
import { handles } from '../../ui/action.ts';
import '../../panels/decoding/decoding-panel.ts';
import '../../panels/roofline/roofline-panel.ts';
import { PanelQueries } from '../../panels/panel-queries.ts';
import { type Chosen, decoding, drawn, roofline } from '../../panels/registry.ts';
import { setOpen } from '../../state/panel-views.ts';
import { base } from '../../styles/base.ts';
import { bigO } from './big-o-answers.ts';
import './einsum-lab.ts';
import { anything, each, listOf } from '../../state/url/url-schema.ts';
import { LabElement } from '../parts/lab-element.ts';
import { partOf } from '../parts/lab-part.ts';
import { labStyles } from '../parts/lab-styles.ts';
import { COSTS } from './judge.ts';
import { SharedKeysProgram } from './shared-keys-program.ts';
import { DIFFERENT, readSizes, type Sizes, sizeFields, writeSizes } from './size-fields.ts';

const PRINTED = 'bkh,bnk->bhn';
/** Numbers on which the printed line runs, and gives others than it should. */
const TRAP = {
  eq: PRINTED,
  one: 'q bhk: [[[1, 2], [3, 4]]]',
  two: 'new_K bnk: [[[1, 0], [0, 2], [1, 1]]]',
};
const PANELS = [roofline, decoding];

export class DecodingLab extends LabElement {
  static schema = {
    ...SharedKeysProgram.schema,
    ...each(['eq', 'one', 'two', ...Object.keys(COSTS)], anything),
    sizes: listOf('[bhndkv]:\\d{1,2}'),
    open: listOf(`(${PANELS.map(({ view }) => view).join('|')})`),
    at: listOf('\\w+:\\d{1,9}'),
  };

  static styles = [
    base,
    labStyles,
    css`
      section:first-of-type {
        padding-top: 0;
        border-top: 0;
      }
      .size {
        width: 3rem;
      }
      .fields {
        column-gap: 1.25rem;
        margin: 0.75rem 0;
      }
      .fields .label {
        flex-basis: 100%;
      }
      .text + .part {
        margin-top: 1rem;
      }
      typed-answer {
        --label-column: 15rem;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
        margin-top: 0.75rem;
      }
      code {
        font: 0.875rem/1.25rem var(--mono);
        overflow-wrap: anywhere;
      }
      einsum-lab,
      shared-keys-program {
        margin-top: 0.75rem;
      }
    `,
  ];

  described = new CoreTask(this, { args: () => [], task: () => this.engine.describe() });
  queries = new PanelQueries<Chosen>(this, PANELS);

  willUpdate() {
    if (this.described.value) this.queries.refresh({ view: this.#view });
  }

  /** What is open, and the sizes of the panels, as `n:4096,h:8`. */
  get #view() {
    const open = (this.settings.open ?? '').split(',').filter(Boolean);
    const pairs = (this.settings.at ?? '').matchAll(/(\w+):(\d{1,9})/g);
    return {
      open: Object.fromEntries(open.map((panel): [string, true] => [panel, true])),
      at: Object.fromEntries([...pairs].map(([, name, size]) => [name, Number(size)])),
    };
  }

  /** The sizes of the panels with some changed, as the address has them. */
  #at(change: Record<string, number>) {
    const pairs = Object.entries({ ...this.#view.at, ...change });
    return pairs.map(([name, size]) => `${name}:${size}`).join(',');
  }

  render() {
    const sizes = readSizes(this.settings.sizes);
    const setSizes = (next: Sizes) => this.set({ sizes: writeSizes(next) });
    const say = (remark: string) => {
      this.remark = remark;
    };
    return html`
      <section aria-labelledby="program">
        <h3 id="program">(a) to (e) The program with its blanks</h3>
        <p class="text">
          Fill in the blanks of the multi-query step. Every line runs on tensors of these sizes: one that
          does not fit says at which letter, and which two sizes meet there. Queries are as wide as keys.
        </p>
        ${sizeFields(sizes, setSizes, say)} ${this.remarked}
        <div @action=${handles({ 'desk-load': (load) => this.#load(load) })}>
          ${partOf(this, 'shared-keys-program', { sizes })}
        </div>
      </section>
      ${this.#printed(sizes)}
      <section aria-labelledby="desk">
        <h3 id="desk">Einsum desk</h3>
        <p class="text">
          Any equation on one or two operands: what comes out, what it costs, the loops that it stands for,
          and how a gradient goes back. A line in the drawing is a letter. Where a line ends in the middle,
          that letter is summed over.
        </p>
        ${sizeFields(sizes, setSizes, say)}
        ${partOf(this, 'einsum-lab', { sizes })}
      </section>
      ${bigO(this, () => this.#count())} ${this.#panels()}
    `;
  }

  #load(change: Record<string, string | null>) {
    this.set(change);
    this.renderRoot.querySelector('#desk')?.scrollIntoView({ block: 'start' });
    this.say('Loaded into the einsum desk below.');
  }

  /** The panel that counts, open at its last token: which of its counts grow with the cache, and with the sets? */
  #count() {
    const open = setOpen(this.#view.open, decoding.view, true);
    const names = PANELS.filter((panel) => open[panel.view]).map((panel) => panel.view);
    const { tokens = RUN.tokens } = this.#view.at;
    this.set({ open: names.join(','), at: this.#at({ token: tokens }) });
    this.#isAwaited = true;
    this.requestUpdate();
    this.say('What one token costs is counted below, the projections apart from the attention.');
  }

  /** The panel that counts is to come into view: while it is closed the page may end before it. */
  #isAwaited = false;

  async updated() {
    const panel = this.renderRoot.querySelector('decoding-panel');
    if (!this.#isAwaited || !panel?.run || !panel.open) return;
    this.#isAwaited = false;
    await panel.updateComplete;
    panel.scrollIntoView({ block: 'start' });
  }

  #printed(sizes: Sizes) {
    const shapes = { eq: PRINTED, one: 'q: b h k', two: 'new_K: b n k' };
    const apart = sizes.h === sizes.k ? { ...sizes, h: DIFFERENT.h, k: DIFFERENT.k } : sizes;
    return html`<section aria-labelledby="printed">
      <h3 id="printed">The printed logits</h3>
      <p class="text">
        The program on the sheet computes its logits by <code>einsum("${PRINTED}", q, new_K)</code>. The
        projection gives q the axes b, h, k. Is the equation right? Run it.
      </p>
      <div class="buttons">
        <button class="button" @click=${() => this.#load({ ...shapes, sizes: writeSizes(apart) })}>
          Load it into the einsum desk, h ≠ k
        </button>
        <button class="button" @click=${() => this.#load(TRAP)}>The same on numbers, with h = k = 2</button>
      </div>
    </section>`;
  }

  #panels() {
    if (!this.described.value) return nothing;
    const view = this.#view;
    return html`<div
      @action=${handles({
        'panel-open': ({ view: name, open: value }) => {
          const open = setOpen(view.open, name, value);
          const names = PANELS.filter((panel) => open[panel.view]).map((panel) => panel.view);
          this.set({ open: names.join(',') || null });
        },
        'at-set': (sizes) => {
          this.set({ at: this.#at(sizes) });
        },
      })}
    >${PANELS.map((panel) => drawn(panel, { view }, this.queries))}</div>`;
  }
}

customElements.define('decoding-lab', DecodingLab);

declare global {
  interface HTMLElementTagNameMap {
    'decoding-lab': DecodingLab;
  }
}
