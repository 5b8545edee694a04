// One lab on the screen with its progress: what our page of labs and the element of one lab share.
import { css, html, LitElement, nothing } from 'lit';
import { Engine } from '../core/engine.ts';
import { errorStyles } from '../inputs/error-note.ts';
import { copyText } from '../lib/clipboard.ts';
import { plural } from '../lib/format.ts';
import { online } from '../lib/online.ts';
import { type LabPlace, LOST, type Settings } from '../state/url/lab-codec.ts';
import { unread } from '../state/url/url-schema.ts';
import { base } from '../styles/base.ts';
import { standing } from '../styles/ground.ts';
import { onActions } from '../ui/action.ts';
import { state } from '../ui/property.ts';
import type { WriteUpFormat } from './blocks.ts';
import { PASTE } from './copy-sheet.ts';
import type { Lab } from './lab.ts';
import type { LabElement } from './parts/lab-element.ts';
import {
  isRight,
  judged,
  notRead,
  stateOf as partState,
  progressSchema,
  retyped,
  unproved,
  withHints,
} from './parts/progress.ts';
import { labs } from './registry.ts';

/** A lab is a LabElement, which is given its settings, the engine and whether answers are hidden. */
export abstract class LabHost extends LitElement {
  @state() protected place: LabPlace = { id: '', settings: {}, answers: 'show' };
  @state() private loaded = '';
  /** Why the lab could not be loaded. */
  @state() private failed = '';
  /** A remark on the address that was followed. */
  @state() protected notice = '';
  @state() protected spoken = '';
  /** What can be done about what was just done. */
  @state() private offer: { text: string; label: string; take: () => unknown } | null = null;
  /** What is left out of the lab, and what is open in it from the start. */
  protected shows: Partial<Pick<LabElement, 'only' | 'ungated'>> = {};

  static labStyles = [
    base,
    standing,
    errorStyles,
    css`
      .lab {
        max-width: 60rem;
        padding-top: 2rem;
      }
      .lab h2 {
        font-size: 2rem;
        line-height: 2.5rem;
      }
      .lab .number {
        display: flex;
        gap: 1.5rem;
        align-items: baseline;
        min-height: 1.5rem;
      }
      .lab .lede {
        max-width: 40rem;
        margin-bottom: 0.75rem;
      }
      .progress {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1.25rem;
        margin-bottom: 1.5rem;
        font-size: 0.9375rem;
      }
      .progress li {
        padding: 0 0.125rem;
        border-bottom: 2px solid var(--rule);
        color: var(--ink2);
      }
      .progress .checked,
      .progress .begun {
        border-bottom-color: var(--edge);
      }
      .progress .right {
        border-bottom-color: var(--ink);
        color: var(--ink);
      }
      .progress .open .state {
        position: absolute;
        clip-path: inset(50%);
        width: 1px;
        height: 1px;
        overflow: hidden;
      }
    `,
  ];

  engine = new Engine();
  shown: HTMLElement | null = null;
  listening?: AbortController;

