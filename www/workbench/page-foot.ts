// The foot of our page: what it is, where it comes from, and that it runs in the browser alone.
import { css, html, LitElement } from 'lit';
import { addresses, HOMEWORK } from '../lib/addresses.ts';
import { site } from '../lib/base-url.ts';
import { base } from '../styles/base.ts';

export class PageFoot extends LitElement {
  static styles = [
    base,
    css`
      footer {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1.5rem;
        margin-top: 2rem;
        padding-top: 0.875rem;
        border-top: 1px solid var(--rule);
      }
      p:first-child {
        flex: 1 1 24rem;
        text-wrap: balance;
      }
      @media print {
        :host {
          display: none;
        }
      }
    `,
  ];

  render() {
    const { sheet, notebook, source } = addresses;
    return html`<footer class="label">
      <p>
        Attention Playground: every variant of attention, computed step by step. It runs wholly in your
        browser, and nothing that you type is sent anywhere.
      </p>
      <p>
        ${sheet ? html`<a class="act" href=${sheet} rel="noreferrer">${HOMEWORK}</a>` : ''}
        ${notebook ? html`<a class="act" href=${notebook} rel="noreferrer">Notebook of question 5</a>` : ''}
        <a class="act" href="${site}labs.html">Labs</a>
        ${source ? html`<a class="act" href=${source} rel="noreferrer">Source</a>` : ''}
      </p>
      <p>
        Licence: MIT or Apache-2.0. <a class="act" href="${site}GUST-FONT-LICENSE.txt">Fonts</a>: GUST.
      </p>
    </footer>`;
  }
}

customElements.define('page-foot', PageFoot);

declare global {
  interface HTMLElementTagNameMap {
    'page-foot': PageFoot;
  }
}
