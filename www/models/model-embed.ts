// “Embed” on the page of models: the model and the text that are shown, as they are looked at.
import { html, LitElement } from 'lit';
import '../builder/embed-builder.ts';
import { site } from '../lib/base-url.ts';
import { base } from '../styles/base.ts';
import { property } from '../ui/property.ts';
import './attention-model.ts';
import { shippedById } from './shipped.ts';

export class ModelEmbed extends LitElement {
  @property({ attribute: false }) model = '';
  /** What is looked at: the text after the # of a link. */
  @property({ attribute: false }) opens = '';

  static styles = [base];

  render() {
    const { model } = this;
    if (!shippedById(model))
      return html`<p>Only a model trained for this page can be embedded, with its trained weights: choose one above.</p>`;
    return html`<embed-builder
      .element=${'model'}
      .site=${site}
      .opens=${this.opens}
      .given=${{ model }}
      .named=${`Attention Playground: a text through the model “${model}”`}
    ></embed-builder>`;
  }
}

customElements.define('model-embed', ModelEmbed);

declare global {
  interface HTMLElementTagNameMap {
    'model-embed': ModelEmbed;
  }
}
