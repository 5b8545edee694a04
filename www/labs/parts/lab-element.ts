// What every lab is: what a person has set in it, its way to the core, and what it tells the page.
import { html, LitElement, nothing } from 'lit';
import { CoreError, Superseded } from '../../core/engine.js';

/** @typedef {import('../../core/engine.js').PlainError} PlainError */
/** @template T @typedef {{value: T, error?: undefined} | {error: PlainError, value?: undefined}} Answered */

/** Fires `lab-set` with the settings that change, and `lab-say` with what is to be heard. */
export class LabElement extends LitElement {
  /** @type {import('lit').PropertyDeclarations} */
  static properties = {
    settings: { attribute: false },
    engine: { attribute: false },
    /** Whether what would give an answer away is left out. */
    hide: { type: Boolean },
  };

  /** What it takes from its address. @type {import('./url-schema.js').Takes} */
  static takes = {};

  constructor() {
    super();
    /** @type {import('../lab-address.js').Settings} */
    this.settings = {};
    /** @type {import('../../core/engine.js').Engine} */
    this.engine = /** @type {any} */ (null);
    this.hide = false;
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

  /** Said until the core has answered; where it has stopped the page says why, and not that it will. @param {string} text */
  waits(text) {
    return this.engine.stopped ? nothing : html`<p class="label">${text}</p>`;
  }

  /** A setting that is a number within a range, or what it is without one. @param {string} name @param {number} start @param {[number, number]} range */
  number(name, start, [least, most]) {
    const number = Number(this.settings[name] ?? Number.NaN);
    return number >= least && number <= most ? number : start;
  }

  /** Take a number that was typed, as far as its range allows, and show in its field what was taken. @param {HTMLInputElement} field @param {string} name @param {number} start @param {[number, number]} range */
  take(field, name, start, [least, most]) {
    const typed = field.value.trim() === '' ? Number.NaN : Number(field.value);
    const taken = Number.isNaN(typed) ? start : Math.min(most, Math.max(least, typed));
    const text = String(field.step === 'any' ? taken : Math.round(taken));
    field.value = text;
    this.set({ [name]: text });
  }

  /** Change settings; null takes one out. @param {Record<string, string | null>} change */
  set(change) {
    this.dispatchEvent(
      new CustomEvent('lab-set', { detail: change, bubbles: true, composed: true }),
    );
  }

  /** @param {string} text */
  say(text) {
    this.dispatchEvent(new CustomEvent('lab-say', { detail: text, bubbles: true, composed: true }));
  }

  /**
   * Ask the core: its answer, or what it refuses; null where a newer question took the place of this one.
   * @param {string} lane @param {string} fn @param {unknown[]} args @returns {Promise<Answered<any> | null>}
   */
  ask(lane, fn, ...args) {
    return ask(this.engine, lane, fn, ...args);
  }
}

/** @param {import('../../core/engine.js').Engine} engine @param {string} lane @param {string} fn @param {unknown[]} args @returns {Promise<Answered<any> | null>} */
export async function ask(engine, lane, fn, ...args) {
  try {
    return { value: await engine.call(lane, fn, ...args) };
  } catch (error) {
    if (error instanceof Superseded) return null;
    if (error instanceof CoreError) return { error: error.plain };
    throw error;
  }
}
