// <attention-playground variant="argmax">: the workbench on the screen, of our page or of any other.
import { html, LitElement, nothing } from 'lit';
import { errorStyles } from '../inputs/error-note.ts';
import type { Place } from '../state/results.ts';
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
import { Desk } from './workbench.ts';
import '../ui/fonts.ts';
import { flatten } from '../lib/tensor-views.ts';
import { base } from '../styles/base.ts';
import { standing } from '../styles/ground.ts';
import { print } from '../styles/print.ts';
import { workbench } from '../styles/workbench.ts';
import { rememberHighlights } from '../tables/highlights.ts';
import { atFirstSign } from '../ui/first-interaction.ts';
import { keepFocus } from '../ui/keep-focus.ts';
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

  static styles = [base, standing, errorStyles, workbench, print];

  opened: Desk | null = null;
  highlightsOf = rememberHighlights();
  /** Has the rest been asked for? */
  whole = false;
  listening?: AbortController;

  /** Only what is on a page knows what it is there. */
  get desk(): Desk {
    this.opened ??= new Desk(this.page ? browserBackend : elementBackend(this));
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
      'result-source': () => this.desk.session.source,
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    const update = () => this.requestUpdate();
    onActions(this, workbenchActions(this.desk), { signal });
    this.desk.addEventListener('change', update, { signal });
    touch.addEventListener('change', update, { signal });
    still.addEventListener('change', () => this.#stayStill(), { signal });
    this.desk.stepper.addEventListener('change', () => this.#showStep(), { signal });
    onSystemTheme(update, { signal });
    const keys = this.page ? window : this;
    keys.addEventListener('keydown', (event) => this.#key(event as any), { signal });
    atFirstSign(keys, () => this.desk.engine.prepare(), signal);
    keepFocus(this, { signal });
    if (this.page) addEventListener('popstate', () => this.desk.navigate(), { signal });
    addEventListener('pagehide', () => this.desk.leave(), { signal });
    if (this.page) addEventListener('pagehide', () => rememberAddress('workbench'), { signal });
    watchWidth(this);
    this.#measure();
    const sizes = new ResizeObserver(() => this.#measure());
    sizes.observe(this);
    signal.addEventListener('abort', () => sizes.disconnect());
    this.desk.open(this.variant);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listening?.abort();
    this.desk.close();
  }

  #measure() {
    this.narrow = isNarrow(this);
  }

  /** Another state, or another variant, was asked for by the page around. */
  willUpdate(changed: Map<string, unknown>) {
    if (!this.hasUpdated || this.page) return;
    if (changed.has('state')) this.desk.navigate();
    if (changed.has('variant')) this.desk.pickVariant(this.variant);
  }

  render() {
    const { desk } = this;
    const { store } = desk;
    const content = html`
      ${store || !this.page ? nothing : html`<h1 class="hidden">Attention Playground</h1>`}
      ${desk.notice ? html`<p class="notice">${desk.notice}</p>` : nothing}
      ${stoppedNote(desk.engine)}
      ${store ? this.#bench() : desk.engine.stopped ? nothing : html`<p class="hint label">Getting the calculator ready …</p>`}
    `;
    const whole = html`
      <page-bar
        .canUndo=${store?.canUndo ?? false}
        .canRedo=${store?.canRedo ?? false}
        .keysOpen=${this.keysOpen}
        .awayOpen=${this.awayOpen}
        .link=${desk.link}
        .theme=${shownTheme(this)}
        .page=${this.page}
      ></page-bar>
      ${this.awayOpen ? html`<take-away></take-away>` : nothing}
      ${this.keysOpen ? html`<key-list></key-list>` : nothing}
      <div>
        ${this.page ? html`<main>${content}</main>` : content}
      </div>
      <progress-line
        .working=${store ? desk.engine.working : null}
      ></progress-line>
      <p class="hidden" role="status">${desk.spoken}</p>
    `;
    // A page has one header and one main part; of the rest, each says what it is, and of what.
    return this.page
      ? html`<div class="sheet">${whole}</div>`
      : html`<section class="sheet" aria-label=${['Attention Playground', this.desk.info?.title].filter(Boolean).join(', ')}>${whole}</section>`;
  }

  updated() {
    const { info, store, engine } = this.desk;
    if (info && this.page) document.title = `${info.title} · Attention Playground`;
    if (!this.whole && (store || engine.stopped)) this.#complete();
  }

  async #complete() {
    this.whole = true;
    try {
      await bringTheRest();
    } catch (error) {
      this.desk.notice = `Part of this page could not be loaded: load the page again. The browser says: ${(error as Error).message}`;
      this.requestUpdate();
    }
  }

  #bench() {
    const { session } = this.desk;
    const { good, explanation } = session;
    const highlights = good ? this.highlightsOf(good.trace, session) : new Map();
    const screen = { narrow: this.narrow, touch: touch.matches, still: still.matches };
    const docked = this.narrow && session.pinned && explanation;
    return html`
      <div class="bench">
        <div class="left">${leftColumn(this.desk, highlights)}</div>
        ${programPlace(this.desk, highlights)}
        <div class="right">${rightColumn(this.desk, highlights, screen)}</div>
      </div>
      ${
        docked
          ? html`<div class="dock">
              <arithmetic-lines dock .explanation=${explanation}></arithmetic-lines>
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
    const { session } = this.desk;
    await session.pin(place);
    const { good, explanation } = session;
    if (explanation) this.desk.say(spoken(explanation));
    const step = good?.trace.steps.find(({ id }) => id === place.step);
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
    this.desk.openPanel('steps', true);
    await this.updateComplete;
    await panel.focusCell(step, place);
  }

  /** @param where as the controls say it */
  #stepThrough(where: Actions['step-through']) {
    const { stepper } = this.desk;
    if (where === 'play') return stepper.play();
    stepper.pause();
    if (where === 'on') stepper.go(1);
    else if (where === 'back') stepper.go(-1);
    else if (where === 'end') stepper.end();
  }

  /** The card of the step that the stepper is at comes into view; the keyboard stays where it is. */
  async #showStep() {
    const { at } = this.desk.stepper;
    await this.updateComplete;
    if (at) await this.#steps?.show(at);
  }

  #stayStill() {
    if (still.matches) this.desk.stepper.pause();
    this.requestUpdate();
  }

  /** From the picture of the program: an input or a step gets the keyboard. */
  async #focusStep(id: string) {
    const { stepper } = this.desk;
    stepper.pause();
    if (await this.#inputs?.focusCell(id, 0)) return;
    if (stepper.place >= 0) stepper.to(id);
    await this.#steps?.show(id);
    await this.#steps?.focusCell(id, 0);
  }

  #saveFile() {
    const { desk } = this;
    const blob = new Blob([desk.file], { type: 'application/json' });
    download(blob, `${desk.store?.state.variant ?? 'attention'}.json`);
    desk.say('The file is saved.');
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
    if (shortcut === 'undo') this.desk.undo();
    else if (shortcut === 'redo') this.desk.redo();
    else if (shortcut === 'keys') this.#toggleKeys();
    else if (shortcut !== 'escape') this.#stepThrough(shortcut);
    event.preventDefault();
  }

  /** Ends what can be ended, the most urgent first; false where there is nothing. */
  #escape() {
    const { engine, pinned, stepper } = this.desk;
    if (engine.working && this.desk.store) engine.interrupt();
    else if (pinned) this.desk.unpin();
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
