// <attention-models>: a model, a text, and every head of it, with a link that holds what is looked at.
import { css, html, LitElement, nothing } from 'lit';
import { errorStyles } from '../inputs/error-note.ts';
import { notLoaded } from '../lib/not-loaded.ts';
import {
  browserBackend,
  framed,
  rememberAddress,
  rememberedAddress,
} from '../state/url/backend.ts';
import { type LabPlace, labCodec } from '../state/url/lab-codec.ts';
import { AddressSync } from '../state/url/sync.ts';
import { unread } from '../state/url/url-schema.ts';
import { base } from '../styles/base.ts';
import { standing } from '../styles/ground.ts';
import { workbench } from '../styles/workbench.ts';
import { onActions } from '../ui/action.ts';
import { state } from '../ui/property.ts';
import { onSystemTheme, pageTheme, recoloured, setPageTheme, type Theme } from '../ui/theme.ts';
import { HUB, Library, OWN, trainedOf } from './library.ts';
import './model-choice.ts';
import './model-explorer.ts';
import './models-bar.ts';
import './prompt-shelf.ts';
import { type Prompt, shelf, shipped, shippedById } from './shipped.ts';
import { headText, viewSchema } from './view-state.ts';
import { viewStyles } from './view-styles.ts';

const PAIR = { text: 'I wanted to have a party.', second: 'I bought a cake for it.' };

export class AttentionModels extends LitElement {
  @state() private place: LabPlace = { id: '', settings: {}, answers: 'show' };
  /** A remark on the address that was followed. */
  @state() private notice = '';
  @state() private spoken = '';
  @state() private embedOpen = false;

  static styles = [
    base,
    standing,
    workbench,
    errorStyles,
    viewStyles,
    css`
      .sheet > main {
        padding-top: 2rem;
      }
      .lede {
        max-width: 40rem;
      }
      section {
        margin-top: 1.5rem;
        padding-top: 1.25rem;
        border-top: 1px solid var(--rule);
      }
      section h2 {
        font-size: 1.3125rem;
        line-height: 1.75rem;
        margin-bottom: 0.75rem;
      }
      summary {
        cursor: pointer;
        font-size: 1.0625rem;
      }
      details[open] summary {
        margin-bottom: 0.5rem;
      }
      @media print {
        :host {
          color-scheme: light; /* as paper is */
        }
        models-bar,
        .choose,
        .shelf {
          display: none;
        }
      }
    `,
  ];

  library = new Library();
  address = new AddressSync(browserBackend, labCodec);
  listening?: AbortController;

