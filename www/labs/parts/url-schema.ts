// What a lab takes from its address, name by name, and what is said of the rest.

/** By the name of a setting: whether a text can be read there. @typedef {Record<string, (text: string) => boolean>} Takes */

/** Its field shows it, and says what is wrong with it. */
export const anything = () => true;

/** @param {string[]} choices */
export const oneOf =
  (...choices) =>
  (/** @type {string} */ text) =>
    choices.includes(text);

/** @param {[number, number]} range */
export const within =
  ([least, most]) =>
  (/** @type {string} */ text) =>
    text.trim() !== '' && Number(text) >= least && Number(text) <= most;

/** @param {string} item as a regular expression has it */
export const listOf = (item) => (/** @type {string} */ text) =>
  new RegExp(`^${item}(,${item})*$`).test(text);

/** The same for several names. @param {string[]} names @param {(text: string) => boolean} test @returns {Takes} */
export const each = (names, test) => Object.fromEntries(names.map((name) => [name, test]));

/** What a link gives in vain, in words, or nothing. @param {import('../lab-address.js').Settings} settings @param {Takes} takes */
export function unread(settings, takes) {
  const lost = Object.entries(settings)
    .filter(([name, text]) => !(Object.hasOwn(takes, name) && takes[name](text)))
    .map(([name, text]) => `${short(name)} = “${short(text)}”`);
  if (lost.length === 0) return '';
  const last = lost.pop();
  const named = lost.length > 0 ? `${lost.join(', ')} and ${last}` : last;
  return `This link gives ${named}, which this lab cannot read. What it gives besides is here.`;
}

/** A damaged link may hold anything. @param {string} text */
const short = (text) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
