// <attention-lab lab="argmax" part="b">: one lab, or one part of it, on any page or in a frame.
import { css, html, nothing } from 'lit';
import { startWhole } from '../core/engine.ts';
import { statementOf } from '../embed/answer-statement.ts';
import { defineProperties, takeUp } from '../embed/element-properties.ts';
import { readQuery } from '../embed/frame-query.ts';
import { knownWords, readAttributes, unknownName } from '../embed/read-settings.ts';
import { propertyOf, type Settings, settingsOf } from '../embed/schema.ts';
import '../exports/copy-link.ts';
import { site } from '../lib/base-url.ts';
import { browserBackend, elementBackend } from '../state/url/backend.ts';
import { type LabPlace, labCodec } from '../state/url/lab-codec.ts';
import { AddressSync } from '../state/url/sync.ts';
import { workbench } from '../styles/workbench.ts';
import { atFirstSign } from '../ui/first-interaction.ts';
import '../ui/fonts.ts';
import { fire } from '../ui/fire.ts';
import { Fit } from '../ui/fit.ts';
import { beGuest } from '../ui/guest.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { isTypedIn } from '../ui/keep-keys.ts';
import { stoppedNote } from '../ui/stopped-note.ts';
import type { Theme } from '../ui/theme.ts';
import { navigateTo, showTheme } from '../ui/whole-page.ts';
import './hand-in.ts';
import type { Lab } from './lab.ts';
import { LabHost } from './lab-host.ts';
import { isRight, stateOf } from './parts/progress.ts';
import { labs } from './registry.ts';

/** The settings that every element has, or that are read otherwise. */
const NATIVE = ['lang', 'part', 'state'];

/**
 * With the attribute `page` it is all of a page, and what an author says stands in its address before
 * the #. Else its attributes are the settings of www/embed/schema.ts.
 *
 * @fires attention-ready - the lab is there
 * @fires attention-change - something was typed; `detail.state`, for the attribute
 * @fires attention-answer - an answer was judged; `detail` has `lab`, `part`, `answer`, `right`, `tries`, `value`, `score`, and `statement` for xAPI
 */
export class AttentionLab extends LabHost {
  static styles = [
    ...LabHost.labStyles,
    workbench,
    css`
      .lab {
        max-width: none;
        padding-top: 1rem;
      }
      .onward {
        margin-top: 1rem;
        padding: 0.75rem 0 0;
        border-top: 1px solid var(--rule);
      }
    `,
  ];

  settings: Settings = {};
  address?: AddressSync<LabPlace>;
  remarks: string[] = [];
  fit = new Fit(this);
  #tries: Map<string, number> = new Map();
  #isReady = () => {};
  /** Settles when the lab is there. */
  readonly ready = new Promise<void>((ready) => {
    this.#isReady = ready;
  });

  /** It opens with this: a link, or the text after its #. */
  get state() {
    return this.getAttribute('state') ?? '';
  }

  set state(text: string) {
    this.setAttribute('state', text);
  }

  static get observedAttributes() {
    // biome-ignore lint/complexity/noThisInStatic: lit prepares the class that it is called on
    return [...super.observedAttributes, ...settingsOf('lab').map(({ name }) => name)];
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null) {
    super.attributeChangedCallback(name, before, now);
    if (this.address && before !== now && name !== 'theme') this.#begin();
  }

  /** Whether it is all of our page. */
  get page() {
    return this.hasAttribute('page');
  }

  get site() {
    return `${this.settings.base ?? site}labs.html`;
  }

  get isContentEditable() {
    return super.isContentEditable || (!this.page && isTypedIn(this));
  }

