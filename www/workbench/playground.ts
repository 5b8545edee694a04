// <attention-playground variant="argmax">: the workbench on the screen, of our page or of any other.
import { html, LitElement, nothing } from 'lit';
import type { CheckReport, Trace } from '../../pkg/attention_playground.js';
import type { Args } from '../core/calls.ts';
import { defineProperties, takeUp } from '../embed/element-properties.ts';
import { joinGroup } from '../embed/groups.ts';
import { plainInputs } from '../embed/plain-inputs.ts';
import type { GivenTable } from '../embed/refused.ts';
import { type Part, propertyOf, settingsOf } from '../embed/schema.ts';
import { errorStyles } from '../inputs/error-note.ts';
import { idOf } from '../state/own-program.ts';
import type { Place } from '../state/place.ts';
import { Tour } from '../state/tour.ts';
import { browserBackend, elementBackend, rememberAddress } from '../state/url/backend.ts';
import { spoken } from '../steps/arithmetic-lines.ts';
import type { StepList } from '../steps/step-list.ts';
import { onActions } from '../ui/action.ts';
import { onQuestions } from '../ui/context-request.ts';
import { property, state } from '../ui/property.ts';
import { workbenchActions } from './actions.ts';
import { leftColumn } from './left-column.ts';
import './page-bar.ts';
import { News } from './news.ts';
import { pageFront } from './page-front.ts';
import { programPlace } from './program-place.ts';
import './progress-line.ts';
import { download } from '../exports/download.ts';
import { stoppedNote } from '../ui/stopped-note.ts';
import { rightColumn } from './right-column.ts';
import { Workbench } from './workbench.ts';
import '../ui/fonts.ts';
import { online } from '../lib/online.ts';
import { flatten } from '../lib/tensor-views.ts';
import { base } from '../styles/base.ts';
import { button } from '../styles/button.ts';
import { standing } from '../styles/ground.ts';
import { keepLegible } from '../styles/legible.ts';
import { print } from '../styles/print.ts';
import { workbench as sheet } from '../styles/workbench.ts';
import { rememberHighlights } from '../tables/highlights.ts';
import { atFirstSign } from '../ui/first-interaction.ts';
import { Fit } from '../ui/fit.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { isTypedIn, keepKeys } from '../ui/keep-keys.ts';
import {
  onSchemeOf,
  onSystemTheme,
  recoloured,
  setPageTheme,
  shownTheme,
  type Theme,
} from '../ui/theme.ts';
import { isNarrow, watchWidth } from '../ui/width.ts';
import { bringTheRest } from './deferred-load.ts';
import { shortcutOf } from './shortcuts.ts';
import { StepWalk } from './step-walk.ts';

/** The parts of the left column. */
const LEFT: readonly Part[] = ['about', 'picker', 'inputs', 'sizes', 'settings'];
/** What may have been set before the element was defined. */
const PROPERTIES = [...settingsOf('playground').map(({ name }) => propertyOf(name)), 'inputs'];

const still = matchMedia('(prefers-reduced-motion: reduce)');
const touch = matchMedia('(hover: none), (pointer: coarse)');

/** The settings that the element declares itself, or that every element has. */
const DECLARED = ['variant', 'state', 'theme', 'lang'];
/** What is followed otherwise, or says nothing to us. */
const UNSAID = ['variant', 'state', 'page', 'id', 'class', 'style', 'hidden'];
const INPUT_ATTRIBUTES = ['theme', 'variant', 'state', 'page', 'worksheet', 'style', 'class'];

/**
 * With the attribute `page` it is the page: the title, the address, the theme and the keys are its own,
 * `state` is what an empty address says, and what an author says stands in the address before the #.
 * Without it, it leaves the document alone,
 * and its attributes are the settings of www/embed/schema.ts.
 *
 * @fires attention-ready - the first table is there
 * @fires attention-input - inputs have changed; `detail.inputs`
 * @fires attention-result - there is another result; `detail.result`
 * @fires attention-change - the state has changed; `detail.state`, for the attribute
 * @fires attention-check - a table was checked; `detail` has `step`, `right`, `cells`, `wrong`, `tries`
 * @fires attention-error - what was typed cannot be computed; `detail.error`
 */
