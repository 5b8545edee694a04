// What every lab is: what a person has set in it, its way to the core, and what it tells the page.
import { html, LitElement, nothing } from 'lit';
import type { Engine } from '../../core/engine.ts';
import type { Ask } from '../../core/query.ts';
import { grouped } from '../../lib/format.ts';
import { readNumber } from '../../lib/read-number.ts';
import type { Settings } from '../../state/url/lab-codec.ts';
import type { UrlSchema } from '../../state/url/url-schema.ts';
import { act } from '../../ui/action.ts';
import { property, state } from '../../ui/property.ts';
import { isChecked } from './progress.ts';

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

  /** Whether something was left out that may come back. */
  #isPart = false;

  /** Leaves what is about the one part: a section says in its headings which parts it is about. */
  #leaveOnly() {
    const { only, renderRoot } = this;
    if (only === '' && !this.#isPart) return;
    this.#isPart = only !== '';
    const sections = [...renderRoot.querySelectorAll<HTMLElement>('section')];
    const parts = [...renderRoot.children].filter((child) => child instanceof LitElement);
    const isAbout = (block: HTMLElement) =>
      block instanceof LitElement ? holds(block, only) : names(block.querySelector('h3'), only);
    const blocks = [...sections, ...parts];
    if (blocks.some(isAbout)) leave(blocks, (block) => isAbout(block));
    else {
      // All parts stand in one section: each is a block in it with a heading of its own.
      leave(blocks, () => true);
      const within = [...renderRoot.querySelectorAll<HTMLElement>('.part')];
      const isOwn = (block: HTMLElement) => names(block.querySelector('h4'), only);
      leave(within, within.some(isOwn) ? isOwn : () => true);
    }
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

  /** What was taken in place of what was typed last, and why. */
  @state() protected remark = '';

  /** Said under the fields of numbers. */
  get remarked() {
    return html`<p class="label" aria-live="polite">${this.remark}</p>`;
  }

  /** Take a number that was typed, as far as its range allows, and show in its field what was taken. */
  take(
    field: HTMLInputElement,
    name: string,
    start: number,
    range: [number, number],
    whole: boolean = true,
  ) {
    const { taken, remark } = takenOf(field.value, start, range, whole);
    this.remark = remark;
    field.value = String(taken);
    this.set({ [name]: String(taken) });
  }

  /** Change settings; null takes one out. */
  set(change: Record<string, string | null>) {
    act(this, 'lab-set', change);
  }

  say(text: string) {
    act(this, 'announce', text);
  }
}

/** Whether an answer in a lab stands there as it was checked. */
export function wasChecked(answer: Element, name: string) {
  const root = answer.getRootNode();
  const lab = root instanceof ShadowRoot ? root.host : null;
  return lab instanceof LabElement && isChecked(lab.settings, name);
}

/** The number that is taken of a text, and what there is to say of it. @param start where nothing was typed */
export function takenOf(
  text: string,
  start: number,
  [least, most]: [number, number],
  whole: boolean,
) {
  const typed = text.trim() === '' ? start : readNumber(text);
  if (typed === null) {
    const remark = `“${text.trim()}” is not a number, so ${grouped(start)} stands there. Write one such as 12, 0.5, 1/2 or 1e-3.`;
    return { taken: start, remark };
  }
  const within = Math.min(most, Math.max(least, typed));
  const taken = whole ? Math.round(within) : within;
  if (taken === typed) return { taken, remark: '' };
  if (within !== typed) {
    const bound = typed > most ? 'at most' : 'at least';
    return { taken, remark: `It is ${bound} ${grouped(within)} here, so that stands there.` };
  }
  return { taken, remark: `A whole number is needed here: ${grouped(taken)} is the nearest.` };
}

function leave(blocks: HTMLElement[], isLeft: (block: HTMLElement) => boolean) {
  for (const block of blocks) block.hidden = !isLeft(block);
}

/** "(b) …", "(a) to (e) …" and "(f), (g) …" */
function names(heading: Element | null, part: string) {
  const text = heading?.textContent ?? '';
  const [, from, to] = /\((\w)\) to \((\w)\)/.exec(text) ?? [];
  return text.includes(`(${part})`) || (from !== undefined && from <= part && part <= to);
}

const holds = ({ renderRoot }: LitElement, part: string) =>
  [...renderRoot.querySelectorAll('h3')].some((heading) => names(heading, part));

declare global {
  interface Actions {
    /** Settings that change: null takes one out. */
    'lab-set': Record<string, string | null>;
  }
}
