// <attention-playground variant="argmax">: the workbench on the screen, of our page or of any other.
import { html, LitElement, nothing } from 'lit';
import { errorStyles } from '../inputs/error-note.ts';
import type { Place } from '../state/place.ts';
import { browserBackend, elementBackend, rememberAddress } from '../state/url/backend.ts';
import { spoken } from '../steps/arithmetic-lines.ts';
import { onActions } from '../ui/action.ts';
import { onQuestions } from '../ui/context-request.ts';
import { property, state } from '../ui/property.ts';
import { workbenchActions } from './actions.ts';
import { leftColumn } from './left-column.ts';
import './page-bar.ts';
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
import { standing } from '../styles/ground.ts';
import { keepLegible } from '../styles/legible.ts';
import { print } from '../styles/print.ts';
import { workbench as sheet } from '../styles/workbench.ts';
import { rememberHighlights } from '../tables/highlights.ts';
import { atFirstSign } from '../ui/first-interaction.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { isTypedIn, keepKeys } from '../ui/keep-keys.ts';
import { onSystemTheme, recoloured, setPageTheme, shownTheme, type Theme } from '../ui/theme.ts';
import { isNarrow, watchWidth } from '../ui/width.ts';
import { bringTheRest } from './deferred-load.ts';
import { shortcutOf } from './shortcuts.ts';

const still = matchMedia('(prefers-reduced-motion: reduce)');
const touch = matchMedia('(hover: none), (pointer: coarse)');

/**
 * With the attribute `page` it is the page: the title, the address, the theme and the keys are its own.
 * Without it, it leaves the document alone: `state` is what it opens with, the text after the # of a
 * link, and it fires `attention-change` with the `state` that it comes to.
 */
export class AttentionPlayground extends LitElement {
  @property({ type: String }) variant = '';
  @property({ type: String }) state = '';
  @property({ type: String, reflect: true }) theme?: Theme;
  @property({ type: Boolean }) page = false;
  @state() private narrow = false;
  @state() private keysOpen = false;
  @state() private awayOpen = false;

  static styles = [base, standing, errorStyles, sheet, print];

  opened: Workbench | null = null;
  highlightsOf = rememberHighlights();
  /** Has the rest been asked for? */
  whole = false;
  listening?: AbortController;

  /** Only what is on a page knows what it is there. */
  get workbench(): Workbench {
    this.opened ??= new Workbench(this.page ? browserBackend : elementBackend(this));
    return this.opened;
  }

