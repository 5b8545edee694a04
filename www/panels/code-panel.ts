// The same program in another language, complete, to be copied.
import { css, html, nothing } from 'lit';
import type { CodeTarget } from '../../pkg/attention_playground.js';
import { copyText } from '../lib/clipboard.ts';
import { base } from '../styles/base.ts';
import { panel } from '../styles/panel.ts';
import { act } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import { watchedEdge } from '../ui/scroll-edge.ts';
import { PanelElement } from './panel-element.ts';

export class CodePanel extends PanelElement {
  @property({ attribute: false }) code: { target: CodeTarget; text: string } | null = null;
  @state() private copied = '';

  static styles = [
    base,
    panel,
    css`
      .body {
        max-width: none;
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

  get dated() {
    return this.stale && this.#ready;
  }

  get #ready() {
    return this.open !== false && this.code?.target === this.open;
  }

  content() {
    const { open, code, head } = this;
    if (!code || !this.#ready) return nothing;
    const label = head.choices?.find(({ value }) => value === open)?.label ?? '';
    return html`<div class="body">
      <pre translate="no" tabindex="0" role="region" aria-label="The program in ${label}" ${watchedEdge()}>${code.text}</pre>
      <p class="foot">
        <button class="act" @click=${() => this.#copy(code.text, label)}>${this.copied || 'Copy'}<span class="hidden"> the program</span></button>
      </p>
    </div>`;
  }

  async #copy(text: string, label: string) {
    const worked = await copyText(text);
    act(
      this,
      'announce',
      worked ? `The ${label} program is copied.` : 'The browser did not allow copying.',
    );
    this.copied = worked ? 'Copied' : 'Not allowed';
    setTimeout(() => {
      this.copied = '';
    }, 2000);
  }
}

customElements.define('code-panel', CodePanel);

declare global {
  interface HTMLElementTagNameMap {
    'code-panel': CodePanel;
  }
}
