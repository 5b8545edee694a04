// A lab's address: `#why-root-d?answers=hide&d=64`, read with care and kept in step with the settings.

/** What a person has chosen and typed in a lab, by name. */
export type Settings = Record<string, string>;

export interface Place {
  id: string;
  settings: Settings;
  answers: 'show' | 'hide';
}

/** `lost` where it says only that there is more, which was kept elsewhere: see bars.js. @param text with its # */
export function readAddress(text: string): { place: Place; lost: boolean } {
  const [id, query = ''] = text.replace(/^#/, '').split('?', 2);
  const given: Settings = {};
  for (const [name, value] of new URLSearchParams(query)) given[name] = value;
  const { answers, kept, ...settings } = given;
  const place: Place = { id, settings, answers: answers === 'hide' ? 'hide' : 'show' };
  return { place, lost: kept !== undefined };
}

/** Whether answers are hidden comes first, so that no program that cuts a long address shows them. */
export function writeAddress({ id, settings, answers }: Place) {
  const query = new URLSearchParams({ ...(answers === 'hide' && { answers }), ...settings });
  // Brackets, commas and the like are safe after #, and easier to read.
  const text = query
    .toString()
    .replace(/%(2C|3A|28|29|2F|5E|3B|40)/g, (code) => decodeURIComponent(code));
  return text === '' ? `#${id}` : `#${id}?${text}`;
}
