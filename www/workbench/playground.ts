// <attention-playground variant="argmax">: the workbench on the screen, of our page or of any other.
import { html, LitElement, nothing } from 'lit';
import { errorStyles } from '../inputs/error-note.js';
import { copyText } from '../lib/clipboard.js';
import { browserBar, elementBar, leaveBehind } from '../state/url/backend.js';
import { spoken } from '../steps/arithmetic-lines.js';
import { leftColumn } from './left-column.js';
import './page-bar.js';
import { programPlace } from './program-place.js';
import './progress-line.js';
import { download } from '../exports/download.js';
import { stoppedNote } from '../ui/stopped-note.js';
import { rightColumn } from './right-column.js';
import { Desk } from './workbench.js';
import '../ui/fonts.js';
import { flatten } from '../lib/tensor-views.js';
import { base } from '../styles/base.js';
import { standing } from '../styles/ground.js';
import { print } from '../styles/print.js';
import { workbench } from '../styles/workbench.js';
import { rememberLights } from '../tables/highlights.js';
import { atFirstSign } from '../ui/first-interaction.js';
import { keepFocus } from '../ui/keep-focus.js';
import { onSystemTheme, recoloured, setPageTheme, shownTheme } from '../ui/theme.js';
import { isNarrow, watchWidth } from '../ui/width.js';
import { bringTheRest } from './deferred-load.js';
import { shortcutOf } from './shortcuts.js';

/** @typedef {import('../state/results.js').Place} Place */
/** @typedef {import('../inputs/input-list.js').InputList} InputList */
/** @typedef {import('../steps/step-list.js').StepList} StepList */

const still = matchMedia('(prefers-reduced-motion: reduce)');
const touch = matchMedia('(hover: none), (pointer: coarse)');

/**
 * With the attribute `page` it is the page: the title, the address, the theme and the keys are its own.
 * Without it, it leaves the document alone: `state` is what it opens with, the text after the # of a
 * link, and it fires `attention-change` with the `state` that it comes to.
 */
export class AttentionPlayground extends LitElement {
  static properties = {
    variant: { type: String },
    state: { type: String },
    theme: { type: String, reflect: true },
    page: { type: Boolean },
    narrow: { state: true },
    keysOpen: { state: true },
    awayOpen: { state: true },
    linkLabel: { state: true },
  };

  static styles = [base, standing, errorStyles, workbench, print];

  constructor() {
    super();
    this.variant = '';
    this.state = '';
    /** @type {import('../ui/theme.js').Theme | undefined} */
    this.theme = undefined;
    this.page = false;
    this.narrow = false;
    /** @type {Desk | null} */
    this.opened = null;
    this.keysOpen = false;
    this.awayOpen = false;
    this.linkLabel = 'Copy link';
    this.lightsOf = rememberLights();
    /** Has the rest been asked for? */
    this.whole = false;
  }

  /** Only what is on a page knows what it is there. @returns {Desk} */
  get desk() {
    this.opened ??= new Desk(this.page ? browserBar : elementBar(this));
    return this.opened;
  }

  connectedCallback() {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    const update = () => this.requestUpdate();
    this.desk.addEventListener('change', update, { signal });
    touch.addEventListener('change', update, { signal });
    still.addEventListener('change', () => this.#stayStill(), { signal });
    this.desk.walk.addEventListener('change', () => this.#showStep(), { signal });
    onSystemTheme(update, { signal });
    const keys = this.page ? window : this;
    keys.addEventListener('keydown', (event) => this.#key(/** @type {any} */ (event)), { signal });
    atFirstSign(keys, () => this.desk.engine.prepare(), signal);
    keepFocus(this, { signal });
    if (this.page) addEventListener('popstate', () => this.desk.navigate(), { signal });
    addEventListener('pagehide', () => this.desk.leave(), { signal });
    if (this.page) addEventListener('pagehide', () => leaveBehind('workbench'), { signal });
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

  /** Another state, or another variant, was asked for by the page around. @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!this.hasUpdated || this.page) return;
    if (changed.has('state')) this.desk.navigate();
    if (changed.has('variant')) this.desk.pickVariant(this.variant);
  }

  render() {
    const { desk } = this;
    const { store, session } = desk;
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
        .linkLabel=${this.linkLabel}
        .theme=${shownTheme(this)}
        .page=${this.page}
        @undo=${() => desk.undo()}
        @redo=${() => desk.redo()}
        @copy-link=${this.#copyLink}
        @to-steps=${() => this.#steps?.focusCell()}
        @theme-set=${this.#setTheme}
        @toggle-keys=${this.#toggleKeys}
        @toggle-away=${this.#toggleAway}
      ></page-bar>
      ${
        this.awayOpen
          ? html`<take-away
              @state-save=${this.#saveFile}
              @state-open=${(/** @type {CustomEvent<File>} */ { detail }) => desk.openFile(detail)}
              @page-print=${(/** @type {CustomEvent<boolean>} */ { detail }) => this.#print(detail)}
            ></take-away>`
          : nothing
      }
      ${this.keysOpen ? html`<key-list></key-list>` : nothing}
      <div
        @cell-hold=${(/** @type {CustomEvent<Place>} */ { detail }) => this.#hold(detail)}
        @cell-follow=${(/** @type {CustomEvent<Place>} */ { detail }) => this.#hold(detail, true)}
        @cell-point=${(/** @type {CustomEvent<Place | null>} */ { detail }) => session.point(detail)}
        @let-go=${() => session.letGo()}
        @walk=${(/** @type {CustomEvent<string>} */ { detail }) => this.#walk(detail)}
        @to-step=${(/** @type {CustomEvent<string>} */ { detail }) => this.#toStep(detail)}
        @mine-ask=${(/** @type {CustomEvent<{give(asked: unknown): void}>} */ { detail }) =>
          detail.give(session.asked)}
        @say=${(/** @type {CustomEvent<string>} */ { detail }) => desk.say(detail)}
      >
        ${this.page ? html`<main>${content}</main>` : content}
      </div>
      <progress-line
        .working=${store ? desk.engine.working : null}
        @work-cancel=${() => desk.engine.interrupt()}
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
      this.desk.notice = `Part of this page could not be loaded: load the page again. The browser says: ${/** @type {Error} */ (error).message}`;
      this.requestUpdate();
    }
  }

  #bench() {
    const { session } = this.desk;
    const { good, explanation } = session;
    const lights = good ? this.lightsOf(good.trace, session) : new Map();
    const screen = { narrow: this.narrow, touch: touch.matches, still: still.matches };
    const docked = this.narrow && session.held && explanation;
    return html`
      <div class="bench">
        <div class="left">${leftColumn(this.desk, lights)}</div>
        ${programPlace(this.desk, lights)}
        <div class="right">${rightColumn(this.desk, lights, screen)}</div>
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
    return /** @type {InputList | null} */ (this.renderRoot.querySelector('input-list'));
  }

  get #steps() {
    return /** @type {StepList | null} */ (this.renderRoot.querySelector('step-list'));
  }

  /** A typed cell gets the keyboard too; so does a computed one that was followed. @param {Place} place @param {boolean} [follow] */
  async #hold(place, follow = false) {
    const { session } = this.desk;
    await session.hold(place);
    const { good, explanation } = session;
    if (explanation) this.desk.say(spoken(explanation));
    const step = good?.trace.steps.find(({ id }) => id === place.step);
    if (!step) return;
    const at = flatten(place.index, step.tensor.shape);
    if (step.op === 'input') await this.#inputs?.focusCell(step.id, at);
    else if (follow && step.backward) await this.#follow(step.id, at);
    else if (follow) await this.#steps?.focusCell(step.id, at);
  }