export class AttentionPlayground extends LitElement {
  @property({ type: String }) variant = '';
  @property({ type: String }) state = '';
  @property({ type: String, reflect: true }) theme?: Theme;
  @property({ type: Boolean }) page = false;
  @state() private narrow = false;
  @state() private keysOpen = false;
  @state() private awayOpen = false;
  @state() private embedOpen = false;

  static styles = [base, button, standing, errorStyles, sheet, print];

  opened: Workbench | null = null;
  highlightsOf = rememberHighlights();
  /** What the page around is told. */
  #news = new News(this);
  #walk = new StepWalk(this);
  /** Has the rest been asked for? */
  whole = false;
  listening?: AbortController;
  fit = new Fit(this);

  /** Only what is on a page knows what it is there. */
  get workbench(): Workbench {
    this.opened ??= this.page
      ? new Workbench(browserBackend, new Tour(this.#leads))
      : new Workbench(elementBackend(this), new Tour(false));
    return this.opened;
  }

  /** Where somebody says more than which variant and which state. */
  get #isAuthored() {
    if (this.page) return location.search !== '';
    return (
      this.getAttributeNames().some((name) => !UNSAID.includes(name)) || this.theme !== undefined
    );
  }

  /** The page of this site, and not a frame in another: there it leads, and says what it is. */
  get #leads() {
    return this.page && parent === window && !this.#isAuthored;
  }

