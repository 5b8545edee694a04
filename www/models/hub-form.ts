// A model by its name on the Hub: first its size, then its files, each when a person asks for it.
import { css, html, LitElement, nothing } from 'lit';
import { prefixed } from '../lib/format.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import { type HubModel, hubFiles, hubName, lookUp } from './hub.ts';
import { HUB, type Library } from './library.ts';
import { viewStyles } from './view-styles.ts';

export class HubForm extends LitElement {
  @property({ attribute: false }) library!: Library;
  /** What a link asks for, which is fetched when a person says so. */
  @property({ attribute: false }) model = '';
  @state() private found: HubModel | null = null;
  @state() private said = '';
  @state() private looking = false;

  static styles = [
    base,
    viewStyles,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.75rem;
        align-items: end;
      }
      input {
        display: block;
        width: 16rem;
        max-width: 100%;
        min-height: 2rem;
        padding: 0.125rem 0.25rem;
        border-bottom: 1px solid var(--edge);
        font-family: var(--mono);
        font-size: 0.875rem;
      }
      .found {
        margin-top: 0.5rem;
      }
      .found .button {
        margin-top: 0.375rem;
      }
      .refused {
        margin-top: 0.5rem;
        padding-left: 0.8125rem;
        border-left: 3px solid var(--error);
        overflow-wrap: anywhere;
      }
    `,
  ];

  render() {
    const { found, said, looking } = this;
    return html`
      <form @submit=${this.#look}>
        <label>
          <span class="label">A name on the Hugging Face Hub</span>
          <input
            name="hub"
            placeholder="owner/name"
            spellcheck="false"
            autocomplete="off"
            autocapitalize="off"
            .value=${this.model.slice(HUB.length)}
          />
        </label>
        <button class="button" ?disabled=${looking}>${looking ? 'Asking …' : 'How large is it?'}</button>
      </form>
      <div aria-live="polite">
        ${said ? html`<p class="refused">${said}</p>` : nothing}
        ${
          found
            ? html`<div class="found">
                <p translate="no">
                  ${found.name}: ${prefixed(found.bytes, 'B')} in ${found.files.length} files.
                </p>
                <p class="label">They come from huggingface.co, and this browser keeps them.</p>
                <button class="button" @click=${() => this.#fetch(found)}>Fetch ${prefixed(found.bytes, 'B')}</button>
              </div>`
            : nothing
        }
      </div>
    `;
  }

  #look = async (event: Event) => {
    event.preventDefault();
    const field = this.renderRoot.querySelector('input');
    const name = hubName(field?.value ?? '');
    this.found = null;
    this.said = name ? '' : 'Type a name as the Hub writes it, such as owner/name.';
    if (!name) return;
    this.looking = true;
    try {
      this.found = await lookUp(name);
    } catch (error) {
      const { message } = error as Error;
      this.said =
        `${message} ${message.endsWith('.') ? '' : 'Check your internet connection, then try again.'}`.trim();
    }
    this.looking = false;
  };

  #fetch(found: HubModel) {
    const name = HUB + found.name;
    this.library.forget(name);
    this.library.open(name, {
      doing: 'Fetching',
      files: (progress, signal) => hubFiles(found, progress, signal),
    });
    act(this, 'model-set', name);
  }
}

customElements.define('hub-form', HubForm);

declare global {
  interface HTMLElementTagNameMap {
    'hub-form': HubForm;
  }
}
