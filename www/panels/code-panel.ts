// The same program in another language, complete, to be copied.
import { css, html, LitElement, nothing } from 'lit';
import { copyText } from '../lib/clipboard.js';
import { base } from '../styles/base.js';
import { panel } from '../styles/panel.js';
import { chosen } from '../styles/underline.js';

/** @typedef {import('../../pkg/attention_playground.js').CodeTarget} Target */

/** @type {{value: Target, label: string}[]} */
const TARGETS = [
  { value: 'numpy', label: 'NumPy' },
  { value: 'pytorch', label: 'PyTorch' },
  { value: 'latex', label: 'LaTeX' },
];

/** Fires `panel-look` with what is shown, and `say` with what happened. */
export class CodePanel extends LitElement {
  static properties = {
    code: { attribute: false },
    /** The language that is chosen, or the empty text while it is closed. */
    target: { reflect: true },
    remark: { attribute: false },
    stale: { type: Boolean },
    copied: { state: true },
  };

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

  constructor() {
    super();
    /** @type {import('../state/queries/cost-and-code.js').Readings['code']} */
    this.code = null;
    /** @type {'' | Target} */
    this.target = '';
    this.remark = '';
    this.stale = false;
    this.copied = '';
  }

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

  /** @param {string} text */
  #body(text) {
    const label = TARGETS.find(({ value }) => value === this.target)?.label ?? '';
    return html`<div class="body">
      <pre tabindex="0" role="region" aria-label="The program in ${label}">${text}</pre>
      <p class="foot">
        <button class="act" @click=${() => this.#copy(text, label)}>${this.copied || 'Copy'}<span class="hidden"> the program</span></button>
      </p>
    </div>`;
  }

  /** @param {'' | Target} code */
  #look(code) {
    this.#tell('panel-look', { code });
  }

  /** @param {string} text @param {string} label */
  async #copy(text, label) {
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

  /** @param {string} type @param {unknown} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

customElements.define('code-panel', CodePanel);
