// The same program in another language, complete, to be copied.
import { css, html, LitElement, nothing } from 'lit';
import type { CodeTarget as Target } from '../../pkg/attention_playground.js';
import { copyText } from '../lib/clipboard.ts';
import type { Readings } from '../state/queries/cost-and-code.ts';
import { base } from '../styles/base.ts';
import { panel } from '../styles/panel.ts';
import { chosen } from '../styles/underline.ts';
import { property, state } from '../ui/property.ts';

const TARGETS: { value: Target; label: string }[] = [
  { value: 'numpy', label: 'NumPy' },
  { value: 'pytorch', label: 'PyTorch' },
  { value: 'latex', label: 'LaTeX' },
];

/** Fires `panel-look` with what is shown, and `say` with what happened. */
export class CodePanel extends LitElement {
  @property({ attribute: false }) code: Readings['code'] = null;
  /** The language that is chosen, or the empty text while it is closed. */
  @property({ reflect: true }) target: '' | Target = '';
  @property({ attribute: false }) remark = '';
  @property({ type: Boolean }) stale = false;
  @state() private copied = '';

  static styles = [
    base,
    panel,
    css`
      .right button[aria-pressed='true'] {
        color: var(--ink);
        ${chosen}
      }
      pre {
        max-height: 30rem;
        margin: 0;
        overflow: auto;
        font: 0.8125rem / 1.25rem var(--mono);
        color: var(--ink);
        tab-size: 4;
      }
      .foot {
        margin-top: 0.5rem;
      }
      @container (max-width: 37.5rem) {
        header {
          display: flex;
          flex-wrap: wrap;
        }
      }
      /* Paper does not scroll. */
      @media print {
        pre {
          max-height: none;
          overflow: visible;
          white-space: pre-wrap;
          overflow-wrap: anywhere;
        }
      }
    `,
  ];

  render() {
    const { target, code } = this;
    const ready = target !== '' && code?.target === target;
    return html`<section role="group" aria-labelledby="heading">
      <header>
        <h2 id="heading">The same program</h2>
        <p class="label">${this.stale && ready ? 'From before the error.' : ''}</p>
        <div class="right" role="group" aria-labelledby="heading">
          ${TARGETS.map(
            ({ value, label }) => html`<button
              class="act"
              aria-pressed=${target === value}
              @click=${() => this.#look(value)}
            >${label}</button>`,
          )}
          ${
            target
              ? html`<button class="act" @click=${() => this.#look('')}>Hide<span class="hidden"> the program</span></button>`
              : nothing
          }
        </div>
      </header>
      ${ready ? this.#body(code.text) : nothing}
      ${target && !ready && this.remark ? html`<p class="label body">${this.remark}</p>` : nothing}
    </section>`;
  }

  #body(text: string) {
    const label = TARGETS.find(({ value }) => value === this.target)?.label ?? '';
    return html`<div class="body">
      <pre tabindex="0" role="region" aria-label="The program in ${label}">${text}</pre>
      <p class="foot">
        <button class="act" @click=${() => this.#copy(text, label)}>${this.copied || 'Copy'}<span class="hidden"> the program</span></button>
      </p>
    </div>`;
  }

  #look(code: '' | Target) {
    this.#tell('panel-look', { code });
  }

  async #copy(text: string, label: string) {
    const worked = await copyText(text);
    this.#tell(
      'say',
      worked ? `The ${label} program is copied.` : 'The browser did not allow copying.',
    );
    this.copied = worked ? 'Copied' : 'Not allowed';
    setTimeout(() => {
      this.copied = '';
    }, 2000);
  }

  #tell(type: string, detail: unknown) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define('code-panel', CodePanel);

declare global {
  interface HTMLElementTagNameMap {
    'code-panel': CodePanel;
  }
}
