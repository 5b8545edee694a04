// <attention-language>: the reference of the language, in which every example runs and can be changed.
import { css, html, LitElement, nothing } from 'lit';
import { Engine } from '../core/engine.ts';
import { site } from '../lib/base-url.ts';
import { base } from '../styles/base.ts';
import { standing } from '../styles/ground.ts';
import { pressable } from '../styles/underline.ts';
import { onActions } from '../ui/action.ts';
import { state } from '../ui/property.ts';
import { stoppedNote } from '../ui/stopped-note.ts';
import './live-example.ts';
import { RULES } from './rules.ts';

export class AttentionLanguage extends LitElement {
  @state() private spoken = '';

  static styles = [
    base,
    standing,
    css`
      .sheet {
        max-width: 44rem;
        margin: 0 auto;
        padding: 0 1rem 4rem;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.5rem;
        align-items: baseline;
        justify-content: space-between;
        padding: 1rem 0;
        border-bottom: 1px solid var(--rule);
      }
      header a,
      .lede a {
        color: inherit;
        ${pressable}
        text-underline-offset: 3px;
      }
      h1 {
        margin-top: 2rem;
        font-size: 2rem;
        line-height: 2.5rem;
      }
      .lede {
        margin-top: 0.5rem;
        font-size: 1.0625rem;
        line-height: 1.5rem;
        color: var(--ink2);
      }
      section {
        margin-top: 2.25rem;
        padding-top: 1.125rem;
        border-top: 1px solid var(--rule);
      }
      h2 {
        font-size: 1.3125rem;
        line-height: 1.75rem;
      }
      section > p {
        margin-top: 0.25rem;
      }
    `,
  ];

  engine = new Engine();

  constructor() {
    super();
    onActions(this, {
      announce: (text) => {
        this.spoken = text;
      },
    });
    this.engine.addEventListener('change', () => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.engine.close();
  }

  render() {
    return html`<div class="sheet">
      <header><a href=${site}>Attention Playground</a> <a href="${site}labs.html">Labs</a></header>
      <main>
        <h1>Write your own attention</h1>
        <p class="lede">
          A few lines that read like the formula on paper become a variant with every table, gradient,
          cost and program. Change a line: its output follows. ·, ×, −, ≤, ≥, ≠, ², √, Σ, Greek
          letters and primes are allowed. The language does not read the LaTeX of a paper.
        </p>
        ${stoppedNote(this.engine)}
        ${RULES.map(
          ({ title, text, program }, at) => html`<section aria-labelledby="rule-${at}">
            <h2 id="rule-${at}">${title}</h2>
            <p>${text}</p>
            <live-example .program=${program} .engine=${this.engine}></live-example>
          </section>`,
        )}
      </main>
      <p class="hidden" role="status">${this.spoken || nothing}</p>
    </div>`;
  }
}

customElements.define('attention-language', AttentionLanguage);

declare global {
  interface HTMLElementTagNameMap {
    'attention-language': AttentionLanguage;
  }
}