  constructor() {
    super();
    onActions(this, {
      'to-steps': () => this.#steps?.focusCell(),
      'theme-set': (theme) => this.#setTheme(theme),
      'toggle-keys': () => this.#toggleKeys(),
      'toggle-away': () => this.#toggleAway(),
      'state-save': () => this.#saveFile(),
      'page-print': (worksheet) => this.#print(worksheet),
      'cell-pin': (place) => this.#pin(place),
      'cell-follow': (place) => this.#pin(place, true),
      'step-through': (where) => this.#stepThrough(where),
      'step-focus': (id) => this.#focusStep(id),
    });
    onQuestions(this, {
      'result-source': () => this.workbench.results.source,
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    const update = () => this.requestUpdate();
    onActions(this, workbenchActions(this.workbench), { signal });
    this.workbench.addEventListener('change', update, { signal });
    touch.addEventListener('change', update, { signal });
    still.addEventListener('change', () => this.#stayStill(), { signal });
    this.workbench.stepper.addEventListener('change', () => this.#showStep(), { signal });
    onSystemTheme(update, { signal });
    const keys = this.page ? window : this.renderRoot;
    keys.addEventListener('keydown', (event) => this.#key(event as KeyboardEvent), { signal });
    atFirstSign(keys, () => this.workbench.engine.prepare(), signal);
    keepFocus(this, { busy: () => this.workbench.engine.busy, signal });
    if (!this.page) this.#keepKeys(signal);
    if (this.page) addEventListener('popstate', () => this.workbench.navigate(), { signal });
    addEventListener('pagehide', () => this.workbench.leave(), { signal });
    if (this.page) addEventListener('pagehide', () => rememberAddress('workbench'), { signal });
    watchWidth(this);
    this.#measure();
    const sizes = new ResizeObserver(() => this.#measure());
    sizes.observe(this);
    signal.addEventListener('abort', () => sizes.disconnect());
    this.workbench.open(this.variant);
  }

  /** Listeners that a page has put on the window before us hear a key all the same: those that ask are told that somebody types. */
  get isContentEditable() {
    return super.isContentEditable || (!this.page && isTypedIn(this));
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
      ${workbench.notice ? html`<p class="notice">${workbench.notice}</p>` : nothing}
      ${stoppedNote(workbench.engine)}
      ${store ? this.#bench() : workbench.engine.stopped ? nothing : html`<p class="hint label">Getting the calculator ready …</p>`}
    `;
    const whole = html`
      <page-bar
        .canUndo=${store?.canUndo ?? false}
        .canRedo=${store?.canRedo ?? false}
        .keysOpen=${this.keysOpen}
        .awayOpen=${this.awayOpen}
        .link=${workbench.link}
        .theme=${shownTheme(this)}
        .page=${this.page}
      ></page-bar>
      ${this.awayOpen ? html`<take-away></take-away>` : nothing}
      ${this.keysOpen ? html`<key-list></key-list>` : nothing}
      <div>
        ${this.page ? html`<main>${content}</main>` : content}
      </div>
      <progress-line
        .working=${store ? workbench.engine.working : null}
      ></progress-line>
      <p class="hidden" role="status">${workbench.spoken}</p>
    `;
    // A page has one header and one main part; of the rest, each says what it is, and of what.
    return this.page
      ? html`<div class="sheet">${whole}</div>`
      : html`<section class="sheet" lang="en" aria-label=${['Attention Playground', this.workbench.info?.title].filter(Boolean).join(', ')}>${whole}</section>`;
  }

  updated() {
    const { info, store, engine } = this.workbench;
    if (info && this.page) document.title = `${info.title} · Attention Playground`;
    if (!this.whole && (store || engine.stopped)) this.#complete();
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
    const docked = this.narrow && selection.pinned && selection.explanation;
    return html`
      <div class="bench">
        <div class="left">${leftColumn(this.workbench, highlights)}</div>
        ${programPlace(this.workbench, highlights)}
        <div class="right">${rightColumn(this.workbench, highlights, screen)}</div>
      </div>
      ${
        docked
          ? html`<div class="dock">
              <arithmetic-lines dock .explanation=${selection.explanation}></arithmetic-lines>
            </div>`
          : nothing
      }
    `;
  }

  get #inputs() {
    return this.renderRoot.querySelector('input-list');
  }

  get #steps() {
    return this.renderRoot.querySelector('step-list');
  }

  /** A typed cell gets the keyboard too; so does a computed one that was followed. */
  async #pin(place: Place, follow: boolean = false) {
    const { results, selection } = this.workbench;
    await selection.pin(place);
    const { explanation } = selection;
    if (explanation) this.workbench.say(spoken(explanation));
    const step = results.good?.trace.steps.find(({ id }) => id === place.step);
    if (!step) return;
    const at = flatten(place.index, step.tensor.shape);
    if (step.op === 'input') await this.#inputs?.focusCell(step.id, at);
    else if (follow && step.backward) await this.#follow(step.id, at);
    else if (follow) await this.#steps?.focusCell(step.id, at);
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

  /** @param where as the controls say it */
  #stepThrough(where: Actions['step-through']) {
    const { stepper } = this.workbench;
    if (where === 'play') return stepper.play();
    stepper.pause();
    if (where === 'on') stepper.go(1);
    else if (where === 'back') stepper.go(-1);
    else if (where === 'end') stepper.end();
  }

  /** The card of the step that the stepper is at comes into view; the keyboard stays where it is. */
  async #showStep() {
    const { at } = this.workbench.stepper;
    await this.updateComplete;
    if (at) await this.#steps?.show(at);
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
    await this.#steps?.show(id);
    await this.#steps?.focusCell(id, 0);
  }

  #saveFile() {
    const { workbench } = this;
    const blob = new Blob([workbench.file], { type: 'application/json' });
    download(blob, `${workbench.store?.state.variant ?? 'attention'}.json`);
    workbench.say('The file is saved.');
  }

  /** As a worksheet the results stay blank. */
  #print(worksheet: boolean) {
    this.toggleAttribute('worksheet', worksheet);
    addEventListener('afterprint', () => this.removeAttribute('worksheet'), { once: true });
    window.print();
  }

  #setTheme(theme: Theme) {
    if (this.page) setPageTheme(theme);
    else this.theme = theme;
    this.requestUpdate();
    this.updateComplete.then(recoloured);
  }

  #toggleKeys() {
    this.keysOpen = !this.keysOpen;
  }

  #toggleAway() {
    this.awayOpen = !this.awayOpen;
  }

  #key(event: KeyboardEvent) {
    const shortcut = shortcutOf(event);
    if (!shortcut || (shortcut === 'escape' && !this.#escape())) return;
    if (shortcut === 'undo') this.workbench.undo();
    else if (shortcut === 'redo') this.workbench.redo();
    else if (shortcut === 'keys') this.#toggleKeys();
    else if (shortcut !== 'escape') this.#stepThrough(shortcut);
    event.preventDefault();
  }

  /** Ends what can be ended, the most urgent first; false where there is nothing. */
  #escape() {
    const { engine, pinned, stepper } = this.workbench;
    if (engine.working && this.workbench.store) engine.interrupt();
    else if (pinned) this.workbench.unpin();
    else if (stepper.place >= 0) stepper.end();
    else if (this.keysOpen || this.awayOpen) this.keysOpen = this.awayOpen = false;
    else return false;
    return true;
  }
}

customElements.define('attention-playground', AttentionPlayground);

declare global {
  interface HTMLElementTagNameMap {
    'attention-playground': AttentionPlayground;
  }
}
