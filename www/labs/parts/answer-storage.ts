// What was typed in each lab, kept for this tab, so that a link to a lab alone leads back to it.
import { tabStorage } from '../../lib/storage.ts';
import { framed } from '../../state/url/backend.ts';
import { labCodec, type Settings } from '../../state/url/lab-codec.ts';

const KEY = 'attention-playground.lab.';

export class AnswerStorage {
  /** Of this page alone: in a frame, of which a course may have several in a tab, and where nothing can be stored. */
  #here: Map<string, Settings> = new Map();

  /** Whether answers are hidden is no part of it: the address says that, or the course. */
  store(id: string, settings: Settings) {
    this.#here.set(id, settings);
    if (framed) return;
    const isEmpty = Object.keys(settings).length === 0;
    const text = isEmpty ? null : labCodec.write({ id, settings, answers: 'show' });
    tabStorage.set(KEY + id, text);
  }

  of(id: string): Settings {
    const text = framed ? null : tabStorage.get(KEY + id);
    return text === null
      ? (this.#here.get(id) ?? {})
      : labCodec.read(text.replace(/^#/, '')).settings;
  }
}