  constructor() {
    super();
    onActions(this, {
      'theme-set': (theme) => this.#setTheme(theme),
      'toggle-embed': () => this.#toggleEmbed(),
      'view-set': (change) => this.#set(change),
      'model-set': (model) => this.#choose(model),
      'prompt-pick': (prompt) => this.#pick(prompt),
      announce: (text) => {
        this.spoken = text;
      },
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    const update = () => this.requestUpdate();
    onSystemTheme(update, { signal });
    this.library.addEventListener('change', update, { signal });
    addEventListener('popstate', () => this.#open(), { signal });
    addEventListener('pagehide', () => this.#leave(), { signal });
    this.#open();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listening?.abort();
    this.library.end();
  }

  /** The first that ships, where the address names none. */
  get model() {
    return this.place.id || (shipped[0]?.id ?? '');
  }

  /** What is shown where the address says nothing. */
  get start() {
    const info = this.library.info(this.model);
    if (info?.family === 'bert') return PAIR;
    const first = shelf.find(({ model }) => model === trainedOf(this.model)) ?? shelf[0];
    return { text: first?.text ?? '', head: first?.head };
  }

  render() {
    const { model, library, place } = this;
    return html`<div class="sheet">
      <models-bar
        .link=${() => this.address.link(place)}
        .theme=${pageTheme()}
        .embedOpen=${this.embedOpen}
        .workbench=${rememberedAddress('workbench')}
        .labs=${rememberedAddress('labs')}
      ></models-bar>
      <main>
        <h1>Models</h1>
        <p class="lede">
          Type a text and see every head of a trained model, down to the arithmetic of each weight.
        </p>
        ${this.notice ? html`<p class="notice">${this.notice}</p>` : nothing}
        <section class="choose" aria-labelledby="choose">
          <h2 id="choose">Model</h2>
          <model-choice .library=${library} .model=${model}></model-choice>
          ${this.#absent()}
        </section>
        ${this.embedOpen ? html`<model-embed .model=${model} .opens=${this.#opens}></model-embed>` : this.#text()}
      </main>
      <p class="hidden" role="status">${this.spoken}</p>
    </div>`;
  }

  /** A link may name what only the person can bring. */
  #absent() {
    const { model, library } = this;
    if (library.of(model) || shippedById(trainedOf(model))) return nothing;
    if (model.startsWith(HUB))
      return html`<p class="notice">
        This link shows ${model.slice(HUB.length)} from the Hugging Face Hub. It is not fetched
        yet: ask for its size, then fetch it.
      </p>`;
    if (model === OWN)
      return html`<p class="notice">
        This link shows a model from somebody’s own files, and a link cannot hold files. Drop the files into “Your own files” to go on.
      </p>`;
    return html`<p class="notice">No model is called “${model}”. Choose one of these.</p>`;
  }

  /** Texts worth a look, and the text with its views. */
  #text() {
    const { model, library, place } = this;
    const isOpen = library.info(model) !== null;
    const hasShelf = shelf.some((prompt) => prompt.model === trainedOf(model));
    return html`${
      isOpen && hasShelf
        ? html`<section class="shelf" aria-label="Texts to try">
                <details>
                  <summary>Texts to try, each with a head that reacts to it</summary>
                  <prompt-shelf .library=${library} .model=${model}></prompt-shelf>
                </details>
              </section>`
        : nothing
    }
        <section aria-labelledby="text">
          <h2 id="text">Text</h2>
          ${
            isOpen
              ? html`<model-explorer
                  .library=${library}
                  .model=${model}
                  .settings=${place.settings}
                  .start=${this.start}
                ></model-explorer>`
              : html`<p class="label">The views appear when a model is loaded.</p>`
          }
        </section>`;
  }

  /** What is looked at, where it is not what the model opens with. */
  get #opens() {
    const { place, model } = this;
    const isAsItOpens = Object.keys(place.settings).length === 0;
    return isAsItOpens ? '' : labCodec.write({ ...place, id: model }).slice(1);
  }

  /** Few need it: it comes when it is opened. */
  async #toggleEmbed() {
    try {
      await import('./model-embed.ts');
      this.embedOpen = !this.embedOpen;
    } catch (error) {
      this.notice = notLoaded('“Embed”', error);
    }
  }

  #setTheme(theme: Theme) {
    setPageTheme(theme);
    this.requestUpdate();
    recoloured();
  }

  /** Some settings change: null takes one out. */
  #set(change: Record<string, string | null>) {
    const merged = Object.entries({ ...this.place.settings, ...change });
    const settings = Object.fromEntries(merged.filter(([, value]) => value !== null));
    this.#go({ ...this.place, settings: settings as Record<string, string> }, false);
  }

  /** The text stays; heads and tokens are others. */
  #choose(model: string) {
    const { text, second, view, open } = this.place.settings;
    const same = trainedOf(model) === trainedOf(this.model);
    const kept = same ? this.place.settings : { text, second, view, open };
    const settings = Object.fromEntries(
      Object.entries(kept).filter(([, value]) => value !== undefined),
    );
    this.library.openShipped(model);
    this.#go({ ...this.place, id: model, settings }, true);
  }

  #pick({ text, second, head, pattern }: Prompt) {
    const { view, open } = this.place.settings;
    const settings = {
      text,
      ...(second && { second }),
      head: headText(head),
      ...(view && { view }),
      ...(open && { open }),
      ...((view ?? 'model') === 'model' && { sort: pattern }),
    };
    this.#go({ ...this.place, settings }, true);
    this.spoken = 'The text is in the field, and its head is selected.';
  }

  #go(place: LabPlace, push: boolean) {
    this.place = place;
    this.notice = '';
    this.address.write(place, push);
  }

  #leave() {
    this.address.leave();
    if (!framed) rememberAddress('models');
  }

  async #open() {
    const read = await this.address.read();
    if (!read) return;
    if ('broken' in read) {
      this.notice = `This link cannot be followed: ${read.broken}.`;
      return;
    }
    const { found: place, kept } = read;
    this.place = place;
    this.notice = kept || unread(place.settings, viewSchema, 'this page');
    // What ships is small and comes at once; anything else waits for a person.
    this.library.openShipped(this.model);
  }
}

customElements.define('attention-models', AttentionModels);

declare global {
  interface HTMLElementTagNameMap {
    'attention-models': AttentionModels;
  }
}
