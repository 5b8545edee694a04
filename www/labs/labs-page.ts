// <attention-labs>: the contents on the left, one lab on the right, and what they share.
import { css, html, LitElement, nothing } from 'lit';
import { Engine } from '../core/engine.ts';
import { errorStyles } from '../inputs/error-note.ts';
import { copyText } from '../lib/clipboard.ts';
import { online } from '../lib/online.ts';
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
import { atFirstSign } from '../ui/first-interaction.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { state } from '../ui/property.ts';
import { stoppedNote } from '../ui/stopped-note.ts';
import { onSystemTheme, recoloured, setPageTheme, shownTheme, type Theme } from '../ui/theme.ts';
import { AnswerStorage } from './parts/answer-storage.ts';
import type { LabElement } from './parts/lab-element.ts';
import './lab-bar.ts';
import { labsHome, labsHomeStyles } from './labs-home.ts';
import {
  emptied,
  judged,
  stateOf as partState,
  progressSchema,
  retyped,
} from './parts/progress.ts';
import { sameNumbers } from './parts/same-numbers.ts';
import { type Lab, labs } from './registry.ts';
import type { WriteUpFormat } from './write-up.ts';

const LOST =
  'This link does not hold what was typed, which was too large for it: only the tab that it was made in has it.';

/** A lab is a LabElement, which is given its settings, the engine and whether answers are hidden. */
export class AttentionLabs extends LitElement {
  @state() private place: LabPlace = { id: '', settings: {}, answers: 'show' };
  @state() private loaded = '';
  /** Why the lab could not be loaded. */
  @state() private failed = '';
  /** A remark on the address that was followed. */
  @state() private notice = '';
  @state() private spoken = '';

  static styles = [
    base,
    standing,
    workbench,
    errorStyles,
    labsHomeStyles,
    css`
      nav li + li {
        border-top: 1px solid var(--rule);
      }
      nav a {
        display: grid;
        grid-template-columns: 1.5rem minmax(0, 1fr);
        padding: 0.5rem 0 0.5rem 0.625rem;
        border-left: 3px solid transparent;
        color: inherit;
        text-decoration: none;
        line-height: 1.375rem;
      }
      nav a:hover {
        background: var(--wash);
      }
      nav a[aria-current] {
        background: var(--wash);
        border-left-color: var(--ink);
        font-weight: 700;
      }
      nav .number {
        color: var(--ink2);
        font-weight: 400;
      }
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
      .welcome a,
      .onward a,
      .lede a {
        color: inherit;
        text-underline-offset: 0.1875rem;
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
      .onward {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0.5rem 2rem;
        margin-top: 1rem;
        padding: 1rem 0 2rem;
        border-top: 1px solid var(--rule);
      }
      @media print {
        :host {
          color-scheme: light; /* as paper is */
        }
        .bench {
          display: block;
        }
        .left,
        lab-bar,
        .onward,
        .lab .act {
          display: none;
        }
      }
    `,
  ];

  engine = new Engine();
  answers = new AnswerStorage();
  address = new AddressSync(browserBackend, labCodec);
  shown: HTMLElement | null = null;
  listening?: AbortController;

