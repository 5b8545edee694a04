// Programs to start from, each one click away, with the paper that its formula stands in.
import { css, html, LitElement } from 'lit';
import { site } from '../lib/base-url.ts';
import { base } from '../styles/base.ts';
import { pressable } from '../styles/underline.ts';
import { act } from '../ui/action.ts';
import { EXERCISES, type Exercise, startOf } from './exercises.ts';
import { EXAMPLES, type Example, titleOf } from './programs.ts';

export class ProgramGallery extends LitElement {
  static styles = [
    base,
    css`
      :host {
        margin-bottom: 0.75rem;
        padding: 0.5rem 0;
        border-block: 1px solid var(--rule);
      }
      h3 {
        margin-bottom: 0.25rem;
      }
      ul + h3 {
        margin-top: 0.75rem;
      }
      ul,
      ol {
        columns: 17rem;
        column-gap: 2rem;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.625rem;
        align-items: baseline;
        break-inside: avoid;
        padding: 0.125rem 0;
      }
      .act {
        font-size: 0.9375rem;
      }
      a {
        display: inline-block;
        min-height: 1.5rem;
        line-height: 1.5rem;
        color: inherit;
        ${pressable}
        text-underline-offset: 3px;
      }
      .limits {
        margin-top: 0.5rem;
      }
      @media (pointer: coarse) {
        li {
          padding: 0.25rem 0;
        }
        .act,
        a {
          min-height: 1.75rem;
        }
      }
    `,
  ];

  render() {
    return html`
      <h3 class="label">Programs from papers</h3>
      <ul aria-label="Programs from papers">${EXAMPLES.map((example) => this.#entry(example))}</ul>
      <h3 class="label">Exercises: from the formula to the program</h3>
      <ol aria-label="Exercises">${EXERCISES.map((exercise) => this.#exercise(exercise))}</ol>
      <p class="label limits">
        <a href="${site}language.html">The rules of the language</a>, with examples that run. Type
        a formula in such lines: this page does not read the LaTeX of a paper.
      </p>
    `;
  }

  #exercise(exercise: Exercise) {
    const { title, paper } = exercise;
    return html`<li>
      <button class="act" @click=${() => act(this, 'program-open', startOf(exercise))}>${title}</button>
      <span class="label">${paper.authors} ${paper.year}</span>
    </li>`;
  }

  #entry({ text, paper }: Example) {
    return html`<li>
      <button class="act" @click=${() => act(this, 'program-open', text)}>${titleOf(text)}</button>
      <span class="label"><a href="https://arxiv.org/abs/${paper.id}" rel="noreferrer">${paper.authors} ${paper.year}</a></span>
    </li>`;
  }
}

customElements.define('program-gallery', ProgramGallery);

declare global {
  interface Actions {
    /** A text; null for the program that was left last, or one to start from. */
    'program-open': string | null;
  }
  interface HTMLElementTagNameMap {
    'program-gallery': ProgramGallery;
  }
}
