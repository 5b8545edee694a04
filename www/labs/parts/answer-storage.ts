// What was typed in each lab, kept for this tab, so that a link to a lab alone leads back to it.
import { framed } from '../../state/url/backend.ts';
import { readAddress, type Settings, writeAddress } from '../lab-address.ts';

const KEY = 'attention-playground.lab.';

export class KeptAnswers {
  /** Of this page alone: in a frame, of which a course may have several in a tab, and where nothing can be stored. */
  #here: Map<string, Settings> = new Map();

  /** Whether answers are hidden is no part of it: the address says that, or the course. */
  keep(id: string, settings: Settings) {
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

  of(id: string): Settings {
    const text = stored(id);
    return text === null ? (this.#here.get(id) ?? {}) : readAddress(text).place.settings;
  }
}

function stored(id: string) {
  try {
    return framed ? null : sessionStorage.getItem(KEY + id);
  } catch {
    return null;
  }
}
