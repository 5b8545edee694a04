// The bar over the labs: the way to the workbench, and the actions that belong to every lab.
import { css, html, LitElement, nothing } from 'lit';
import '../exports/copy-link.ts';
import { bar } from '../styles/bar.ts';
import { base } from '../styles/base.ts';
import { act } from '../ui/action.ts';
import { property } from '../ui/property.ts';
import type { Theme } from '../ui/theme.ts';
import type { WriteUpFormat } from './blocks.ts';

export class LabBar extends LitElement {
  @property({ attribute: false }) answers: 'show' | 'hide' = 'show';
  /** Whoever put the page into a frame has decided about the answers, which the workbench would show. */
  @property({ attribute: false }) locked = false;
  /** Gives the link that is copied. */
  @property({ attribute: false }) link: () => Promise<string | null> = async () => null;
  /** Gives the same link without anybody's answers; null where there are none. */
  @property({ attribute: false }) empty: (() => Promise<string | null>) | null = null;
  /** Whether a lab is open, to be printed or written up. */
  @property({ attribute: false }) lab = false;
  /** Whether the builder of embeds is open. */
  @property({ attribute: false }) embedOpen = false;
  @property({ attribute: false }) theme: Theme = 'light';
  /** Where the workbench was left. */
  @property({ attribute: false }) workbench = '';

  static styles = [
    base,
    bar,
    css`
      .label {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.5rem;
        align-items: baseline;
      }
    `,
  ];

  render() {
    // Both as soon as a lab is open: the page is not to jump when the first answer is typed.
    const both = this.lab;
    const other = this.theme === 'dark' ? 'light' : 'dark';
    return html`<header>
      <p>Attention Playground</p>
      <div class="acts">
        ${this.locked && this.answers === 'hide' ? nothing : html`<a class="act" href="./index.html${this.workbench}">Workbench</a>`}
        ${this.locked ? nothing : html`<a class="act" href="./models.html">GPT and BERT</a>`}
        ${this.locked ? nothing : this.#answers()}
        ${both ? this.#links() : html`<copy-link .link=${this.link}></copy-link>`}
        ${this.lab && !this.locked ? html`<button class="act" aria-expanded=${this.embedOpen} @click=${() => act(this, 'toggle-embed')}>Embed</button>` : nothing}
        ${this.lab ? this.#leaving() : nothing}
        <button class="act" @click=${() => act(this, 'theme-set', other)}>
          ${other === 'dark' ? 'Dark' : 'Light'}
        </button>
      </div>
    </header>`;
  }

  #links() {
    return html`<span class="label">
      Copy link:
      <copy-link
        .link=${this.link}
        .offer=${'with my answers'}
        .does=${'Copy link with my answers'}
      ></copy-link>
      <copy-link
        .link=${this.empty ?? this.link}
        .offer=${'empty'}
        .does=${'Copy empty link'}
      ></copy-link>
    </span>`;
  }

  #leaving() {
    const copy = (format: WriteUpFormat) => () => act(this, 'write-up', format);
    return html`<span class="label">
        Write-up:
        <button class="act" @click=${copy('LaTeX')}>LaTeX</button>
        <button class="act" @click=${copy('Markdown')}>Markdown</button>
      </span>
      <button class="act" @click=${() => print()}>Save / print</button>`;
  }

  /** Where they are hidden there is no way back but Back, and a link without it. */
  #answers() {
    if (this.answers === 'hide') return nothing;
    return html`<button
      class="act"
      title="For a class: leaves out what would give an answer away, as answers=hide in a link does"
      @click=${() => act(this, 'answers-set', 'hide')}
    >Hide answers</button>`;
  }
}

customElements.define('lab-bar', LabBar);

declare global {
  interface Actions {
    /** Whether what would give an answer away is shown. */
    'answers-set': 'show' | 'hide';
    /** The lab as it stands, as text for a write-up. */
    'write-up': WriteUpFormat;
  }
  interface HTMLElementTagNameMap {
    'lab-bar': LabBar;
  }
}
