// <attention-model model="causal" text="…">: a text through a trained model, on any page or in a frame.
import { css, html, LitElement, nothing } from 'lit';
import { defineProperties, takeUp } from '../embed/element-properties.ts';
import { readQuery } from '../embed/frame-query.ts';
import { knownWords, type Read, readAttributes, unknownName } from '../embed/read-settings.ts';
import { propertyOf, type Settings as Said, settingsOf } from '../embed/schema.ts';
import { errorStyles } from '../inputs/error-note.ts';
import { site } from '../lib/base-url.ts';
import { browserBackend, elementBackend } from '../state/url/backend.ts';
import { type LabPlace, labCodec } from '../state/url/lab-codec.ts';
import { AddressSync } from '../state/url/sync.ts';
import { base } from '../styles/base.ts';
import { standing } from '../styles/ground.ts';
import { workbench } from '../styles/workbench.ts';
import { onActions } from '../ui/action.ts';
import '../ui/fonts.ts';
import { fire } from '../ui/fire.ts';
import { Fit } from '../ui/fit.ts';
import { beGuest } from '../ui/guest.ts';
import { isTypedIn } from '../ui/keep-keys.ts';
import { state } from '../ui/property.ts';
import { onSystemTheme, recoloured, type Theme } from '../ui/theme.ts';
import { navigateTo, showTheme } from '../ui/whole-page.ts';
import { type Library, trainedOf } from './library.ts';
import { LibraryChanges } from './library-changes.ts';
import './model-explorer.ts';
import { PARTS } from './explorer-questions.ts';
import type { ModelExplorer } from './model-explorer.ts';
import { modelStatus, statusStyles } from './model-status.ts';
import { shareLibrary } from './shared-library.ts';
import { shelf, shipped, shippedById } from './shipped.ts';
import { headText, type ViewState, viewState } from './view-state.ts';
import { viewStyles } from './view-styles.ts';

/** The settings that every element has, or that are read otherwise. */
const NATIVE = ['lang', 'state'];
const PROPERTIES = [...settingsOf('model').map(({ name }) => propertyOf(name)), 'state'];

let count = 0;

/**
 * With the attribute `page` it is all of a page, and what an author says stands in its address before
 * the #. Else its attributes are the settings of www/embed/schema.ts.
 *
 * @fires attention-ready - the model is there
 * @fires attention-change - something was typed or chosen; `detail.state`, for the attribute
 * @fires attention-error - the model could not be had; `detail.error`
 */
export class AttentionModel extends LitElement {
  static styles = [
    base,
    standing,
    workbench,
    errorStyles,
    viewStyles,
    statusStyles,
    css`
      @media print {
        :host {
          color-scheme: light; /* as paper is */
        }
      }
    `,
  ];

  @state() private place: LabPlace = { id: '', settings: {}, answers: 'show' };
  @state() private notice = '';
  @state() private spoken = '';

  said: Said = {};
  library: Library = shareLibrary(this);
  changes = new LibraryChanges(this);
  address?: AddressSync<LabPlace>;
  listening?: AbortController;
  fit = new Fit(this);
  /** What its runs are called in the worker that all elements share. */
  readonly runs = `element ${++count}`;
  #told: 'ready' | 'error' | undefined;
  #isReady = () => {};
  /** Settles when the model is there, or the reason why it is not. */
  readonly ready = new Promise<void>((ready) => {
    this.#isReady = ready;
  });

  constructor() {
    super();
    onActions(this, {
      'view-set': (change) => this.#set(change),
      announce: (text) => {
        this.spoken = text;
      },
    });
  }

  static get observedAttributes() {
    // biome-ignore lint/complexity/noThisInStatic: lit prepares the class that it is called on
    return [...super.observedAttributes, ...settingsOf('model').map(({ name }) => name)];
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null) {
    super.attributeChangedCallback(name, before, now);
    if (this.address && before !== now) this.#begin();
  }

  /** It opens with this: a link, or the text after its #. */
  get state() {
    return this.getAttribute('state') ?? '';
  }

  set state(text: string) {
    this.setAttribute('state', text);
  }

  /** Whether it is all of our page. */
  get page() {
    return this.hasAttribute('page');
  }

  /** Where its link leads to. */
  get site() {
    return `${this.said.base ?? site}models.html`;
  }

  get isContentEditable() {
    return super.isContentEditable || (!this.page && isTypedIn(this));
  }

  connectedCallback() {
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.library = shareLibrary(this, signal);
    super.connectedCallback();
    if (!this.page) takeUp(this, PROPERTIES);
    onSystemTheme(recoloured, { signal });
    addEventListener('pagehide', () => this.address?.leave(), { signal });
    if (this.page) addEventListener('popstate', () => this.#begin(), { signal });
    else beGuest(this, signal);
    this.#begin();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listening?.abort();
  }

  #read(): Read {
    if (this.page) return readQuery('model', location.search);
    const read = readAttributes('model', this);
    read.remarks.push(...read.others.map(([name]) => unknownName('model', name)));
    return read;
  }

