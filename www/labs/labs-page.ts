// <attention-labs>: the contents on the left, one lab on the right, and what they share.
import { css, html, nothing } from 'lit';
import type { Settings } from '../embed/schema.ts';
import { HOMEWORK } from '../lib/addresses.ts';
import { notLoaded } from '../lib/not-loaded.ts';
import { same } from '../lib/same.ts';
import {
  browserBackend,
  framed,
  rememberAddress,
  rememberedAddress,
} from '../state/url/backend.ts';
import { type LabPlace, labCodec } from '../state/url/lab-codec.ts';
import { workbenchOf } from '../state/url/lab-links.ts';
import { AddressSync } from '../state/url/sync.ts';
import { workbench } from '../styles/workbench.ts';
import { onActions } from '../ui/action.ts';
import { atFirstSign } from '../ui/first-interaction.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { state } from '../ui/property.ts';
import { stoppedNote } from '../ui/stopped-note.ts';
import { onSystemTheme, pageTheme, recoloured, setPageTheme, type Theme } from '../ui/theme.ts';
import { CREDITS } from './credits.ts';
import './hand-in.ts';
import './lab-bar.ts';
import type { WriteUpFormat } from './blocks.ts';
import type { Lab } from './lab.ts';
import { LabFocus } from './lab-focus.ts';
import { LabHost } from './lab-host.ts';
import { labsHome, labsHomeStyles } from './labs-home.ts';
import { AnswerStorage } from './parts/answer-storage.ts';
import { emptied } from './parts/progress.ts';
import { labs } from './registry.ts';

