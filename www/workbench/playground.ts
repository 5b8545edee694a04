// <attention-playground variant="argmax">: the workbench on the screen, of our page or of any other.
import { html, LitElement, nothing } from 'lit';
import type { CheckReport, Trace } from '../../pkg/attention_playground.js';
import type { Args } from '../core/calls.ts';
import { defineProperties, takeUp } from '../embed/element-properties.ts';
import { joinGroup } from '../embed/groups.ts';
import { plainInputs } from '../embed/plain-inputs.ts';
import type { GivenTable } from '../embed/refused.ts';
import { propertyOf, settingsOf } from '../embed/schema.ts';
import { errorStyles } from '../inputs/error-note.ts';
import { declared } from '../state/edits.ts';
import { idOf } from '../state/own-program.ts';
import { Tour } from '../state/tour.ts';
import { browserBackend, elementBackend, rememberAddress } from '../state/url/backend.ts';
import type { StepList } from '../steps/step-list.ts';
import { onActions } from '../ui/action.ts';
import { onQuestions } from '../ui/context-request.ts';
import { property, state } from '../ui/property.ts';
import { BarMenus } from './bar-menus.ts';
import { bench } from './bench.ts';
import { CellFocus } from './cell-focus.ts';
import { redo, undo } from './edit-actions.ts';
import { followPage, isAuthored, readAuthor } from './host-page.ts';
import './page-bar.ts';
import { News } from './news.ts';
import { focusNext } from './next-focus.ts';
import { pageFront } from './page-front.ts';
import './progress-line.ts';
import { download } from '../exports/download.ts';
import { stoppedNote } from '../ui/stopped-note.ts';
import { setInputs } from './outside-actions.ts';
import { Workbench } from './workbench.ts';
import '../ui/fonts.ts';
import { onScreen } from '../lib/on-screen.ts';
import { online } from '../lib/online.ts';
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
  onSystemTheme,
  pageTheme,
  recoloured,
  setPageTheme,
  shownTheme,
  type Theme,
} from '../ui/theme.ts';
import { isNarrow, watchWidth } from '../ui/width.ts';
import { bringTheRest } from './deferred-load.ts';
import { shortcutOf } from './shortcuts.ts';
import { StepWalk } from './step-walk.ts';

/** What may have been set before the element was defined. */
const PROPERTIES = [...settingsOf('playground').map(({ name }) => propertyOf(name)), 'inputs'];

const still = matchMedia('(prefers-reduced-motion: reduce)');
const touch = matchMedia('(hover: none), (pointer: coarse)');

