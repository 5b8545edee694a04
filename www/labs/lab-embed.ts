// “Embed” on the page of labs: the lab that is open, or one part of it, without anybody's answers.
import { html, LitElement } from 'lit';
import '../builder/embed-builder.ts';
import { site } from '../lib/base-url.ts';
import { base } from '../styles/base.ts';
import { property } from '../ui/property.ts';
import './attention-lab.ts';
import type { Lab } from './lab.ts';

export class LabEmbed extends LitElement {
  @property({ attribute: false }) lab!: Lab;
  /** What its experiments are set to: the text after the # of a link. */
  @property({ attribute: false }) opens = '';

  static styles = [base];

  render() {
    const { id, parts, title } = this.lab;
    return html`<embed-builder
      .element=${'lab'}
      .site=${site}
      .opens=${this.opens}
      .given=${{ lab: id }}
      .words=${{ part: parts.map(({ label }) => label.replace(/[()]/g, '')) }}
      .named=${`Attention Playground: ${title}`}
    ></embed-builder>`;
  }
}

customElements.define('lab-embed', LabEmbed);

declare global {
  interface HTMLElementTagNameMap {
    'lab-embed': LabEmbed;
  }
}
