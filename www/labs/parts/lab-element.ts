// What every lab is: what a person has set in it, its way to the core, and what it tells the page.
import { html, LitElement, nothing } from 'lit';
import type { Engine } from '../../core/engine.ts';
import type { Settings } from '../../state/url/lab-codec.ts';
import type { UrlSchema } from '../../state/url/url-schema.ts';
import { act } from '../../ui/action.ts';
import { property } from '../../ui/property.ts';

export class LabElement extends LitElement {
  @property({ attribute: false }) settings: Settings = {};
  @property({ attribute: false }) engine!: Engine;
  /** Whether what would give an answer away is left out. */
  @property({ type: Boolean }) hide = false;

  /** What it takes from its address. */
  static schema: UrlSchema = {};

  listening?: AbortController;

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

  /** Said until the core has answered; where it has stopped the page says why, and not that it will. */
  waits(text: string) {
    return this.engine.stopped ? nothing : html`<p class="label">${text}</p>`;
  }

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

declare global {
  interface Actions {
    /** Settings that change: null takes one out. */
    'lab-set': Record<string, string | null>;
  }
}
