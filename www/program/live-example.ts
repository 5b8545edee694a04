// A program that runs where it stands: its text, its output, and the way into the workbench.
import { css, html, LitElement, nothing } from 'lit';
import type { Tensor } from '../../pkg/attention_playground.js';
import type { Engine } from '../core/engine.ts';
import { outcomeOf } from '../core/errors.ts';
import { site } from '../lib/base-url.ts';
import { decimalsFor, write } from '../lib/format.ts';
import { EMPTY, writeProgram } from '../state/edits.ts';
import { Programs, type ReadProgram } from '../state/queries/programs.ts';
import { lasting } from '../state/url/mended-link.ts';
import { writeLink } from '../state/url/write-link.ts';
import { base } from '../styles/base.ts';
import { scrollEdge } from '../styles/scroll-edge.ts';
import { pressable } from '../styles/underline.ts';
import { handles } from '../ui/action.ts';
import { shapeByAxis } from '../ui/axis.ts';
import { property, state } from '../ui/property.ts';
import { watchedEdge } from '../ui/scroll-edge.ts';
import './program-editor.ts';
import { titleOf } from './programs.ts';

export class LiveExample extends LitElement {
  @property({ attribute: false }) program = '';
  @property({ attribute: false }) engine: Engine | null = null;
  @state() private text = '';
  @state() private read: ReadProgram | null = null;
  @state() private output: { text: string; tensor: Tensor } | null = null;

  static styles = [
    base,
    css`
      figure {
        margin: 0.75rem 0 0;
      }
      .result {
        margin-top: 0.75rem;
      }
      ${scrollEdge}
      table {
        border-collapse: collapse;
        font-variant-numeric: lining-nums tabular-nums;
      }
      td {
        padding: 0.125rem 0.75rem 0.125rem 0;
        text-align: right;
      }
      .stale {
        color: var(--ink3);
      }
      a {
        color: inherit;
        ${pressable}
        text-underline-offset: 3px;
      }
    `,
  ];

  programs?: Programs;

  willUpdate(changed: Map<string, unknown>) {
    if (changed.has('program')) this.text = this.program;
    if (this.engine) this.programs ??= new Programs(this.engine);
    if (changed.has('text') || changed.has('engine')) this.#compute(this.text);
  }

  async #compute(text: string) {
    const { engine, programs } = this;
    if (!engine || !programs) return;
    const read = await programs.read(text);
    if (!read || text !== this.text) return;
    this.read = read;
    if (read.error) return;
    const answer = await outcomeOf(engine.call({}, 'runVariant', { program: text }));
    if (!answer?.value || text !== this.text) return;
    const { steps, output } = answer.value;
    const step = steps.find(({ id }) => id === output);
    if (step) this.output = { text, tensor: step.tensor };
  }

  render() {
    const { text, read, output } = this;
    const state = writeProgram(EMPTY, text);
    const link = lasting(writeLink(state, null, { pinned: null, panels: [] }));
    return html`<figure @action=${handles({ 'program-edit': (edit) => this.#edit(edit), 'cell-leave': () => {} })}>
      <program-editor .text=${text} .read=${read} .axes=${read?.report.steps.flatMap(({ axes }) => axes) ?? []}></program-editor>
      ${output ? this.#table(output.tensor, output.text !== text) : nothing}
      <p class="label"><a href=${site + link}>Open it in the playground</a></p>
    </figure>`;
  }

  #edit({ text }: Actions['program-edit']) {
    this.text = text;
  }

  /** Its rows, all tables under each other. */
  #table({ axes, shape, data }: Tensor, stale: boolean) {
    const width = shape.at(-1) ?? 1;
    const rows = Array.from({ length: data.length / width }, (_, at) => [
      ...data.subarray(at * width, (at + 1) * width),
    ]);
    const digits = decimalsFor(data);
    return html`<div class="result ${stale ? 'stale' : ''}" tabindex="0" role="region" aria-label="The output of ${titleOf(this.program)}" ${watchedEdge()}>
      <p class="label">output: ${shapeByAxis(axes, shape)}${stale ? ', from before the change' : ''}</p>
      <table>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${write(cell, digits)}</td>`)}</tr>`)}</table>
    </div>`;
  }
}

customElements.define('live-example', LiveExample);

declare global {
  interface HTMLElementTagNameMap {
    'live-example': LiveExample;
  }
}
