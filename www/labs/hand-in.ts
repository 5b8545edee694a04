// Work to hand in as a short text, and back: a code of what was typed, which checks itself.
import { css, html, LitElement, nothing } from 'lit';
import '../exports/copy-link.ts';
import { withCheck } from '../state/url/answer-code.ts';
import { BrokenLink } from '../state/url/broken-link.ts';
import { type LabPlace, LOST, labCodec } from '../state/url/lab-codec.ts';
import { lasting, mendedLink } from '../state/url/mended-link.ts';
import { base } from '../styles/base.ts';
import { button } from '../styles/button.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';

/** Whether answers are hidden is the author's to say, and no part of anybody's work. */
const codeOf = (place: LabPlace) =>
  withCheck(lasting(labCodec.write({ ...place, answers: 'show' })).slice(1));

export class HandIn extends LitElement {
  @property({ attribute: false }) place: LabPlace = { id: '', settings: {}, answers: 'show' };
  @state() private open = false;
  /** Why what was pasted brings nothing back. */
  @state() private refused = '';

  static styles = [
    base,
    button,
    css`
      :host {
        display: block;
      }
      .body {
        max-width: 40rem;
        margin-top: 0.5rem;
      }
      .body > * + * {
        margin-top: 0.625rem;
      }
      label {
        display: block;
      }
      input {
        width: 100%;
        min-height: 2rem;
        border-bottom: 1px solid var(--edge);
        font-family: var(--mono);
        font-size: 0.875rem;
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0.5rem 0.75rem;
        align-items: end;
      }
      .error {
        color: var(--error);
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  render() {
    return html`<button class="act" aria-expanded=${this.open} @click=${this.#toggle}>Hand in as a code</button>
      ${this.open ? this.#body() : nothing}`;
  }

  #body() {
    const code = codeOf(this.place);
    return html`<div class="body">
      <label><span class="label">Your work as a code</span>
        <input readonly class="code" .value=${code} @focus=${select}>
      </label>
      <copy-link .offer=${'Copy the code'} .link=${async () => code}></copy-link>
      <p class="label">
        The code holds what you typed and chose in this lab, and which answers you have checked. It holds no
        name and nothing else. Its last letters are a check: a code that was cut or changed is refused.
      </p>
      <form @submit=${this.#restore}>
        <label><span class="label">Or paste a code or a link, to have its answers here again</span>
          <input name="pasted" autocomplete="off" spellcheck="false" @input=${this.#again}>
        </label>
        <button class="button">Bring back</button>
      </form>
      <p class="error" aria-live="polite">${this.refused}</p>
    </div>`;
  }

  #toggle() {
    this.open = !this.open;
  }

  #again() {
    this.refused = '';
  }

  #restore(event: Event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLInputElement>('[name="pasted"]');
    const text = field?.value.trim() ?? '';
    this.refused = this.#bring(text);
    if (field && !this.refused) field.value = '';
  }

  /** @returns why it brings nothing back, or nothing */
  #bring(text: string) {
    if (text === '') return 'Paste a code or a link first.';
    try {
      const { id, settings, lost } = labCodec.read(mendedLink(text).text);
      if (lost) return LOST;
      if (id !== this.place.id) return 'This code is of another lab: open that lab first.';
      act(this, 'answers-bring', settings);
      return '';
    } catch (error) {
      if (!(error instanceof BrokenLink)) throw error;
      return `This cannot be read: ${error.message}.`;
    }
  }
}

const select = ({ target }: Event) => (target as HTMLInputElement).select();

customElements.define('hand-in', HandIn);

declare global {
  interface Actions {
    /** What was typed in the open lab, from a code or a link. */
    'answers-bring': Readonly<Record<string, string>>;
  }
  interface HTMLElementTagNameMap {
    'hand-in': HandIn;
  }
}