  /** What an author has written is read, and the state. */
  async #begin() {
    const { settings, remarks } = this.#read();
    this.said = settings;
    if (settings.theme) this.setTheme(settings.theme);
    this.address ??= new AddressSync(this.page ? browserBackend : elementBackend(this), labCodec);
    const found = await this.address.read();
    if (!found) return;
    if ('broken' in found) remarks.push(`This link cannot be followed: ${found.broken}.`);
    const place = 'found' in found ? found.found : this.place;
    const asked = place.id || settings.model || shipped[0].id;
    const ids = shipped.map(({ id }) => id);
    const named = shippedById(trainedOf(asked))
      ? { words: [asked], remarks: [] }
      : knownWords('The playground', [asked], ids);
    remarks.push(...named.remarks);
    const [id = shipped[0].id] = named.words;
    this.place = { ...place, id };
    this.notice = remarks.join(' ');
    this.library.openShipped(id);
  }

  /** What is shown where nothing was typed. */
  get start(): Partial<ViewState> {
    const { text, second, view, head } = this.said;
    const first = shelf.find(({ model }) => model === trainedOf(this.place.id)) ?? shelf[0];
    const said = Object.entries({ text, second, view, head }).filter(([, value]) => value);
    const author = viewState(Object.fromEntries(said) as Record<string, string>, {
      text: first.text,
      second: first.second,
      head: first.head,
    });
    return { text: author.text, second: author.second, view: author.view, head: author.head };
  }

  render() {
    const { library, place, said } = this;
    const { caption, lang, below } = said;
    const content = html`
      ${caption ? html`<p class="caption" lang=${lang ?? nothing}>${caption}</p>` : nothing}
      ${this.notice ? html`<p class="notice">${this.notice}</p>` : nothing}
      ${modelStatus(library.of(place.id), () => {
        library.forget(place.id);
        library.openShipped(place.id);
      })}
      ${
        library.info(place.id)
          ? html`<model-explorer
              .library=${library}
              .model=${place.id}
              .settings=${place.settings}
              .start=${this.start}
              .slot=${this.runs}
              .named=${caption ? `, ${caption}` : ''}
              .site=${said.base ?? site}
              .away=${!this.page}
              .parts=${below ?? PARTS}
            ></model-explorer>`
          : nothing
      }
      <p class="hidden" role="status">${this.spoken}</p>
    `;
    const name = caption ?? `A text through the model “${place.id}”`;
    return this.page
      ? html`<main class="sheet" aria-label=${name}>${content}</main>`
      : html`<section class="sheet" lang="en" aria-label=${name}>${content}</section>`;
  }

  updated() {
    this.#tellState();
    // The highest heading here is an h3.
    this.fit.apply(this.said, 2, this.listening?.signal);
  }

  #tellState() {
    const loading = this.library.of(this.place.id);
    const told =
      loading?.state === 'open' ? 'ready' : loading?.state === 'failed' ? 'error' : undefined;
    if (told === this.#told) return;
    this.#told = told;
    if (!told) return;
    this.#isReady();
    const why = loading?.state === 'failed' ? { error: loading.error } : {};
    fire(this, told, { model: this.place.id, ...why });
  }

  /** What was run: the tokens, and the weights of every head. */
  get result() {
    const explorer = this.renderRoot.querySelector<ModelExplorer>('model-explorer');
    return explorer?.result ?? null;
  }

  /** The link that holds what is looked at; null where it would be too long. */
  async link() {
    return (await this.address?.link(this.place)) ?? null;
  }

  /** As it was opened, without what was typed. */
  reset() {
    this.#go({ ...this.place, settings: {} });
  }

  /** To another state: a link, or the text after its #. */
  navigate(state: string) {
    navigateTo(this, state, () => this.#begin());
  }

  setTheme(theme: Theme) {
    showTheme(this, theme);
  }

  snapshot(): Record<string, object> {
    const { head, view } = viewState(this.place.settings, this.start);
    return {
      ready: { model: this.place.id },
      change: { state: this.#text, view, head: headText(head) },
    };
  }

  get #text() {
    return labCodec.write(this.place).slice(1);
  }

  /** Some settings change: null takes one out. */
  #set(change: Record<string, string | null>) {
    const all = Object.entries({ ...this.place.settings, ...change });
    const kept = all.filter((entry): entry is [string, string] => entry[1] !== null);
    this.#go({ ...this.place, settings: Object.fromEntries(kept) });
  }

  #go(place: LabPlace) {
    this.place = place;
    this.notice = '';
    this.address?.write(place, false);
    if (this.page) fire(this, 'change', { state: this.#text });
  }
}

defineProperties(AttentionModel.prototype, 'model', NATIVE);
customElements.define('attention-model', AttentionModel);

declare global {
  interface HTMLElementTagNameMap {
    'attention-model': AttentionModel;
  }
}
