// The inputs of a lab, typed or pasted as in the workbench, and written into the lab's address.
import { css, html, LitElement, nothing } from 'lit';
import { Chance } from '../../state/queries/random-values.js';
import '../../inputs/input-list.js';
import { errorStyles } from '../../inputs/error-note.js';
import * as edits from '../../state/edits.js';
import { misfit, placePaste, readPaste } from '../../state/queries/pastes.js';
import { nested } from '../../state/text-tensor.js';
import { BrokenLink, readSheet, writeCells } from '../../state/url/codec.js';
import { base } from '../../styles/base.js';

/** @typedef {import('../../state/text-tensor.js').Sheet} Sheet */
/** @typedef {import('../../state/edits.js').State} State */

/** The cells as a link spells them. @param {Sheet} sheet */
export const sheetText = (sheet) => writeCells(nested(sheet), sheet.shape.length);

/** A variant's example, with the inputs that the settings give. @param {import('../../state/edits.js').VariantInfo} info @param {import('../lab-address.js').Settings} settings @returns {State} */
export function stateOf(info, settings) {
  const given = info.inputs.filter(({ name }) => settings[name]);
  const sheets = given.flatMap((input) => {
    const sheet = sheetFrom(input, settings[input.name]);
    return sheet ? [[input.name, sheet]] : [];
  });
  return edits.setSheets(edits.exampleOf(info), Object.fromEntries(sheets));
}

/** The table that an address gives, where it can be read. @param {Pick<import('../../state/edits.js').InputInfo, 'name' | 'axes'>} input @param {string} text @returns {Sheet | null} */
export function sheetFrom(input, text) {
  try {
    return text === '' ? null : readSheet(input, text);
  } catch (error) {
    if (error instanceof BrokenLink) return null;
    throw error;
  }
}

/** Rows and columns, whatever stands in them. @param {string} text */
export const isTable = (text) => sheetFrom({ name: '', axes: ['i', 'j'] }, text) !== null;

/** Fires `lab-set` with the inputs that change. */
export class LabInputs extends LitElement {
  static properties = {
    engine: { attribute: false },
    info: { attribute: false },
    state: { attribute: false },
    /** The names of the inputs that are shown. */
    names: { attribute: false },
    session: { attribute: false },
    report: { state: true },
    refused: { state: true },
  };

  static styles = [
    base,
    errorStyles,
    css`
      input-list {
        max-width: 40rem; /* as wide as text: its actions stand at that edge */
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import('../../core/engine.js').Engine} */
    this.engine = /** @type {any} */ (null);
    /** @type {import('../../state/edits.js').VariantInfo | null} */
    this.info = null;
    /** @type {State | null} */
    this.state = null;
    /** @type {string[]} */
    this.names = [];
    /** @type {import('../../state/results.js').Session | null} */
    this.session = null;
    /** @type {import('../../state/queries/pastes.js').Report | null} */
    this.report = null;
    /** @type {{name: string, text: string, error: import('../../core/engine.js').PlainError} | null} */
    this.refused = null;
    /** @type {Chance | null} */
    this.chance = null;
  }

  willUpdate() {
    if (!this.chance && this.engine) this.chance = new Chance(this.engine);
  }

  render() {
    const { info, state, session, chance } = this;
    if (!info || !state || !chance) return nothing;
    const shown = info.inputs.filter(({ name }) => this.names.includes(name));
    return html`<input-list
      .info=${{ ...info, inputs: shown }}
      .state=${state}
      .error=${session?.error ?? null}
      .trace=${session?.good?.trace ?? null}
      .report=${this.report}
      .refused=${this.refused}
      .seed=${chance.seed}
      .spread=${chance.spread}
      @cell-edit=${(/** @type {CustomEvent<any>} */ { detail }) => this.#edit(detail)}
      @cell-leave=${() => session?.settle()}
      @matrix-paste=${(/** @type {CustomEvent<any>} */ { detail }) => this.#paste(detail)}
      @paste-alternative=${(/** @type {CustomEvent<any>} */ { detail }) => this.#alternative(detail)}
      @paste-forget=${() => {
        this.refused = null;
      }}
      @axis-splice=${(/** @type {CustomEvent<any>} */ { detail }) => this.#splice(detail)}
      @random-set=${(/** @type {CustomEvent<any>} */ { detail }) => this.#setChance(detail)}
      @random-fill=${(/** @type {CustomEvent<any>} */ { detail }) => this.#fill(detail)}
    ></input-list>`;
  }

  /** @param {{name: string, place: number, text: string}} cell */
  #edit({ name, place, text }) {
    const { state } = this;
    if (!state) return;
    this.session?.typing({ name, place, text });
    this.report = null;
    this.#put(edits.setCell(state, name, place, text));
  }

  /** @param {{name: string, text: string, place?: number}} paste */
  async #paste({ name, text, place }) {
    const outcome = await readPaste(this.engine, name, text);
    if (!outcome) return;
    if ('refused' in outcome) this.refused = { name, ...outcome.refused };
    else this.#take(outcome.report, text, place);
  }

  /** @param {{name: string, alternative: {label: string, cells: import('../../state/queries/pastes.js').Grid}}} choice */
  #alternative({ name, alternative: { label, cells } }) {
    this.#take({ name, format: label, cells, notes: [], alternatives: [] }, '');
  }

  /** @param {import('../../state/queries/pastes.js').Report} report @param {string} text @param {number} [place] */
  #take(report, text, place) {
    const { state } = this;
    const { name, cells } = report;
    if (!state) return;
    const sheet = placePaste(state.inputs[name], cells, place);
    this.refused = sheet ? null : { name, text, error: misfit(name, state.inputs[name], cells) };
    this.report = sheet ? report : null;
    if (sheet) this.#put(edits.setSheet(state, name, sheet));
  }

  /** @param {{letter: string, at: number, remove: boolean}} splice */
  #splice({ letter, at, remove }) {
    const { state, info } = this;
    if (!state || !info) return;
    this.report = null;
    this.#put((remove ? edits.removeAt : edits.insertAt)(state, info, letter, at));
  }

  /** @param {{spread?: import('../../state/queries/random-values.js').Spread, seed?: string}} change */
  #setChance({ spread, seed }) {
    if (!this.chance) return;
    if (spread) this.chance.spread = spread;
    if (seed !== undefined) this.chance.setSeed(seed);
    this.requestUpdate();
  }

  /** @param {{name?: string, next?: boolean}} fill */
  async #fill({ name, next }) {
    const { state, chance } = this;
    const drawn = state && (await chance?.draw(state, name, next));
    // What was typed meanwhile is worth more than numbers by chance.
    if (!drawn || !this.state || !edits.sameState(state, this.state)) return;
    this.report = this.refused = null;
    this.#put(edits.setSheets(state, drawn));
  }

  /** @param {State} state */
  #put(state) {
    const texts = this.names.map((name) => [name, sheetText(state.inputs[name])]);
    const detail = Object.fromEntries(texts);
    this.dispatchEvent(new CustomEvent('lab-set', { detail, bubbles: true, composed: true }));
  }
}

customElements.define('lab-inputs', LabInputs);
