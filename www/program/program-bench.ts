// A program of one's own at work: its text, which variant it is, and programs to start from.
import { css, html, LitElement, nothing } from 'lit';
import type { Recognition, VariantInfo } from '../../pkg/attention_playground.js';
import { copyText } from '../lib/clipboard.ts';
import type { ReadProgram } from '../state/queries/programs.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { bringIntoView } from '../ui/bring-into-view.ts';
import { property, state } from '../ui/property.ts';
import './program-diff.ts';
import { exerciseOf } from './exercises.ts';
import './program-editor.ts';
import './program-exercise.ts';
import './program-gallery.ts';

export class ProgramBench extends LitElement {
  @property({ attribute: false }) text = '';
  @property({ attribute: false }) read: ReadProgram | null = null;
  /** What it was when it was right. */
  @property({ attribute: false }) info: VariantInfo | null = null;
  @property({ attribute: false }) variants: VariantInfo[] = [];
  /** Which variant it is; null while that is not known of this text. */
  @property({ attribute: false }) recognition: Recognition | 'none' | null = null;
  @state() private gallery = false;

  static styles = [
    base,
    css`
      .heading {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0.25rem 1rem;
        margin-bottom: 0.5rem;
      }
      .acts {
        display: flex;
        gap: 1rem;
      }
      .recognised {
        margin-top: 0.75rem;
        font-size: 0.9375rem;
        line-height: 1.375rem;
        color: var(--ink2);
      }
      .recognised b {
        color: var(--ink);
      }
      /* What is below does not move with every key. */
      .recognised[data-known='false'] {
        visibility: hidden;
      }
    `,
  ];

  /** What was said last: its place is kept until it is known what is to be said of this text. */
  #said: ProgramBench['recognition'] = null;

  firstUpdated() {
    bringIntoView(this);
  }

  willUpdate() {
    this.#said = this.recognition ?? this.#said;
  }

  render() {
    const { text, read, info, gallery } = this;
    const exercise = exerciseOf(text);
    const letters = info?.inputs.flatMap(({ axes }) => axes) ?? [];
    const own = read?.report.steps.flatMap(({ axes }) => axes) ?? [];
    const sized = read?.report.axes.map(({ letter }) => letter) ?? [];
    return html`
      <div class="heading">
        <h2 class="label">Your program</h2>
        <span class="acts">
          <button class="act" aria-expanded=${gallery} @click=${this.#toggle}>Programs and exercises</button>
          <button class="act" @click=${this.#copy}>Copy the text</button>
        </span>
      </div>
      ${gallery ? html`<program-gallery @click=${this.#picked}></program-gallery>` : nothing}
      ${exercise ? html`<program-exercise .exercise=${exercise} .text=${text}></program-exercise>` : nothing}
      <program-editor .text=${text} .read=${read} .axes=${[...letters, ...own, ...sized]}></program-editor>
      ${this.#recognised()}
    `;
  }

  #recognised() {
    const { variants } = this;
    const recognition = this.#said;
    const isKnown = this.recognition !== null;
    if (recognition === 'none')
      return html`<p class="recognised" data-equal="none" data-known=${isKnown}>None of the variants here has such steps.</p>`;
    const info = variants.find(({ id }) => id === recognition?.variant);
    if (!recognition || !info) return nothing;
    const { equal, params, firstDifference, tables } = recognition;
    const settings = info.params.flatMap(({ name, label, choices, default: start }) => {
      const value = params[name] ?? start;
      const word = choices.find((choice) => choice.value === value)?.label ?? String(value);
      return value === start ? [] : [`${label} ${word}`];
    });
    const set = settings.length > 0 ? ` (${settings.join(', ')})` : '';
    const isMade = tables.some(({ line }) => line !== undefined);
    const others = tables.filter(({ input, table }) => isMade || input !== table);
    const words = others.map(({ input, table }) => (isMade ? table : `${input} = ${table}`));
    const names = Object.fromEntries(tables.map(({ input, table }) => [input, table]));
    const beside = { variant: info.id, params, ...(tables.length > 0 ? { names } : {}) };
    const named = new Intl.ListFormat('en-GB').format(words);
    const lead = isMade ? `From its ${named} on, ` : '';
    const given = named && !isMade ? ` with ${named}` : '';
    const differs = firstDifference
      ? ` The first step that differs is ${firstDifference.step}, line ${firstDifference.line}.`
      : '';
    return html`<p class="recognised" data-equal=${equal} data-known=${isKnown}>
      ${
        equal
          ? html`${lead}<b>${lead ? 'this' : 'This'} is ${info.title}</b>${set}${given}: the same numbers on 200 draws.`
          : html`${lead}<b>${lead ? 'closest to' : 'Closest:'} ${info.title}</b>${set}${given}.${differs}`
      }
      ${
        // What a step makes is no input of a variant beside it.
        isMade
          ? nothing
          : html`<button class="act" @click=${() => act(this, 'program-compare', beside)}>
              Compare with it
            </button>`
      }
    </p>`;
  }

  #toggle() {
    this.gallery = !this.gallery;
  }

  /** A program was chosen: the list goes, and one goes on in the editor. */
  async #picked(event: Event) {
    if (!event.composedPath().some((node) => node instanceof HTMLButtonElement)) return;
    this.gallery = false;
    await this.focusFirst();
  }

  /** One begins to type in the editor. */
  async focusFirst() {
    await this.updateComplete;
    const editor = this.renderRoot.querySelector('program-editor');
    await editor?.updateComplete;
    editor?.field.focus({ preventScroll: true });
  }

  async #copy() {
    const done = await copyText(this.text);
    act(this, 'announce', done ? 'The program is copied.' : 'The browser did not allow copying.');
  }
}

customElements.define('program-bench', ProgramBench);

declare global {
  interface Actions {
    /** The variant beside it, and how it is set. */
    'program-compare': {
      variant: string;
      params: Recognition['params'];
      names?: Record<string, string>;
    };
  }
  interface HTMLElementTagNameMap {
    'program-bench': ProgramBench;
  }
}
