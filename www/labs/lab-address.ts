// A lab's address: `#why-root-d?answers=hide&d=64`, read with care and kept in step with the settings.

/** What a person has chosen and typed in a lab, by name. @typedef {Record<string, string>} Settings */
/** @typedef {{id: string, settings: Settings, answers: 'show' | 'hide'}} Place */

/** `lost` where it says only that there is more, which was kept elsewhere: see bars.js. @param {string} text with its # @returns {{place: Place, lost: boolean}} */
export function readAddress(text) {
  const [id, query = ''] = text.replace(/^#/, '').split('?', 2);
  /** @type {Settings} */
  const given = {};
  for (const [name, value] of new URLSearchParams(query)) given[name] = value;
  const { answers, kept, ...settings } = given;
  /** @type {Place} */
  const place = { id, settings, answers: answers === 'hide' ? 'hide' : 'show' };
  return { place, lost: kept !== undefined };
}

/** Whether answers are hidden comes first, so that no program that cuts a long address shows them. @param {Place} place */
export function writeAddress({ id, settings, answers }) {
  const query = new URLSearchParams({ ...(answers === 'hide' && { answers }), ...settings });
  // Brackets, commas and the like are safe after #, and easier to read.
  const text = query
    .toString()
    .replace(/%(2C|3A|28|29|2F|5E|3B|40)/g, (code) => decodeURIComponent(code));
  return text === '' ? `#${id}` : `#${id}?${text}`;
}
