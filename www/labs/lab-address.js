// A lab's address: `#why-root-d?d=64&answers=hide`, read with care and kept in step with the settings.

/** What a person has chosen and typed in a lab, by name. @typedef {Record<string, string>} Settings */
/** @typedef {{id: string, settings: Settings, answers: 'show' | 'hide'}} Place */

const LONGEST = 8000; // characters; some programs cut a longer address

/** @param {string} hash @returns {Place} */
export function readAddress(hash) {
  const [id, query = ''] = hash.replace(/^#/, '').split('?', 2);
  /** @type {Settings} */
  const settings = {};
  for (const [name, value] of new URLSearchParams(query.slice(0, LONGEST))) settings[name] = value;
  const { answers, ...rest } = settings;
  return { id, settings: rest, answers: answers === 'hide' ? 'hide' : 'show' };
}

/** @param {Place} place */
export function writeAddress({ id, settings, answers }) {
  const query = new URLSearchParams(settings);
  if (answers === 'hide') query.set('answers', 'hide');
  // Brackets, commas and the like are safe after #, and easier to read.
  const text = query
    .toString()
    .replace(/%(2C|3A|28|29|2F|5E|3B|40)/g, (code) => decodeURIComponent(code));
  if (text.length > LONGEST) return `#${id}`;
  return text === '' ? `#${id}` : `#${id}?${text}`;
}