  /** To a cell of the backward pass, behind whatever is closed. @param {string} step @param {number} place */
  async #follow(step, place) {
    const panel = /** @type {import('../panels/gradient-panel.js').GradientPanel | null} */ (
      this.renderRoot.querySelector('gradient-panel')
    );
    await customElements.whenDefined('gradient-panel');
    if (!panel || (await panel.focusCell(step, place))) return;
    this.desk.look({ steps: true });
    await this.updateComplete;
    await panel.focusCell(step, place);
  }

  /** @param {string} where as the controls say it */
  #walk(where) {
    const { walk } = this.desk;
    if (where === 'play') return walk.play();
    walk.pause();
    if (where === 'on') walk.go(1);
    else if (where === 'back') walk.go(-1);
    else if (where === 'end') walk.end();
  }

  /** The card of the step that the walk is at comes into view; the keyboard stays where it is. */
  async #showStep() {
    const { at } = this.desk.walk;
    await this.updateComplete;
    if (at) await this.#steps?.show(at);
  }

  #stayStill() {
    if (still.matches) this.desk.walk.pause();
    this.requestUpdate();
  }

  /** From the picture of the program: an input or a step gets the keyboard. @param {string} id */
  async #toStep(id) {
    const { walk } = this.desk;
    walk.pause();
    if (await this.#inputs?.focusCell(id, 0)) return;
    if (walk.place >= 0) walk.to(id);
    await this.#steps?.show(id);
    await this.#steps?.focusCell(id, 0);
  }

  async #copyLink() {
    const link = await this.desk.link();
    const worked = link !== null && (await copyText(link));
    this.linkLabel = worked ? 'Copied' : link === null ? 'Too large for a link' : 'Not allowed';
    this.desk.say(worked ? 'The link is copied.' : this.linkLabel);
    setTimeout(() => {
      this.linkLabel = 'Copy link';
    }, 2000);
  }

  #saveFile() {
    const { desk } = this;
    const blob = new Blob([desk.file], { type: 'application/json' });
    download(blob, `${desk.store?.state.variant ?? 'attention'}.json`);
    desk.say('The file is saved.');
  }

  /** As a worksheet the results stay blank. @param {boolean} worksheet */
  #print(worksheet) {
    this.toggleAttribute('worksheet', worksheet);
    addEventListener('afterprint', () => this.removeAttribute('worksheet'), { once: true });
    window.print();
  }

  /** @param {CustomEvent<import('../ui/theme.js').Theme>} event */
  #setTheme({ detail }) {
    if (this.page) setPageTheme(detail);
    else this.theme = detail;
    this.requestUpdate();
    this.updateComplete.then(recoloured);
  }

  #toggleKeys() {
    this.keysOpen = !this.keysOpen;
  }

  #toggleAway() {
    this.awayOpen = !this.awayOpen;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const shortcut = shortcutOf(event);
    if (!shortcut || (shortcut === 'escape' && !this.#escape())) return;
    if (shortcut === 'undo') this.desk.undo();
    else if (shortcut === 'redo') this.desk.redo();
    else if (shortcut === 'keys') this.#toggleKeys();
    else if (shortcut !== 'escape') this.#walk(shortcut);
    event.preventDefault();
  }

  /** Ends what can be ended, the most urgent first; false where there is nothing. */
  #escape() {
    const { engine, held, walk } = this.desk;
    if (engine.working && this.desk.store) engine.interrupt();
    else if (held) this.desk.letGo();
    else if (walk.place >= 0) walk.end();
    else if (this.keysOpen || this.awayOpen) this.keysOpen = this.awayOpen = false;
    else return false;
    return true;
  }
}

customElements.define('attention-playground', AttentionPlayground);
