// What was typed in each lab, kept for this tab, so that a link to a lab alone leads back to it.
import { framed } from '../../state/url/backend.js';
import { readAddress, writeAddress } from '../lab-address.js';

/** @typedef {import('../lab-address.js').Settings} Settings */

const KEY = 'attention-playground.lab.';

export class KeptAnswers {
  /** Of this page alone: in a frame, of which a course may have several in a tab, and where nothing can be stored. @type {Map<string, Settings>} */
  #here = new Map();

  /** Whether answers are hidden is no part of it: the address says that, or the course. @param {string} id @param {Settings} settings */
  keep(id, settings) {
    this.#here.set(id, settings);
    if (framed) return;
    try {
      sessionStorage.removeItem(KEY + id); // where the new one has no room, the old one would come back
      if (Object.keys(settings).length > 0)
        sessionStorage.setItem(KEY + id, writeAddress({ id, settings, answers: 'show' }));
    } catch {
      // No room, or none for anybody: this page has it.
    }
  }

  /** @param {string} id @returns {Settings} */
  of(id) {
    const text = stored(id);
    return text === null ? (this.#here.get(id) ?? {}) : readAddress(text).place.settings;
  }
}

/** @param {string} id */
function stored(id) {
  try {
    return framed ? null : sessionStorage.getItem(KEY + id);
  } catch {
    return null;
  }
}
