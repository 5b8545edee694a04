// How long each axis is: fewer and more, or as many as are typed, for all the inputs that share it.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { axisLetter } from '../ui/axis.ts';
import { property } from '../ui/property.ts';

interface Axis {
  letter: string;
  meaning: string;
  size: number;
  /** An input that has it is locked. */
  locked?: boolean;
}

const MOST = 512;

export class SizeSteppers extends LitElement {
  @property({ attribute: false }) axes: Axis[] = [];
  static styles = [
    base,
    css`
      h2 {
        margin-bottom: 0.5rem;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 0.625rem;
        min-width: 0;
        min-height: 2rem;
        font-size: 0.9375rem;
      }
      .letter {
        width: 0.875rem;
        font-size: 1.125rem;
      }
      .stepper {
        display: flex;
        flex: none;
        align-items: center;
        margin-left: auto;
      }
      button {
        width: 1.625rem;
        height: 1.625rem;
        border: 1px solid var(--edge);
        border-radius: 50%;
        line-height: 1;
        color: var(--ink2);
      }
      button:hover:not(:disabled) {
        border-color: var(--ink);
        color: var(--ink);
      }
      button:disabled {
        border-color: var(--rule);
      }
      input {
        width: 2.5rem;
        min-height: 1.625rem;
        text-align: center;
      }
      @container (max-width: 56.25rem) {
        ul {
          display: grid;
          grid-template-columns: repeat(auto-fill, minmax(min(10.5rem, 100%), 1fr));
          gap: 0 1.75rem;
        }
        li {
          min-height: 2.75rem;
        }
        button {
          width: 2.125rem;
          height: 2.125rem;
        }
      }
    `,
  ];

  render() {
    if (this.axes.length === 0) return nothing;
    return html`
      <h2 class="label">Sizes</h2>
      <ul>
        ${this.axes.map(
          ({ letter, meaning, size, locked = false }) => html`<li>
            ${axisLetter(letter)} <span class="label">${meaning}</span>
            <span class="stepper">
              ${this.#step(letter, `one fewer: ${meaning}`, '−', size - 1, size > 1 && !locked)}
              <input
                aria-label=${`how many: ${meaning}`}
                inputmode="numeric"
                autocomplete="off"
                ?readonly=${locked}
                .value=${String(size)}
                @change=${(event: Event) => this.#type(event, letter, size)}
                @keydown=${(event: KeyboardEvent) => locked || this.#key(event, letter, size)}
              />
              ${this.#step(letter, `one more: ${meaning}`, '+', size + 1, size < MOST && !locked)}
            </span>
          </li>`,
        )}
      </ul>
      ${
        this.axes.some(({ size }) => size >= MOST)
          ? html`<p class="label">The maximum here is ${MOST}; paste a matrix for more.</p>`
          : nothing
      }
    `;
  }

  #step(letter: string, label: string, sign: string, size: number, possible: boolean) {
    return html`<button
      aria-label=${label}
      ?disabled=${!possible}
      @click=${() => this.#resize(letter, size)}
    >${sign}</button>`;
  }

  /** What is no size is put back; of a larger one the most is taken. */
  #type({ target }: Event, letter: string, size: number) {
    const field = target as HTMLInputElement;
    const typed = /^\s*\d+\s*$/.test(field.value) ? Math.min(MOST, Number(field.value)) : 0;
    field.value = String(typed || size);
    if (typed && typed !== size) this.#resize(letter, typed);
  }

  /** One more and one fewer by the arrows; Esc puts back what is there. */
  #key(event: KeyboardEvent, letter: string, size: number) {
    const field = event.target as HTMLInputElement;
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key] ?? 0;
    if (step === 0 && (event.key !== 'Escape' || field.value === String(size))) return;
    event.preventDefault();
    field.value = String(size);
    if (step !== 0 && size + step >= 1 && size + step <= MOST) this.#resize(letter, size + step);
  }

  #resize(letter: string, size: number) {
    act(this, 'axis-resize', { letter, size });
  }
}

customElements.define('size-steppers', SizeSteppers);

declare global {
  interface Actions {
    'axis-resize': { letter: string; size: number };
  }
  interface HTMLElementTagNameMap {
    'size-steppers': SizeSteppers;
  }
}