  constructor() {
    super();
    onActions(this, {
      'lab-set': (change) => this.#set(this.#unproved(change)),
      'answer-judged': ({ answer, right }) => this.judge(answer, right),
      'answer-unread': ({ answer }) => this.#set(notRead(this.place.settings, answer)),
      'answer-recalled': ({ answer, right }) => this.#recall(answer, right),
      'hints-opened': ({ answers, count }) =>
        this.#set(withHints(this.place.settings, answers, count)),
      'answers-bring': (settings) => this.#bring(this.doubted(settings)),
      'table-checked': () => {}, // own-output says what it is worth
      'write-up': (format) => this.#copyWriteUp(format),
      announce: (text) => {
        this.spoken = text;
      },
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listening?.abort();
    this.engine.close();
  }

  get chosen() {
    return labs.find(({ id }) => id === this.place.id);
  }

  /** To another place, or to other settings. @param push it has an entry of its own in the history */
  protected abstract go(place: LabPlace, push: boolean): void;

  /** The same address once more: what could not be loaded may be there now. */
  protected abstract again(): void;

  /** What stands under the lab. */
  protected abstract onward(lab: Lab): unknown;

  /** Said where a remark is, until something else is done. */
  protected get offered() {
    const { offer } = this;
    if (!offer) return nothing;
    const take = () => {
      this.offer = null;
      offer.take();
    };
    return html`<p class="notice">${offer.text} <button class="act" @click=${take}>${offer.label}</button></p>`;
  }

  protected article(lab: Lab) {
    const { id, number, title, question, tag } = lab;
    const begun = Object.keys(this.place.settings).length > 0;
    return html`<article
      class="lab"
      aria-label=${title}
    >
      <p class="label number">
        Question ${number}
        ${begun ? html`<button class="act" @click=${this.#startAgain}>Start again</button>` : nothing}
      </p>
      <h2 tabindex="-1">${title}</h2>
      <p class="lede">${question}</p>
      ${this.#progress(lab)}
      ${this.loaded === id ? this.#element(tag) : this.#coming()}
      ${this.onward(lab)}
    </article>`;
  }

  /** (a) (b) (c), each open, tried or right; one’s own words, which are not judged, are said apart. */
  #progress({ parts }: Lab) {
    if (this.shows.only) return nothing; // its verdict stands beside it
    const words = {
      right: 'correct',
      checked: 'checks correct, own words open',
      begun: 'tried',
      open: 'open',
    };
    return html`<ol class="progress" aria-label="Progress">
      ${parts.map((part) => {
        const state = partState(part, this.place.settings);
        return html`<li class=${state}>${part.label}<span class="state"> ${words[state]}</span></li>`;
      })}
    </ol>`;
  }

  /** What is typed anew is no longer known to be right. */
  #unproved(change: Record<string, string | null>) {
    const { chosen: lab, place } = this;
    const changed = Object.keys(change).filter(
      (name) => (change[name] ?? undefined) !== place.settings[name],
    );
    return lab ? { ...change, ...retyped(lab.parts, place.settings, changed) } : change;
  }

  protected judge(answer: string, right: boolean) {
    const change = judged(this.place.settings, answer, right);
    const { settings } = this.place;
    const news = Object.entries(change).some(
      ([name, value]) => (value ?? undefined) !== settings[name],
    );
    if (news) this.#set(change);
  }

  /** An answer that was checked before is known again: nothing has happened, and nothing is told. */
  #recall(answer: string, right: boolean) {
    const { settings } = this.place;
    if (isRight(settings, answer) === right) return;
    this.recalled({ ...this.place, settings: changed(settings, judged(settings, answer, right)) });
  }

  protected recalled(place: LabPlace) {
    this.place = place;
  }

  /** Some settings change: null takes one out. */
  #set(change: Record<string, string | null>) {
    this.offer = null;
    this.go({ ...this.place, settings: changed(this.place.settings, change) }, false);
  }

  /** Something in what an address says is to be judged anew. */
  #isDoubted = false;

  /** What an address says that this tab has not judged itself: that something in it is right is not believed. */
  protected doubted(settings: Settings) {
    this.#isDoubted = settings.tried !== undefined || settings.right !== undefined;
    return unproved(settings);
  }

  /** What stood there before as well has no news of its own. */
  async #judgeAnew() {
    this.#isDoubted = false;
    await this.updateComplete;
    await (this.shown as LabElement | null)?.updateComplete;
    if (this.shown) recall(this.shown);
  }

  /** What an address says is shown: the lab comes first. @param kept what is to be said of it */
  protected async open(place: LabPlace, kept: string) {
    this.offer = null;
    this.notice = place.lost ? LOST : kept;
    this.failed = '';
    const { chosen: lab } = this;
    try {
      await lab?.load();
      if (!lab || lab !== this.chosen) return;
      this.loaded = place.id;
      if (this.#isDoubted) this.#judgeAnew();
      const kind = customElements.get(lab.tag) as typeof LabElement;
      this.notice ||= unread(place.settings, { ...progressSchema, ...kind.schema });
    } catch (error) {
      if (lab !== this.chosen) return;
      this.failed = (error as Error).message;
      await online();
      if (lab === this.chosen && this.failed) this.again();
    }
  }

  async #copyWriteUp(format: WriteUpFormat) {
    const { chosen: lab, shown } = this;
    if (!lab || !shown) return;
    const { plotsIn, savePlots, writeUp } = await import('./write-up.ts');
    const text = await writeUp(lab, shown, format);
    if (!(await copyText(text))) {
      this.spoken = this.notice = 'The browser did not allow copying.';
      return;
    }
    const said = `The write-up is copied as ${format}. ${PASTE[format]}`;
    this.spoken = said;
    const plots = plotsIn(shown);
    if (plots.length === 0) {
      this.notice = said;
      return;
    }
    this.notice = '';
    this.offer = {
      text: `${said} It names ${plural(plots.length, 'plot')}.`,
      label: plots.length === 1 ? 'Save it as a file' : 'Save them as files',
      take: () => savePlots(plots),
    };
  }

  /** A browser may remember that a file could not be had, until the page is loaded again. */
  #coming() {
    if (!this.failed) return html`<p class="hint label">Getting the lab ready …</p>`;
    return html`<div class="error notice" role="alert">
      <p>
        <b>This lab could not be loaded.</b> See that you are connected, then load the page again.
        Everything that you typed is still here. The browser says: ${this.failed}
      </p>
      <button class="act" @click=${() => location.reload()}>Load the page again</button>
    </div>`;
  }

  /** The lab itself, which stays while its settings change. */
  #element(tag: string) {
    if (this.shown?.localName !== tag) this.shown = document.createElement(tag);
    const { settings, answers } = this.place;
    const hide = answers === 'hide';
    return Object.assign(this.shown, { settings, engine: this.engine, hide, ...this.shows });
  }

  /** What was there has an entry of its own, which Back leads to. */
  #bring(settings: Readonly<Record<string, string>>) {
    this.shown = null;
    this.notice = '';
    this.go({ ...this.place, settings }, true);
    this.spoken = 'The answers are here.';
  }

  /** What was typed has an entry of its own, which Back leads to; the lab is made anew, with all that was unfolded in it. */
  #startAgain() {
    const { place } = this;
    this.shown = null;
    this.notice = '';
    this.go({ ...place, settings: {} }, true);
    this.offer = {
      text: 'The lab is empty again.',
      label: 'Undo',
      take: () => this.#bring(place.settings),
    };
    this.spoken = 'The lab is empty again. “Undo” brings back what you had.';
  }
}

/** An element, and every answer under it, says again what was said when it was checked. */
function recall(element: Element) {
  (element as { recall?: () => unknown }).recall?.();
  for (const child of (element.shadowRoot ?? element).children) recall(child);
}

/** Settings with some changed: null takes one out. */
function changed(settings: Settings, change: Record<string, string | null>): Settings {
  const merged = Object.entries({ ...settings, ...change });
  return Object.fromEntries(merged.filter((entry): entry is [string, string] => entry[1] !== null));
}
