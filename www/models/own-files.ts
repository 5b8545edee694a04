// Files of one's own: dropped or chosen, read in this browser, sent nowhere.
import { css, html, LitElement } from 'lit';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import { type Library, OWN } from './library.ts';
import { viewStyles } from './view-styles.ts';

export class OwnFiles extends LitElement {
  @property({ attribute: false }) library!: Library;
  @property({ type: Boolean }) chosen = false;
  /** Something is dragged over it. */
  @state() private over = false;

  static styles = [
    base,
    viewStyles,
    css`
      .drop {
        padding: 0.75rem;
        border: 1px dashed var(--edge);
      }
      .drop.over {
        border-color: var(--ring);
        background: var(--wash);
      }
      .pick {
        display: inline-block;
        position: relative;
        margin-top: 0.5rem;
        text-decoration: underline;
        text-decoration-color: var(--edge);
        text-underline-offset: 4px;
        cursor: pointer;
      }
      .pick input {
        position: absolute;
        inset: 0;
        width: 100%;
        opacity: 0;
        cursor: pointer;
      }
      .pick:has(:focus-visible) {
        outline: 2px solid var(--ring);
        outline-offset: 2px;
      }
    `,
  ];

  render() {
    return html`<div
      class="drop ${this.over ? 'over' : ''}"
      @dragover=${this.#dragged}
      @dragleave=${() => {
        this.over = false;
      }}
      @drop=${this.#dropped}
    >
      <p class="label">Your own files</p>
      <p>
        Drop <code>config.json</code>, <code>model.safetensors</code> and
        <code>tokenizer.json</code> here. They stay in this browser.
      </p>
      <label class="pick">Choose files
        <input type="file" multiple @change=${this.#picked} />
      </label>
    </div>`;
  }

  #dragged = (event: DragEvent) => {
    event.preventDefault();
    this.over = true;
  };

  #dropped = (event: DragEvent) => {
    event.preventDefault();
    this.over = false;
    this.#open([...(event.dataTransfer?.files ?? [])]);
  };

  #picked = ({ target }: Event) => {
    const field = target as HTMLInputElement;
    this.#open([...(field.files ?? [])]);
    field.value = ''; // the same files may be chosen again
  };

  #open(files: File[]) {
    if (files.length === 0) return;
    this.library.forget(OWN);
    this.library.open(OWN, {
      doing: 'Reading',
      files: async () => Object.fromEntries(files.map((file) => [file.name, file])),
    });
    act(this, 'model-set', OWN);
  }
}

customElements.define('own-files', OwnFiles);

declare global {
  interface HTMLElementTagNameMap {
    'own-files': OwnFiles;
  }
}
