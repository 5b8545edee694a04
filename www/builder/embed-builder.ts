// “Embed”: what an instructor chooses is shown as it will look, and copied as the text that the site takes.
import { css, html, LitElement, nothing } from 'lit';
import { type Embedded, settingsOf } from '../embed/schema.ts';
import { type Embed, hugoLayout, shortcode, targets } from '../embed/snippets.ts';
import { underBar } from '../styles/bar.ts';
import { base } from '../styles/base.ts';
import { act, handles } from '../ui/action.ts';
import { property, state } from '../ui/property.ts';
import './copy-text.ts';
import { formStyles } from './form-styles.ts';
import './setting-form.ts';

const WIDTHS = [690, 390, 960]; // CSS pixels: a column of text, a phone, a wide page

/** Whoever shows it knows what is embedded; what stands in its slot is below the text to copy. */
export class EmbedBuilder extends LitElement {
  @property({ attribute: false }) element: Embedded = 'playground';
  /** The folder that the files are in. */
  @property({ attribute: false }) site = '';
  /** What it opens with: the text after the # of a link. */
  @property({ attribute: false }) opens = '';
  /** What the page around has chosen already, such as the lab. */
  @property({ attribute: false }) given: Readonly<Record<string, string>> = {};
  /** What there is to choose from, by the name of a setting whose words the table does not have. */
  @property({ attribute: false }) words: Readonly<Record<string, readonly string[]>> = {};
  /** What a frame is called, without a caption. */
  @property({ attribute: false }) named = '';
  /** What was chosen, as attributes have it: whoever shows it may set it otherwise. */
  @property({ attribute: false }) chosen: Readonly<Record<string, string>> = {};
  @state() private target = 'element';
  @state() private width = WIDTHS[0];

  static styles = [
    base,
    underBar,
    formStyles,
    css`
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 20rem) minmax(0, 1fr);
        gap: 1rem 2.5rem;
        align-items: start;
      }
      @container (max-width: 56.25rem) {
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      fieldset {
        min-width: 0;
      }
      legend {
        color: var(--ink);
      }
      pre {
        max-height: 14rem;
        overflow: auto;
        margin: 0.5rem 0;
        padding: 0.5rem 0.75rem;
        background: var(--wash);
        border: 1px solid var(--rule);
        font: 0.8125rem/1.25rem var(--mono);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .preview {
        max-width: 100%;
        max-height: 34rem;
        overflow: auto;
        border: 1px solid var(--rule);
      }
      .tabs {
        margin-top: 1rem;
      }
    `,
  ];

  get embed(): Embed {
    const { element, site, opens, given, chosen, named } = this;
    return {
      ...{ element, site, state: opens, settings: { ...given, ...chosen } },
      height: 'compact' in chosen || 'step' in chosen ? 600 : 900,
      title: chosen.caption || named,
    };
  }

  render() {
    const { embed, element, site } = this;
    const all = targets(settingsOf(element)).filter(({ of }) => of.includes(element));
    const shown = all.find(({ id }) => id === this.target) ?? all[0];
    const text = shown.write(embed);
    return html`<section aria-labelledby="title" @action=${this.#actions}>
      <h2 id="title">Embed</h2>
      <div class="columns">
        <setting-form .element=${element} .chosen=${this.chosen} .words=${this.words}></setting-form>
        <div>
          <fieldset class="line">
            <legend class="label">Preview, if the text column of your page is this wide:</legend>
            ${WIDTHS.map(
              (one) => html`<label>
                <input type="radio" name="width" .checked=${one === this.width} @change=${() => this.#widen(one)} />
                ${one} px
              </label>`,
            )}
          </fieldset>
          <div class="preview" tabindex="0" role="region" aria-label="Preview">
            ${this.#preview(embed)}
          </div>
          <fieldset class="line tabs">
            <legend class="label">Copy as</legend>
            ${all.map(
              ({ id, title }) => html`<label>
                <input type="radio" name="target" value=${id} .checked=${id === shown.id} @change=${() => this.#take(id)} />
                ${title}
              </label>`,
            )}
          </fieldset>
          <pre translate="no" tabindex="0" aria-label="The text to paste">${text}</pre>
          <p class="line">
            <copy-text .text=${async () => text}></copy-text>
            <span class="label">${shown.note}</span>
          </p>
          <p><a class="act" href="${site}embedding.html#attention-${element}">All settings and events</a></p>
          ${shown.id === 'hugo' ? this.#hugo(embed) : nothing}
          <slot></slot>
        </div>
      </div>
    </section>`;
  }

  #actions = handles({
    'setting-set': ({ name, value }) => {
      const { [name]: _, ...others } = this.chosen;
      const all = value === null ? others : { ...others, [name]: value };
      // In the order of the table, so that the same choices give the same text.
      const order = settingsOf(this.element).map((setting) => setting.name);
      const chosen = Object.entries(all).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
      this.chosen = Object.fromEntries(chosen);
      act(this, 'settings-chosen', this.chosen);
    },
  });

  #widen(width: number) {
    this.width = width;
  }

  #take(id: string) {
    this.target = id;
  }

  /** Another element for other settings: what was said before is taken back. */
  #preview({ settings, state: text }: Embed) {
    const key = JSON.stringify(settings);
    if (this.#shown?.key !== key) {
      const shown = document.createElement(`attention-${this.element}`);
      for (const [name, value] of Object.entries(settings)) shown.setAttribute(name, value);
      this.#shown = { key, shown };
    }
    const { shown } = this.#shown;
    if (shown.getAttribute('state') !== text) shown.setAttribute('state', text);
    return shown;
  }

  updated() {
    const preview = this.renderRoot.querySelector<HTMLElement>('.preview');
    if (preview) preview.style.width = `${this.width}px`;
  }

  #shown?: { key: string; shown: HTMLElement };

  #hugo({ site, element }: Embed) {
    const layout = hugoLayout(site, element);
    return html`<pre translate="no" tabindex="0" aria-label="layouts/shortcodes/${shortcode(element)}.html">${layout}</pre>
      <p><copy-text label="Copy the layout" .text=${async () => layout}></copy-text></p>`;
  }
}

customElements.define('embed-builder', EmbedBuilder);

declare global {
  interface Actions {
    /** All that is chosen of an embedded element, as attributes have it. */
    'settings-chosen': Readonly<Record<string, string>>;
  }
  interface HTMLElementTagNameMap {
    'embed-builder': EmbedBuilder;
  }
}
