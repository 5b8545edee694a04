// Texts worth a look, each with the head that it fires and how much, measured by the model that is open.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import { Followed } from './follow.ts';
import { type Library, trainedOf } from './library.ts';
import { LibraryChanges } from './library-changes.ts';
import { type Prompt, shelf } from './shipped.ts';
import { headText, PATTERNS } from './view-state.ts';
import { viewStyles } from './view-styles.ts';

export class PromptShelf extends LitElement {
  @property({ attribute: false }) library!: Library;
  /** The name of the model that is open. */
  @property({ attribute: false }) model = '';

  static styles = [
    base,
    viewStyles,
    css`
      ol {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr));
        gap: 0 2rem;
      }
      li {
        padding: 0.625rem 0;
        border-top: 1px solid var(--rule);
      }
      li > button {
        display: block;
        text-align: left;
        text-decoration: underline;
        text-decoration-color: var(--edge);
        text-underline-offset: 3px;
        overflow-wrap: anywhere;
      }
      li p {
        margin-top: 0.25rem;
        font-size: 0.875rem;
        line-height: 1.25rem;
        color: var(--ink2);
      }
    `,
  ];

  #scores = new Followed<(number | null)[]>(() => this.requestUpdate());

  get prompts() {
    return shelf.filter(({ model }) => model === trainedOf(this.model));
  }

  willUpdate() {
    const { model, prompts, library } = this;
    if (!library.info(model)) this.#scores.forget();
    else
      this.#scores.want(prompts.length > 0 ? model : null, () =>
        library.client.ask('measure', { model, texts: prompts }),
      );
  }

  changes = new LibraryChanges(this);

  render() {
    const { prompts } = this;
    if (prompts.length === 0) return nothing;
    const scores = this.#scores.about === this.model ? this.#scores.value : null;
    return html`<ol>${prompts.map((prompt, at) => this.#prompt(prompt, scores?.[at] ?? null))}</ol>`;
  }

  #prompt(prompt: Prompt, score: number | null) {
    const { text, second, pattern, head, why } = prompt;
    return html`<li>
      <button @click=${() => act(this, 'prompt-pick', prompt)}>
        ${text}${second ? html`<br>${second}` : nothing}
      </button>
      <p>
        <span class="score" translate="no">head ${headText(head)} · ${PATTERNS[pattern]}
        ${score === null ? '' : score.toFixed(2)}</span> · ${why}
      </p>
    </li>`;
  }
}

customElements.define('prompt-shelf', PromptShelf);

declare global {
  interface Actions {
    'prompt-pick': Prompt;
  }
  interface HTMLElementTagNameMap {
    'prompt-shelf': PromptShelf;
  }
}
