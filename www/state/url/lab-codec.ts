// A lab and what is set in it as the text after # in the address, and back: `#why-root-d?answers=hide&d=64`.
import { checked } from './answer-code.ts';
import type { Codec } from './sync.ts';

/** What a person has chosen and typed in a lab, by name. */
export type Settings = Record<string, string>;

/** What is said of a link that holds less than was typed. */
export const LOST =
  'What was typed was too large for this link: only the tab where it was made still has it.';

export interface LabPlace {
  id: string;
  settings: Settings;
  answers: 'show' | 'hide';
  /** The address says only that there is more, which the tab that it was made in has kept. */
  lost?: boolean;
}

export const labCodec: Codec<LabPlace> = {
  /** Whether answers are hidden comes first, so that no program that cuts a long address shows them. */
  write({ id, settings, answers }) {
    const query = new URLSearchParams({ ...(answers === 'hide' && { answers }), ...settings });
    // Brackets, commas and the like are safe after #, and easier to read.
    const text = query
      .toString()
      .replace(/%(2C|3A|28|29|2F|5E|3B|40)/g, (code) => decodeURIComponent(code));
    return text === '' ? `#${id}` : `#${id}?${text}`;
  },

  /** Whatever it gives: what a lab cannot read of it is known when the lab is there. */
  read(text) {
    const [id, query = ''] = checked(text).split('?', 2);
    const given: Settings = {};
    for (const [name, value] of new URLSearchParams(query)) given[name] = value;
    const { answers, kept, version: _, ...settings } = given;
    return {
      id,
      settings,
      answers: answers === 'hide' ? 'hide' : 'show',
      lost: kept !== undefined,
    };
  },

  packs: false, // whether answers are hidden stays to be read
};