  async #author() {
    const { authorOf, authorOfFrame } = await import('../embed/read-author.ts');
    if (this.page) return authorOfFrame(location.search);
    // Properties may have been set in place of their attributes.
    const { variant, theme = '' } = this;
    const author = authorOf(this, { variant, theme });
    if (author.settings.theme) this.theme = author.settings.theme;
    return author;
  }

  /** The site that its links lead to. */
  get site() {
    return this.workbench.site;
  }

  /** Settles when there is a first result, or the reason why there is none. */
  get ready(): Promise<void> {
    return this.#news.ready;
  }

  /** The tables that it computes with, as lists of numbers; a cell that is no number is the text that was typed. */
  get inputs(): Record<string, unknown> {
    const { store, results } = this.workbench;
    return store ? plainInputs(store.state, results.good) : {};
  }

  /** Lists, typed arrays, tensors of `shape` and `data`, or texts that can be pasted. One step to undo. */
  set inputs(given: Record<string, GivenTable>) {
    this.setInputs(given).catch((error) => this.#news.refused(error as Error));
  }

  /** The same, when it is done; it throws where one of them cannot be taken. */
  async setInputs(given: Record<string, GivenTable>) {
    await this.ready;
    await this.workbench.setInputs(given);
  }

  /** The last good result. */
  get result(): Trace | null {
    return this.workbench.results.good?.trace ?? null;
  }

  /** Check a table for a step, as a person does: it counts as a try, and is told as `attention-check`. */
  async check(step: string, table: Args<'checkAnswer'>[3]): Promise<CheckReport> {
    await this.ready;
    const { source } = this.workbench.results;
    if (!source) throw new Error('There is no result to check a table against.');
    const { engine, variant, request } = source;
    const report = await engine.call({}, 'checkAnswer', variant, request, step, table);
    const { verdict, cells, wrong } = report;
    this.#news.checked({ step, right: verdict.kind === 'right', cells, wrong });
    return report;
  }

  /** The link that Copy link gives; null where it would be too long. */
  link(): Promise<string | null> {
    return this.workbench.link();
  }

  /** To another state: a link, or the text after its #. */
  navigate(state: string) {
    if (!this.page) {
      this.state = state;
      return;
    }
    history.replaceState(null, '', `#${state.replace(/^[^#]*#/, '')}`);
    this.workbench.navigate();
  }

  /** For now: it is not remembered. */
  setTheme(theme: Theme) {
    if (this.page) document.documentElement.dataset.theme = theme;
    else this.theme = theme;
    this.requestUpdate();
    this.updateComplete.then(recoloured);
  }

  /** What may be asked for, by the names of the events that tell it. */
  snapshot(): Record<string, object> {
    const { store, results } = this.workbench;
    return {
      ready: { variant: store?.state.variant ?? null },
      change: { state: this.workbench.text },
      input: { inputs: this.inputs },
      result: { result: this.result },
      ...(results.error && { error: { error: results.error } }),
    };
  }

  /** As it was opened. */
  reset() {
    this.workbench.reset();
  }

  constructor() {
    super();
    onActions(this, {
      'to-steps': () => this.steps?.focusCell(),
      'to-inputs': () => this.#toInputs(),
      'theme-set': (theme) => this.#setTheme(theme),
      'toggle-keys': () => this.#toggleKeys(),
      'toggle-away': () => this.#toggleAway(),
      'toggle-embed': () => this.#toggleEmbed(),
      'state-save': () => this.#saveFile(),
      'page-print': (worksheet) => this.#print(worksheet),
      'cell-pin': (place, from) => this.#held(from, () => this.#pin(place)),
      'cell-follow': (place) => this.#pin(place, true),
      'step-through': (where) => this.#walk.through(where),
      'step-focus': (id) => this.#focusStep(id),
      'table-checked': (checked) => this.#news.checked(checked),
      'result-show': (step) => this.#showResult(step),
      'step-read': (id) => this.#light(id),
    });
    onQuestions(this, {
      'result-source': () => this.workbench.results.source,
    });
  }

  connectedCallback() {
    super.connectedCallback();
    if (!this.page) takeUp(this, PROPERTIES);
    this.listening = new AbortController();
    const { signal } = this.listening;
    const update = () => this.requestUpdate();
    onActions(this, workbenchActions(this.workbench), { signal });
    this.workbench.addEventListener('change', update, { signal });
    this.workbench.addEventListener('change', () => this.#news.tell(), { signal });
    touch.addEventListener('change', update, { signal });
    still.addEventListener('change', () => this.#stayStill(), { signal });
    this.workbench.stepper.addEventListener('change', () => this.#walk.show(), { signal });
    onSystemTheme(update, { signal });
    const keys = this.page ? window : this.renderRoot;
    keys.addEventListener('keydown', (event) => this.#key(event as KeyboardEvent), { signal });
    atFirstSign(keys, () => this.workbench.engine.prepare(), signal);
    keepFocus(this, { busy: () => this.workbench.engine.busy, signal });
    if (!this.page) this.#keepKeys(signal);
    if (!this.page) this.#followPage(signal);
    if (this.page) addEventListener('popstate', () => this.workbench.navigate(), { signal });
    addEventListener('pagehide', () => this.workbench.leave(), { signal });
    if (this.page) addEventListener('pagehide', () => rememberAddress('workbench'), { signal });
    watchWidth(this);
    this.#measure();
    const sizes = new ResizeObserver(() => this.#measure());
    sizes.observe(this);
    signal.addEventListener('abort', () => sizes.disconnect());
    const author = this.#isAuthored ? this.#author() : undefined;
    author?.then(({ settings: { group, theme } }) => {
      if (group) joinGroup(group, this.workbench.takeInputs, signal);
      if (this.page && theme) this.setTheme(theme);
    });
    this.workbench.open(this.variant, { author, home: this.#leads ? this.state : '' });
  }

  /** Listeners that a page has put on the window before us hear a key all the same: those that ask are told that somebody types. */
  get isContentEditable() {
    return super.isContentEditable || (!this.page && isTypedIn(this));
  }

  /** What the page around changes afterwards: attributes, and the colours of its own. */
  #followPage(signal: AbortSignal) {
    const isSetting = ({ attributeName }: MutationRecord) =>
      attributeName !== null &&
      !INPUT_ATTRIBUTES.includes(attributeName) &&
      !/^(data|aria)-/.test(attributeName);
    const attributes = new MutationObserver((changes) => {
      if (changes.some(isSetting)) this.#author().then((author) => this.workbench.revise(author));
    });
    attributes.observe(this, { attributes: true });
    signal.addEventListener('abort', () => attributes.disconnect());
    const recolour = () => {
      this.requestUpdate();
      this.updateComplete.then(recoloured);
    };
    onSchemeOf(this.renderRoot as ShadowRoot, recolour, { signal });
  }

  #showResult(step: string) {
    const { author, results } = this.workbench;
    if (results.good) author.predictions?.show(results.good.state, step);
    this.requestUpdate();
  }

  #keepKeys(signal: AbortSignal) {
    this.dataset.lmSuppressShortcuts = ''; // a notebook asks for this
    keepKeys(this, { signal });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listening?.abort();
    this.workbench.close();
  }

  #measure() {
    if (!this.page) keepLegible();
    this.narrow = isNarrow(this);
  }

  /** Another state, or another variant, was asked for by the page around. */
  willUpdate(changed: Map<string, unknown>) {
    if (!this.hasUpdated || this.page) return;
    if (changed.has('state')) this.workbench.navigate();
    if (changed.has('variant')) this.workbench.pickVariant(this.variant);
  }

  render() {
    const { workbench } = this;
    const { store } = workbench;
    const content = html`
      ${store || !this.page ? nothing : html`<h1 class="hidden">Attention Playground</h1>`}
      ${store && this.#leads ? pageFront(workbench) : nothing}
      ${workbench.notice ? html`<p class="notice">${workbench.notice}</p>` : nothing}
      ${stoppedNote(workbench.engine)}
      ${store ? this.#bench() : workbench.engine.stopped ? nothing : html`<p class="hint label">Getting the calculator ready …</p>`}
    `;
    const { parts, settings } = workbench.author;
    const whole = html`
      ${this.page ? nothing : html`<button class="act past" @click=${this.#skip}>Skip past the playground</button>`}
      ${settings.caption ? html`<p class="caption" lang=${settings.lang ?? nothing}>${settings.caption}</p>` : nothing}
      ${
        parts.has('bar')
          ? html`<page-bar
        .canUndo=${store?.canUndo ?? false}
        .canRedo=${store?.canRedo ?? false}
        .keysOpen=${this.keysOpen}
        .awayOpen=${this.awayOpen}
        .embedOpen=${this.embedOpen}
        .link=${workbench.link}
        .theme=${shownTheme(this)}
        .page=${this.page}
        .site=${workbench.site}
      ></page-bar>`
          : nothing
      }
      ${this.awayOpen ? html`<take-away .page=${this.page}></take-away>` : nothing}
      ${this.embedOpen ? html`<embed-builder .workbench=${workbench}></embed-builder>` : nothing}
      ${this.keysOpen ? html`<key-list></key-list>` : nothing}
      <div>
        ${this.page ? html`<main>${content}</main>` : content}
      </div>
      ${this.#leads ? html`<page-foot></page-foot>` : nothing}
      <progress-line
        .working=${store ? workbench.engine.working : null}
      ></progress-line>
      <p class="hidden" role="status">${workbench.spoken}</p>
      ${this.page ? nothing : html`<span class="end"></span>`}
    `;
    // A page has one header and one main part; of the rest, each says what it is, and of what.
    return this.page
      ? html`<div class="sheet">${whole}</div>`
      : html`<section class="sheet" lang="en" aria-label=${['Attention Playground', settings.caption ?? this.workbench.info?.title, ...(settings.step ?? [])].filter(Boolean).join(', ')}>${whole}</section>`;
  }

  updated() {
    const { info, store, engine } = this.workbench;
    this.fit.apply(this.workbench.author.settings, 0, this.listening?.signal);
    if (info && this.page) document.title = `${info.title} · Attention Playground`;
    if (!this.whole && (store || engine.stopped)) this.#complete();
  }

  /** The keyboard goes on behind the element. */
  #skip() {
    const end = this.renderRoot.querySelector<HTMLElement>('.end');
    if (!end) return;
    // From what is no stop of Tab, Chromium goes back to the first one of the element.
    end.tabIndex = 0;
    end.addEventListener('blur', () => end.removeAttribute('tabindex'), { once: true });
    end.focus();
  }

  async #complete() {
    this.whole = true;
    try {
      await bringTheRest();
    } catch (error) {
      const notice = `Part of this page could not be loaded: it comes by itself when you are online again, or with the page. The browser says: ${(error as Error).message}`;
      this.workbench.notice = notice;
      this.requestUpdate();
      await online();
      if (this.workbench.notice === notice) this.workbench.notice = '';
      this.requestUpdate();
      this.#complete();
    }
  }

  #bench() {
    const { results, selection } = this.workbench;
    const { good } = results;
    const highlights = good ? this.highlightsOf(good.trace, selection) : new Map();
    const screen = { narrow: this.narrow, touch: touch.matches, still: still.matches };
    const { author, store, withheld, words } = this.workbench;
    const { parts } = author;
    const isOpen = selection.pinned && !withheld.has(selection.pinned.step);
    const docked = this.narrow && isOpen && selection.explanation;
    const hasLeft = LEFT.some((part) => parts.has(part));
    return html`
      <div
        class="bench ${words.length > 0 ? 'worded' : ''} ${store?.state.compare || !parts.has('drawing') ? '' : 'program'}"
        ?data-lone=${!hasLeft} ?data-dense=${author.dense}
      >
        ${hasLeft ? html`<div class="left">${leftColumn(this.workbench, highlights, this.page)}</div>` : nothing}
        ${parts.has('drawing') ? programPlace(this.workbench, highlights) : nothing}
        <div class="right">${rightColumn(this.workbench, highlights, screen)}</div>
      </div>
      ${
        docked
          ? html`<div class="dock">
              <arithmetic-lines dock .explanation=${selection.explanation}></arithmetic-lines>
            </div>`
          : html`<output-strip
              hidden
              .trace=${withheld.size > 0 || store?.state.compare ? null : (good?.trace ?? null)}
              .explanation=${isOpen ? selection.explanation : null}
              .pinned=${selection.pinned?.step ?? null}
              .digits=${good?.state.digits ?? null}
              .stale=${results.error !== null}
              .words=${words}
              .steps=${this.steps}
            ></output-strip>`
      }
    `;
  }

  get #inputs() {
    return this.renderRoot.querySelector('input-list');
  }

  /** Where the tables of the steps stand. */
  get steps(): StepList | null {
    return this.renderRoot.querySelector('step-list');
  }

  /** To a number that can be changed: one that the pinned cell is computed from, or else the first. */
  #toInputs() {
    const { info, author, selection, results } = this.workbench;
    const open = info?.inputs.filter(({ name }) => !author.locked.has(name)) ?? [];
    const source = selection.explanation?.sources.find(({ step }) =>
      open.some(({ name }) => name === step),
    );
    const { shape } = results.good?.trace.steps.find(({ id }) => id === source?.step)?.tensor ?? {};
    if (source && shape) this.#inputs?.focusCell(source.step, flatten(source.index, shape));
    else if (open[0]) this.#inputs?.focusCell(open[0].name, 0);
  }

  /** Who has pressed something finds it under the pointer afterwards: what stands above may grow or go. */
  async #held(from: HTMLElement, change: () => Promise<void>) {
    const place = () => from.getBoundingClientRect().top + scrollY;
    const before = place();
    await change();
    await this.updateComplete;
    requestAnimationFrame(() => scrollBy(0, place() - before));
  }

  /** A typed cell gets the keyboard too; so does a computed one that was followed. */
  async #pin(place: Place, follow: boolean = false) {
    const { results, selection, tour } = this.workbench;
    tour.tried('pin');
    await selection.pin(place);
    const { explanation } = selection;
    if (explanation) this.workbench.say(spoken(explanation));
    const step = results.good?.trace.steps.find(({ id }) => id === place.step);
    if (!step) return;
    const at = flatten(place.index, step.tensor.shape);
    if (step.op === 'input') await this.#inputs?.focusCell(step.id, at, { seen: !follow });
    else if (follow && step.backward) await this.#follow(step.id, at);
    else if (follow) await this.steps?.focusCell(step.id, at);
  }

  /** To a cell of the backward pass, behind whatever is closed. */
  async #follow(step: string, place: number) {
    const panel = this.renderRoot.querySelector('gradient-panel');
    await customElements.whenDefined('gradient-panel');
    if (!panel || (await panel.focusCell(step, place))) return;
    this.workbench.openPanel('steps', true);
    await this.updateComplete;
    await panel.focusCell(step, place);
  }

  #stayStill() {
    if (still.matches) this.workbench.stepper.pause();
    this.requestUpdate();
  }

  /** From the picture of the program: an input or a step gets the keyboard. */
  async #focusStep(id: string) {
    const { stepper } = this.workbench;
    stepper.pause();
    if (await this.#inputs?.focusCell(id, 0)) return;
    if (stepper.place >= 0) stepper.to(id);
    await this.steps?.show(id);
    await this.steps?.focusCell(id, 0);
  }

  /** The picture of the program shows where one reads. */
  #light(id: string) {
    const drawing = this.renderRoot.querySelector('program-drawing');
    if (drawing) drawing.reading = id;
  }

  async #saveFile() {
    const { workbench } = this;
    const blob = new Blob([await workbench.file()], { type: 'application/json' });
    download(blob, `${workbench.store ? idOf(workbench.store.state.variant) : 'attention'}.json`);
    workbench.say('The file is saved.');
  }

  /** As a worksheet the results stay blank. */
  #print(worksheet: boolean) {
    this.toggleAttribute('worksheet', worksheet);
    addEventListener('afterprint', () => this.removeAttribute('worksheet'), { once: true });
    window.print();
  }

  #setTheme(theme: Theme) {
    this.setTheme(theme);
    if (this.page) setPageTheme(theme);
  }

  /** It may have been asked for far below it. */
  async #toggleKeys() {
    this.keysOpen = !this.keysOpen;
    await this.updateComplete;
    this.renderRoot.querySelector('key-list')?.scrollIntoView({ block: 'nearest' });
  }

  #toggleAway() {
    this.awayOpen = !this.awayOpen;
  }

  /** Few need it: it comes when it is opened. */
  async #toggleEmbed() {
    try {
      await import('./embed-builder.ts');
      this.embedOpen = !this.embedOpen;
    } catch (error) {
      this.workbench.notice = `“Embed” could not be loaded: load the page again. The browser says: ${(error as Error).message}`;
      this.requestUpdate();
    }
  }

  #key(event: KeyboardEvent) {
    const shortcut = shortcutOf(event);
    if (!shortcut || (shortcut === 'escape' && !this.#escape())) return;
    if (shortcut === 'undo') this.workbench.undo();
    else if (shortcut === 'redo') this.workbench.redo();
    else if (shortcut === 'keys') this.#toggleKeys();
    else if (shortcut !== 'escape') this.#walk.through(shortcut);
    event.preventDefault();
  }

  /** Ends what can be ended, the most urgent first; false where there is nothing. */
  #escape() {
    const { engine, pinned, stepper } = this.workbench;
    if (engine.working && this.workbench.store) engine.interrupt();
    else if (this.keysOpen || this.awayOpen || this.embedOpen)
      this.keysOpen = this.awayOpen = this.embedOpen = false;
    else if (pinned) this.workbench.unpin();
    else if (stepper.place >= 0) stepper.end();
    else return false;
    return true;
  }
}

defineProperties(AttentionPlayground.prototype, 'playground', DECLARED);
customElements.define('attention-playground', AttentionPlayground);

declare global {
  interface HTMLElementTagNameMap {
    'attention-playground': AttentionPlayground;
  }
}
