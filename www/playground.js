// <attention-playground variant="argmax">: the workbench on the screen.
import { html, LitElement, nothing } from 'lit';
import { copyText } from './clipboard.js';
import { spoken } from './components/arithmetic-lines.js';
import { errorStyles } from './components/error-note.js';
import './components/key-list.js';
import { leftColumn } from './components/left-column.js';
import './components/page-bar.js';
import { rightColumn } from './components/right-column.js';
import { Desk } from './desk.js';
import { lightsOf } from './lights.js';
import { flatten } from './slices.js';
import { base } from './styles/base.js';
import { workbench } from './styles/workbench.js';

/** @typedef {import('./session.js').Place} Place */
/** @typedef {import('./components/input-list.js').InputList} InputList */
/** @typedef {import('./components/step-list.js').StepList} StepList */

const narrow = matchMedia('(max-width: 900px)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const touch = matchMedia('(hover: none), (pointer: coarse)');

export class AttentionPlayground extends LitElement {
  static properties = {
    variant: { type: String },
    keysOpen: { state: true },
    linkLabel: { state: true },
  };

  static styles = [base, errorStyles, workbench];

  constructor() {
    super();
    this.variant = '';
    this.keysOpen = false;
    this.linkLabel = 'Copy link';
    this.desk = new Desk();
  }

  connectedCallback() {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    const update = () => this.requestUpdate();
    this.desk.addEventListener('change', update, { signal });
    narrow.addEventListener('change', update, { signal });
    touch.addEventListener('change', update, { signal });
    still.addEventListener('change', () => this.#stayStill(), { signal });
    this.desk.walk.addEventListener('change', () => this.#showStep(), { signal });
    addEventListener('popstate', () => this.desk.navigate(), { signal });
    addEventListener('keydown', (event) => this.#key(event), { signal });
    this.desk.open(this.variant);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listening?.abort();
    this.desk.close();
  }

  render() {
    const { desk } = this;
    const { store, session } = desk;
    return html`
      <page-bar
        .canUndo=${store?.canUndo ?? false}
        .canRedo=${store?.canRedo ?? false}
        .keysOpen=${this.keysOpen}
        .linkLabel=${this.linkLabel}
        @undo=${() => desk.undo()}
        @redo=${() => desk.redo()}
        @copy-link=${this.#copyLink}
        @to-steps=${() => this.#steps?.focusCell()}
        @toggle-keys=${this.#toggleKeys}
      ></page-bar>
      ${this.keysOpen ? html`<key-list></key-list>` : nothing}
      <main
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
        ${desk.notice ? html`<p class="notice">${desk.notice}</p>` : nothing}
        ${desk.engine.stopped === null ? nothing : this.#stopped(desk.engine.stopped)}
        ${store ? this.#bench() : html`<p class="hint label">Getting the calculator ready …</p>`}
      </main>
      <p class="hidden" role="status">${desk.spoken}</p>
    `;
  }

  updated() {
    const { info } = this.desk;
    if (info) document.title = `${info.title} · Attention Playground`;
  }

  #bench() {
    const { session } = this.desk;
    const { good, explanation } = session;
    const lights = good ? lightsOf(good.trace, session) : new Map();
    const screen = { narrow: narrow.matches, touch: touch.matches, still: still.matches };
    const docked = narrow.matches && session.held && explanation;
    return html`
      <div class="bench">
        <div class="left">${leftColumn(this.desk, lights)}</div>
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

  /** @param {string} reason */
  #stopped(reason) {
    return html`<div class="error notice" role="alert">
      <p>
        <b>The calculator has stopped.</b> It ended three times within a few seconds. Everything
        that you typed is still here. The browser says: ${reason}
      </p>
      <button class="act" @click=${() => this.desk.engine.tryAgain()}>Try again</button>
    </div>`;
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
    const panel = /** @type {import('./components/gradient-panel.js').GradientPanel | null} */ (
      this.renderRoot.querySelector('gradient-panel')
    );
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
    const { link } = this.desk;
    const worked = link !== null && (await copyText(link));
    this.linkLabel = worked ? 'Copied' : link === null ? 'Too large for a link' : 'Not allowed';
    this.desk.say(worked ? 'The link is copied.' : this.linkLabel);
    setTimeout(() => {
      this.linkLabel = 'Copy link';
    }, 2000);
  }

  #toggleKeys() {
    this.keysOpen = !this.keysOpen;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const target = event.composedPath()[0];
    const isText = target instanceof HTMLInputElement && target.type !== 'radio';
    if (target instanceof HTMLTextAreaElement || event.defaultPrevented) return;
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = event.key.toLowerCase();
    if (command && key === 'z' && !event.shiftKey) this.desk.undo();
    else if (command && (key === 'y' || (key === 'z' && event.shiftKey))) this.desk.redo();
    else if (key === 'escape' && this.desk.held) this.desk.letGo();
    else if (event.altKey && key === 'pagedown') this.#walk('on');
    else if (event.altKey && key === 'pageup') this.#walk('back');
    else if (key === 'escape' && this.desk.walk.place >= 0) this.desk.walk.end();
    else if (key === 'escape' && this.keysOpen) this.keysOpen = false;
    else if (key === '?' && !isText && !command) this.#toggleKeys();
    else return;
    event.preventDefault();
  }
}

customElements.define('attention-playground', AttentionPlayground);