  constructor() {
    super();
    onActions(this, {
      'theme-set': (theme) => this.#setTheme(theme),
      'answers-set': (answers) => this.#go({ ...this.place, answers }, true),
      'lab-set': (change) => this.#set(this.#unproved(change)),
      'answer-judged': ({ answer, right }) => this.#judge(answer, right),
      'write-up': (format) => this.#copyWriteUp(format),
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
    this.engine.addEventListener('change', update, { signal });
    keepFocus(this, { busy: () => this.engine.busy, signal });
    atFirstSign(window, () => this.engine.prepare(), signal);
    addEventListener('popstate', () => this.#open(), { signal });
    addEventListener('pagehide', () => this.#leave(), { signal });
    addEventListener('pageshow', update, { signal }); // back again, the workbench may have been left elsewhere
    this.#open();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listening?.abort();
    this.engine.close();
  }

  get lab() {
    return labs.find(({ id }) => id === this.place.id);
  }

  render() {
    const { lab, place } = this;
    return html`<div class="sheet">
      <lab-bar
        .answers=${place.answers}
        .locked=${framed}
        .link=${() => this.address.link(this.place)}
        .empty=${lab && this.#hasAnswers() ? () => this.address.link(this.#emptied()) : null}
        .lab=${lab !== undefined}
        .theme=${shownTheme(this)}
        .workbench=${rememberedAddress('workbench')}
      ></lab-bar>
      <main class="bench">
        <div class="left">
          <h1>Labs</h1>
          <p class="lede"><a href="#">EECS 182 Homework 9</a>, as six interactive labs.</p>
          <nav class="block" aria-label="Labs" @click=${this.#choose}>
            <ol>${labs.map((each) => this.#entry(each))}</ol>
          </nav>
        </div>
        <div class="right">
          ${stoppedNote(this.engine)}
          ${this.notice ? html`<p class="notice">${this.notice}</p>` : nothing}
          ${lab ? this.#lab(lab) : labsHome(place.id, place.answers, (id) => this.answers.of(id))}
        </div>
      </main>
      <p class="hidden" role="status">${this.spoken}</p>
    </div>`;
  }

  updated() {
    document.title = `${this.lab?.title ?? 'Labs'} · Attention Playground`;
  }

  #entry({ id, number, title }: Lab) {
    const address = labCodec.write({ id, settings: {}, answers: this.place.answers });
    const current = id === this.place.id ? 'page' : nothing;
    return html`<li>
      <a href=${address} aria-current=${current}>
        <span class="number">${number}</span><span>${title}</span>
      </a>
    </li>`;
  }

  #lab(lab: Lab) {
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
      <h2>${title}</h2>
      <p class="lede">${question}</p>
      ${this.#progress(lab)}
      ${this.loaded === id ? this.#element(tag) : this.#coming()}
      ${this.#onward(lab)}
    </article>`;
  }

  /** (a) (b) (c), each open, tried or right. */
  #progress({ parts }: Lab) {
    const words = { right: 'correct', begun: 'tried', open: 'open' };
    return html`<ol class="progress" aria-label="Progress">
      ${parts.map((part) => {
        const state = partState(part, this.place.settings);
        return html`<li class=${state}>${part.label}<span class="state"> ${words[state]}</span></li>`;
      })}
    </ol>`;
  }

  /** The next question, and the same numbers in the workbench. */
  #onward({ id, workbench }: Lab) {
    const next = labs[labs.findIndex((lab) => lab.id === id) + 1];
    const locked = framed && this.place.answers === 'hide';
    return html`<p class="onward">
      ${
        next
          ? html`<a href=${labCodec.write({ id: next.id, settings: {}, answers: this.place.answers })}>Next: question ${next.number}, ${next.title} →</a>`
          : html`<a href="#">All questions</a>`
      }
      ${
        locked
          ? nothing
          : html`<a href="./index.html${sameNumbers(workbench, this.place.settings)}">Open these numbers in the workbench</a>`
      }
    </p>`;
  }

  /** What is typed anew is no longer known to be right. */
  #unproved(change: Record<string, string | null>) {
    const { lab, place } = this;
    const changed = Object.keys(change).filter(
      (name) => (change[name] ?? undefined) !== place.settings[name],
    );
    return lab ? { ...change, ...retyped(lab.parts, place.settings, changed) } : change;
  }

  #judge(answer: string, right: boolean) {
    const change = judged(this.place.settings, answer, right);
    const { tried, right: known } = this.place.settings;
    if ((change.tried ?? undefined) === tried && (change.right ?? undefined) === known) return;
    this.#set(change);
  }

  #hasAnswers() {
    return Object.keys(this.#emptied().settings).length < Object.keys(this.place.settings).length;
  }

  #emptied(): LabPlace {
    return { ...this.place, settings: emptied(this.lab?.parts ?? [], this.place.settings) };
  }

  async #copyWriteUp(format: WriteUpFormat) {
    const { lab, shown } = this;
    if (!lab || !shown) return;
    const { writeUp } = await import('./write-up.ts');
    const text = await writeUp(lab, shown, format);
    this.spoken = (await copyText(text))
      ? 'The write-up is copied; its plots are saved as files.'
      : 'This browser did not allow the copy.';
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
    return Object.assign(this.shown, { settings, engine: this.engine, hide: answers === 'hide' });
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

  #go(place: LabPlace, push: boolean) {
    this.place = place;
    if (this.lab) this.answers.store(place.id, place.settings);
    this.address.write(place, push);
  }

  #leave() {
    this.address.leave();
    rememberAddress('labs');
  }

  async #open() {
    const read = await this.address.read();
    if (!read || 'broken' in read) return;
    const { found: place, kept } = read;
    this.place = place;
    if (this.lab && !place.lost) this.#resume();
    this.notice = place.lost ? LOST : kept;
    this.failed = '';
    const { lab } = this;
    try {
      await lab?.load();
      if (!lab || lab !== this.lab) return;
      this.loaded = place.id;
      const kind = customElements.get(lab.tag) as typeof LabElement;
      this.notice ||= unread(place.settings, { ...progressSchema, ...kind.schema });
    } catch (error) {
      if (lab !== this.lab) return;
      this.failed = (error as Error).message;
      await online();
      if (lab === this.lab && this.failed) this.#open();
    }
  }

  /** An address of the lab alone leads back to what was typed in it; any other says itself what stands there. */
  #resume() {
    const { id, settings } = this.place;
    if (Object.keys(settings).length > 0) return this.answers.store(id, settings);
    this.place = { ...this.place, settings: this.answers.of(id) };
    this.address.write(this.place, false);
    this.address.flush();
  }

  /** The question that is open stays as it is. */
  #choose(event: MouseEvent) {
    this.address.flush();
    const link = (event.target as Element).closest('a');
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (link?.ariaCurrent && !elsewhere) event.preventDefault();
  }

  /** What was typed has an entry of its own, which Back leads to; the lab is made anew, with all that was unfolded in it. */
  #startAgain() {
    this.shown = null;
    this.notice = '';
    this.#go({ ...this.place, settings: {} }, true);
    this.spoken = 'The lab is as it opens. Back leads to what you had.';
  }
}

customElements.define('attention-labs', AttentionLabs);

declare global {
  interface HTMLElementTagNameMap {
    'attention-labs': AttentionLabs;
  }
}
