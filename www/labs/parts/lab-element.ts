// What every lab is: what a person has set in it, its way to the core, and what it tells the page.
import { html, LitElement, nothing } from 'lit';
import type { Engine } from '../../core/engine.ts';
import type { Ask } from '../../core/query.ts';
import type { Settings } from '../../state/url/lab-codec.ts';
import type { UrlSchema } from '../../state/url/url-schema.ts';
import { act } from '../../ui/action.ts';
import { property } from '../../ui/property.ts';

export class LabElement extends LitElement {
  @property({ attribute: false }) settings: Settings = {};
  @property({ attribute: false }) engine!: Engine;
  /** Whether what would give an answer away is left out. */
  @property({ type: Boolean }) hide = false;

  /** Whether what would give an answer away is there from the start. */
  @property({ attribute: false }) ungated = false;
  /** The letter of the one part that is shown; all where there is none. */
  @property({ attribute: false }) only = '';

  /** What it takes from its address. */
  static schema: UrlSchema = {};

  listening?: AbortController;

  constructor() {
    super();
    this.addController({ hostUpdated: () => this.#leaveOnly() });
  }

  connectedCallback() {
    super.connectedCallback();
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.engine.addEventListener('change', () => this.requestUpdate(), { signal });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listening?.abort();
  }

  /** Leaves what is about the one part: a section says in its headings which parts it is about. */
  #leaveOnly() {
    if (this.only === '') return;
    const sections = [...this.renderRoot.querySelectorAll<HTMLElement>('section')];
    const parts = [...this.renderRoot.children].filter((child) => child instanceof LitElement);
    const own = [
      ...sections.filter((section) => isAbout(section.querySelector('h3'), this.only)),
      ...parts.filter((part) => holds(part, this.only)),
    ];
    if (own.length === 0) return this.#leaveOnlyBlock();
    for (const block of [...sections, ...parts]) block.hidden = !own.includes(block);
  }

  /** Where all parts stand in one section, each is a block in it with a heading of its own. */
  #leaveOnlyBlock() {
    const blocks = [...this.renderRoot.querySelectorAll<HTMLElement>('.part')];
    const isOwn = (block: Element) => isAbout(block.querySelector('h4'), this.only);
    if (blocks.some(isOwn)) for (const block of blocks) block.hidden = !isOwn(block);
  }

  /** Said until the core has answered; where it has stopped the page says why, and not that it will. */
  waits(text: string) {
    return this.engine.stopped ? nothing : html`<p class="label">${text}</p>`;
  }

  /** Asks the core, for what is judged. */
  ask: Ask = (fn, ...args) => this.engine.call({}, fn, ...args);

  /** A setting that is a number within a range, or what it is without one. */
  number(name: string, start: number, [least, most]: [number, number]) {
    const number = Number(this.settings[name] ?? Number.NaN);
    return number >= least && number <= most ? number : start;
  }

  /** Take a number that was typed, as far as its range allows, and show in its field what was taken. */
  take(field: HTMLInputElement, name: string, start: number, [least, most]: [number, number]) {
    const typed = field.value.trim() === '' ? Number.NaN : Number(field.value);
    const taken = Number.isNaN(typed) ? start : Math.min(most, Math.max(least, typed));
    const text = String(field.step === 'any' ? taken : Math.round(taken));
    field.value = text;
    this.set({ [name]: text });
  }

  /** Change settings; null takes one out. */
  set(change: Record<string, string | null>) {
    act(this, 'lab-set', change);
  }

  say(text: string) {
    act(this, 'announce', text);
  }
}

/** "(b) …", "(a) to (e) …" and "(f), (g) …" */
function isAbout(heading: Element | null, part: string) {
  const text = heading?.textContent ?? '';
  const [, from, to] = /\((\w)\) to \((\w)\)/.exec(text) ?? [];
  return text.includes(`(${part})`) || (from !== undefined && from <= part && part <= to);
}

const holds = ({ renderRoot }: LitElement, part: string) =>
  [...renderRoot.querySelectorAll('h3')].some((heading) => isAbout(heading, part));

declare global {
  interface Actions {
    /** Settings that change: null takes one out. */
    'lab-set': Record<string, string | null>;
  }
}
