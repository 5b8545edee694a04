// What can be done with the whole: a file to keep and to open, a handout to print.
import { css, html, LitElement, nothing } from 'lit';
import { underBar } from '../styles/bar.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';

export class TakeAway extends LitElement {
  /** Whether it is on our own page. */
  @property({ attribute: false }) page = false;

  static styles = [
    base,
    underBar,
    css`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(34rem, 100%), 1fr));
        gap: 0.375rem 2.5rem;
        font-size: 0.9375rem;
        line-height: 1.375rem;
      }
      li {
        display: grid;
        grid-template-columns: 8.5rem minmax(0, 1fr);
        align-items: baseline;
        column-gap: 0.75rem;
        color: var(--ink2);
      }
      @container (max-width: 23.375rem) {
        li {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  render() {
    return html`<section aria-labelledby="title">
      <h2 id="title">Save and print</h2>
      <ul>
        <li>
          <button class="act" @click=${() => act(this, 'state-save')}>Save as a file</button>
          <span>Everything you entered, as JSON, at full precision.</span>
        </li>
        <li>
          <button class="act" @click=${() => this.renderRoot.querySelector('input')?.click()}>
            Open a file
          </button>
          <span>A file that was saved here. Undo brings back what you have now.</span>
        </li>
        <li>
          <button class="act" @click=${() => act(this, 'page-print', false)}>
            Print with results
          </button>
          <span>A handout: inputs, formulas and every step with its numbers.</span>
        </li>
        <li>
          <button class="act" @click=${() => act(this, 'page-print', true)}>Print blank</button>
          <span>The same with empty cells, to be filled in by hand.</span>
        </li>
        ${
          this.page
            ? html`<li>
                <button class="act" @click=${() => act(this, 'toggle-embed')}>Embed</button>
                <span>In a course page, a frame or a notebook.</span>
              </li>`
            : nothing
        }
      </ul>
      <input
        type="file"
        accept=".json,application/json"
        aria-label="A file that was saved here"
        hidden
        @change=${this.#open}
      />
    </section>`;
  }

  #open(event: Event) {
    const field = event.target as HTMLInputElement;
    const [file] = field.files ?? [];
    if (file) act(this, 'state-open', file);
    field.value = ''; // so that the same file can be chosen again
  }
}

customElements.define('take-away', TakeAway);

declare global {
  interface Actions {
    'state-save': undefined;
    'state-open': File;
    /** Whether cells stay blank. */
    'page-print': boolean;
  }
  interface HTMLElementTagNameMap {
    'take-away': TakeAway;
  }
}