  connectedCallback() {
    super.connectedCallback();
    takeUp(this, [...settingsOf('lab').map(({ name }) => propertyOf(name)), 'state']);
    startWhole();
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.engine.addEventListener('change', () => this.requestUpdate(), { signal });
    keepFocus(this, { busy: () => this.engine.busy, signal });
    atFirstSign(this.renderRoot, () => this.engine.prepare(), signal);
    addEventListener('pagehide', () => this.address?.leave(), { signal });
    if (this.page) addEventListener('popstate', () => this.#begin(), { signal });
    else beGuest(this, signal);
    this.#begin();
  }

  /** What an author has written is read, and the state. */
  async #begin() {
    const read = this.page ? readQuery('lab', location.search) : readAttributes('lab', this);
    this.settings = read.settings;
    this.remarks = read.remarks;
    if (!this.page) this.remarks.push(...read.others.map(([name]) => unknownName('lab', name)));
    const { lab = '', theme, part = '', answers } = read.settings;
    if (theme) this.setTheme(theme);
    this.address ??= new AddressSync(this.page ? browserBackend : elementBackend(this), labCodec);
    const said = await this.address.read();
    if (!said) return;
    const empty: LabPlace = { id: '', settings: {}, answers: 'show' };
    let found = 'found' in said ? said.found : empty;
    const ids = labs.map(({ id }) => id);
    const { words, remarks } = knownWords('The playground', [lab || found.id], ids);
    this.remarks.push(...remarks);
    const [id = ''] = words;
    // What was typed in another lab is none of this one.
    if (found.id !== '' && found.id !== id) found = empty;
    const isHidden = answers === 'hide' || (answers === undefined && found.answers === 'hide');
    const judgedAnew = this.doubted(found.settings);
    this.place = {
      id,
      settings: judgedAnew,
      answers: isHidden ? 'hide' : 'show',
      lost: found.lost,
    };
    this.shows = { only: part.replace(/[()\s]/g, ''), ungated: answers === 'show' };
    if ('broken' in said) this.remarks.push(`This link cannot be followed: ${said.broken}.`);
    const kept = 'kept' in said ? said.kept : '';
    await this.open(this.place, [kept, ...this.remarks].filter(Boolean).join(' '));
    this.#isReady();
    fire(this, 'ready', { lab: this.place.id });
  }

  render() {
    const { chosen: lab, settings } = this;
    const content = html`
      ${settings.caption ? html`<p class="caption" lang=${settings.lang ?? nothing}>${settings.caption}</p>` : nothing}
      ${stoppedNote(this.engine)}
      ${this.notice ? html`<p class="notice">${this.notice}</p>` : nothing}
      ${this.offered}
      ${lab ? this.article(lab) : nothing}
      <p class="hidden" role="status">${this.spoken}</p>
    `;
    return this.page
      ? html`<main class="sheet">${content}</main>`
      : html`<section class="sheet" lang="en" aria-label=${settings.caption ?? lab?.title ?? 'Lab'}>${content}</section>`;
  }

  updated() {
    if (this.page && this.chosen) document.title = `${this.chosen.title} · Attention Playground`;
    // The highest heading of a lab is an h2.
    this.fit.apply(this.settings, 1, this.listening?.signal);
  }

  protected onward(_: Lab) {
    return html`<p class="onward">
      <copy-link .offer=${'Copy link with my answers'} .link=${() => this.link()}></copy-link>
    </p>
    <hand-in .place=${this.place}></hand-in>`;
  }

  protected again() {
    this.#begin();
  }

  protected go(place: LabPlace, _: boolean) {
    this.place = place;
    this.address?.write(place, false);
    if (this.page) fire(this, 'change', { state: this.#text });
  }

  protected judge(answer: string, right: boolean) {
    super.judge(answer, right);
    const { chosen: lab, place } = this;
    const part = lab?.parts.find(({ answers }) => answer in answers);
    if (!lab || !part) return;
    const tries = (this.#tries.get(answer) ?? 0) + 1;
    this.#tries.set(answer, tries);
    const value = Object.fromEntries(
      part.answers[answer].map((name) => [name, place.settings[name] ?? '']),
    );
    const known = { lab: lab.id, part: part.label, answer, right, tries, value, score: this.score };
    fire(this, 'answer', { ...known, statement: statementOf(known, this.site) });
  }

  /** How many answers are right, and how many there are: of the part alone where one is shown. */
  get score() {
    const { only } = this.shows;
    const parts = (this.chosen?.parts ?? []).filter(({ label }) => !only || label === `(${only})`);
    const answers = parts.flatMap((part) => Object.keys(part.answers));
    const right = answers.filter((answer) => isRight(this.place.settings, answer));
    return { right: right.length, of: answers.length };
  }

  /** The link that holds what was typed; null where it would be too long. */
  async link() {
    return (await this.address?.link(this.place)) ?? null;
  }

  /** As it opens, without anything typed. */
  reset() {
    this.shown = null;
    this.go({ ...this.place, settings: {} }, false);
  }

  /** To another state: a link, or the text after its #. */
  navigate(state: string) {
    navigateTo(this, state, () => this.#begin());
  }

  setTheme(theme: Theme) {
    showTheme(this, theme);
  }

  snapshot(): Record<string, object> {
    const parts = Object.fromEntries(
      (this.chosen?.parts ?? []).map((part) => [part.label, stateOf(part, this.place.settings)]),
    );
    return {
      ready: { lab: this.place.id },
      change: { state: this.#text, score: this.score, parts },
    };
  }

  get #text() {
    return labCodec.write(this.place).slice(1);
  }
}

defineProperties(AttentionLab.prototype, 'lab', NATIVE);
customElements.define('attention-lab', AttentionLab);

declare global {
  interface HTMLElementTagNameMap {
    'attention-lab': AttentionLab;
  }
}