export class AttentionLabs extends LabHost {
  static styles = [
    ...LabHost.labStyles,
    workbench,
    labsHomeStyles,
    css`
      /* The rows beside it name the same. */
      @container (max-width: 56.25rem) {
        nav.home {
          display: none;
        }
      }
      nav li + li {
        border-top: 1px solid var(--rule);
      }
      /* Beside a lab, however long, the questions stay in sight. */
      @container (min-width: 56.26rem) {
        .left {
          grid-row: 1 / span 2;
        }
        nav.beside {
          position: sticky;
          top: 1.5rem;
        }
      }
      nav .word {
        display: none;
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
      /* Above a lab on a narrow screen there is room for the numbers alone. */
      @container (max-width: 56.25rem) {
        nav.beside {
          display: flex;
          align-items: baseline;
          gap: 0.75rem;
          margin-top: 0.75rem;
        }
        nav.beside .word {
          display: block;
        }
        nav.beside ol {
          display: flex;
          flex-wrap: wrap;
          gap: 0.25rem;
        }
        nav.beside li + li {
          border-top: 0;
        }
        nav.beside a {
          display: block;
          position: relative;
          min-width: 2rem;
          padding: 0.25rem 0;
          border-left: 0;
          border-bottom: 3px solid transparent;
          text-align: center;
        }
        nav.beside a[aria-current] {
          border-bottom-color: var(--ink);
        }
        nav.beside .title {
          position: absolute;
          clip-path: inset(50%);
          width: 1px;
          height: 1px;
          overflow: hidden;
          white-space: nowrap;
        }
      }
      .welcome a,
      .onward a,
      .lede a {
        color: inherit;
        text-underline-offset: 0.1875rem;
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

  @state() private embedOpen = false;

  answers = new AnswerStorage();
  address = new AddressSync(browserBackend, labCodec);
  /** What the author of a frame says before the #. */
  author: Settings = {};
  remarks: string[] = [];
  #focus = new LabFocus(() => this.renderRoot);

  constructor() {
    super();
    onActions(this, {
      'theme-set': (theme) => this.#setTheme(theme),
      'toggle-embed': () => this.#toggleEmbed(),
      'answers-set': (answers) => this.go({ ...this.place, answers }, true),
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
    this.addEventListener('click', (event) => this.#follow(event), { signal });
    addEventListener('popstate', () => this.#open(true), { signal });
    addEventListener('pagehide', () => this.#leave(), { signal });
    addEventListener('pageshow', update, { signal }); // back again, the workbench may have been left elsewhere
    this.#begin();
  }

  /** In the address, an author has said something of the page. */
  async #begin() {
    if (location.search !== '') {
      const { readQuery } = await import('../embed/frame-query.ts');
      const { settings, remarks } = readQuery('lab', location.search);
      this.author = settings;
      this.remarks = remarks;
      if (settings.theme) document.documentElement.dataset.theme = settings.theme;
    }
    this.#open();
  }

  render() {
    const { chosen: lab, place } = this;
    return html`<div class="sheet">
      <lab-bar
        .answers=${place.answers}
        .locked=${framed || this.author.answers !== undefined}
        .link=${() => this.address.link(this.place)}
        .empty=${lab && this.#hasAnswers() ? () => this.address.link(this.#emptied()) : null}
        .lab=${lab !== undefined}
        .embedOpen=${this.embedOpen}
        .theme=${pageTheme()}
        .workbench=${rememberedAddress('workbench')}
      ></lab-bar>
      <main class="bench">
        <div class="left">
          <h1 tabindex="-1">Labs</h1>
          <p class="lede"><a href="#">${HOMEWORK}</a>, as six interactive labs.</p>
          <nav class="block ${lab ? 'beside' : 'home'}" aria-label="Labs" @click=${this.#choose}>
            <span class="label word" aria-hidden="true">Question</span>
            <ol>${labs.map((each) => this.#entry(each))}</ol>
          </nav>
        </div>
        <div class="right">
          ${stoppedNote(this.engine)}
          ${this.notice ? html`<p class="notice">${this.notice}</p>` : nothing}
          ${this.offered}
          ${lab ? this.#lab(lab) : this.#home()}
        </div>
      </main>
      <p class="hidden" role="status">${this.spoken}</p>
    </div>`;
  }

  updated() {
    document.title = `${this.chosen?.title ?? 'Labs'} · Attention Playground`;
  }

  #entry({ id, number, title }: Lab) {
    const address = labCodec.write({ id, settings: {}, answers: this.place.answers });
    const current = id === this.place.id ? 'page' : nothing;
    return html`<li>
      <a href=${address} aria-current=${current}>
        <span class="number">${number}</span><span class="title">${title}</span>
      </a>
    </li>`;
  }

  /** The next question, and the same numbers in the workbench. */
  protected onward({ id, workbench }: Lab) {
    const next = labs[labs.findIndex((lab) => lab.id === id) + 1];
    const locked = (framed || this.author.answers) && this.place.answers === 'hide';
    const there = workbenchOf(id, workbench, this.place.settings);
    return html`<hand-in .place=${this.place}></hand-in>
    <copy-sheet .sheet=${this.#sheet}></copy-sheet>
    <p class="onward">
      ${
        next
          ? html`<a href=${labCodec.write({ id: next.id, settings: {}, answers: this.place.answers })}>Next: question ${next.number}, ${next.title} →</a>`
          : html`<a href="#">All questions</a>`
      }
      ${
        locked
          ? nothing
          : html`<a href="./index.html${there}">${there === workbench ? 'The same variant' : 'These numbers'} in the workbench</a>`
      }
    </p>`;
  }

  #home() {
    const { id, answers } = this.place;
    return labsHome({
      id,
      answers,
      answersOf: (of) => this.answers.of(of),
      engine: this.engine,
      credit: (change) => this.#credit(change),
      sheet: this.#sheet,
    });
  }

  /** Question 7 is no lab, so no address has it. */
  #credit(change: Record<string, string | null>) {
    const merged = Object.entries({ ...this.answers.of(CREDITS.id), ...change });
    const typed = merged.filter((entry): entry is [string, string] => entry[1] !== null);
    this.answers.store(CREDITS.id, Object.fromEntries(typed));
  }

  #sheet = async (format: WriteUpFormat) => {
    const { wholeSheet } = await import('./sheet.ts');
    return wholeSheet((id) => this.answers.of(id), format);
  };

  #hasAnswers() {
    return Object.keys(this.#emptied().settings).length < Object.keys(this.place.settings).length;
  }

  #emptied(): LabPlace {
    return { ...this.place, settings: emptied(this.chosen?.parts ?? [], this.place.settings) };
  }

  /** The lab, or in its place what it will be elsewhere. */
  #lab(lab: Lab) {
    return this.embedOpen
      ? html`<lab-embed .lab=${lab} .opens=${this.#opens}></lab-embed>`
      : this.article(lab);
  }

  /** What its experiments are set to, where they are not as they open. */
  get #opens() {
    const place: LabPlace = { ...this.#emptied(), answers: 'show' };
    return Object.keys(place.settings).length > 0 ? labCodec.write(place).slice(1) : '';
  }

  /** Few need it: it comes when it is opened. */
  async #toggleEmbed() {
    try {
      await import('./lab-embed.ts');
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

  protected again() {
    this.#open();
  }

  protected go(place: LabPlace, push: boolean) {
    this.place = place;
    if (this.chosen) this.answers.store(place.id, place.settings);
    this.address.write(place, push);
  }

  protected recalled(place: LabPlace) {
    super.recalled(place);
    this.answers.store(place.id, place.settings);
  }

  #leave() {
    this.address.leave();
    rememberAddress('labs');
  }

  /** A link of the page, to a place in it. */
  #follow(event: MouseEvent) {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    if (link?.getAttribute('href')?.startsWith('#') && !elsewhere) this.#focus.follow(link);
  }

  /** @param turned to another place, by a link of the page, Back, or an address that was typed */
  async #open(turned: boolean = false) {
    const from = this.chosen?.id ?? '';
    const read = await this.address.read();
    if (!read) return;
    if ('broken' in read) {
      this.notice = `This link cannot be followed: ${read.broken}.`;
      return;
    }
    const { found, kept } = read;
    // A link may name a lab by the number of its question.
    const named = labs.find(({ number }) => number === found.id)?.id;
    const place = named ? { ...found, id: named } : found;
    // Who has hidden the answers in a frame is not whoever is in it.
    if (framed && place.answers === 'hide') this.author = { ...this.author, answers: 'hide' };
    this.place = this.author.answers === 'hide' ? { ...place, answers: 'hide' } : place;
    if (this.chosen && !place.lost) this.#resume();
    if (turned) this.updateComplete.then(() => this.#focus.arrive(from, this.chosen?.id ?? ''));
    await this.open(place, [kept, ...this.remarks].filter(Boolean).join(' '));
  }

  /** An address of the lab alone leads back to what was typed in it; any other says itself what stands there. */
  #resume() {
    const { id, settings } = this.place;
    const own = this.answers.of(id);
    if (Object.keys(settings).length > 0) {
      // What this tab has judged itself is known; what another link says is judged anew.
      if (!same(own, settings)) this.place = { ...this.place, settings: this.doubted(settings) };
      return this.answers.store(id, this.place.settings);
    }
    this.place = { ...this.place, settings: own };
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
}

customElements.define('attention-labs', AttentionLabs);

declare global {
  interface HTMLElementTagNameMap {
    'attention-labs': AttentionLabs;
  }
}