/** The settings that the element declares itself, or that every element has. */
const DECLARED = ['variant', 'state', 'theme', 'lang'];
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
  /** The first table is not on the screen yet. */
  @state() private first = true;

  static styles = [base, button, standing, errorStyles, sheet, print];

  opened: Workbench | null = null;
  highlightsOf = rememberHighlights();
  /** What the page around is told. */
  #news = new News(this);
  #walk = new StepWalk(this);
  #focus = new CellFocus(this);
  #menus = new BarMenus(this);
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

  /** The page of this site, and not a frame in another: there it leads, and says what it is. */
  get #leads() {
    return this.page && parent === window && !isAuthored(this);
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
    const { store, results, program, info } = this.workbench;
    if (!store) return {};
    const state = program !== null && info ? declared(store.state, info) : store.state;
    return plainInputs(state, results.good);
  }

  /** Lists, typed arrays, tensors of `shape` and `data`, or texts that can be pasted. One step to undo. */
  set inputs(given: Record<string, GivenTable>) {
    this.setInputs(given).catch((error) => this.#news.refused(error as Error));
  }

  /** The same, when it is done; it throws where one of them cannot be taken. */
  async setInputs(given: Record<string, GivenTable>) {
    await this.ready;
    await setInputs(this.workbench, given);
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
    return this.workbench.linked.link();
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
      change: { state: this.workbench.linked.text },
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
      'to-inputs': () => this.#focus.toInputs(),
      'theme-set': (theme) => this.#setTheme(theme),
      'toggle-keys': () => this.#menus.toggle('keys'),
      'toggle-away': () => this.#menus.toggle('away'),
      'toggle-embed': () => this.#menus.toggle('embed'),
      'state-save': () => this.#saveFile(),
      'page-print': (worksheet) => this.#print(worksheet),
      'cell-pin': (place, from) => this.#focus.pinFrom(from, place),
      'cell-follow': (place) => this.#focus.pin(place, true),
      'step-through': (where) => this.#walk.through(where),
      'step-focus': (id) => this.#focus.toStep(id),
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
    onActions(this, this.workbench.actions, { signal });
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
    if (!this.page) followPage(this, signal);
    if (this.page) addEventListener('popstate', () => this.workbench.traverse(), { signal });
    addEventListener('pagehide', () => this.workbench.linked.leave(), { signal });
    if (this.page) addEventListener('pagehide', () => rememberAddress('workbench'), { signal });
    watchWidth(this);
    this.#measure();
    const sizes = new ResizeObserver(() => this.#measure());
    sizes.observe(this);
    signal.addEventListener('abort', () => sizes.disconnect());
    const author = isAuthored(this) ? readAuthor(this) : undefined;
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
      ${store ? bench(this, this.highlightsOf, this.#screen) : workbench.engine.stopped ? nothing : html`<p class="hint label">Getting the calculator ready …</p>`}
    `;
    const { parts, settings } = workbench.author;
    const whole = html`
      ${this.page ? nothing : html`<button class="act past" @click=${() => this.#focus.skip()}>Skip past the playground</button>`}
      ${settings.caption ? html`<p class="caption" lang=${settings.lang ?? nothing}>${settings.caption}</p>` : nothing}
      ${
        parts.has('bar')
          ? html`<page-bar
        .canUndo=${store?.canUndo ?? false}
        .canRedo=${store?.canRedo ?? false}
        .keysOpen=${this.#menus.isOpen('keys')}
        .awayOpen=${this.#menus.isOpen('away')}
        .embedOpen=${this.#menus.isOpen('embed')}
        .link=${workbench.linked.link}
        .theme=${this.page ? pageTheme() : shownTheme(this)}
        .page=${this.page}
        .site=${workbench.site}
      ></page-bar>`
          : nothing
      }
      ${this.#menus.isOpen('away') ? html`<take-away .page=${this.page}></take-away>` : nothing}
      ${this.#menus.isOpen('embed') ? html`<workbench-embed .workbench=${workbench}></workbench-embed>` : nothing}
      ${this.#menus.isOpen('keys') ? html`<key-list></key-list>` : nothing}
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
    // Its title stands where it says what the variant is about.
    const { parts, settings } = this.workbench.author;
    this.fit.apply(settings, parts.has('about') ? 0 : 1, this.listening?.signal);
    if (info && this.page) document.title = `${info.title} · Attention Playground`;
    if (!this.whole && (store || engine.stopped)) this.#complete();
    focusNext(this);
    const wrong = this.renderRoot.querySelector<HTMLDetailsElement>('.fold[data-wrong]');
    if (wrong) wrong.open = true;
  }

  async #complete() {
    this.whole = true;
    await onScreen();
    this.first = false;
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

  get #screen() {
    const { narrow, first } = this;
    return { narrow, first, touch: touch.matches, still: still.matches };
  }

  /** Where the tables of the steps stand. */
  get steps(): StepList | null {
    return this.renderRoot.querySelector('step-list');
  }

  #stayStill() {
    if (still.matches) this.workbench.stepper.pause();
    this.requestUpdate();
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

  #key(event: KeyboardEvent) {
    const shortcut = shortcutOf(event);
    if (!shortcut || (shortcut === 'escape' && !this.#escape())) return;
    if (shortcut === 'undo') undo(this.workbench);
    else if (shortcut === 'redo') redo(this.workbench);
    else if (shortcut === 'keys') this.#menus.toggle('keys');
    else if (shortcut !== 'escape') this.#walk.through(shortcut);
    event.preventDefault();
  }

  /** Ends what can be ended, the most urgent first; false where there is nothing. */
  #escape() {
    const { engine, pinned, stepper } = this.workbench;
    if (engine.working && this.workbench.store) engine.interrupt();
    else if (this.#menus.close()) return true;
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
