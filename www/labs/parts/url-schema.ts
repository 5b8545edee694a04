// What a lab takes from its address, name by name, and what is said of the rest.
import type { Settings } from '../lab-address.ts';

/** By the name of a setting: whether a text can be read there. */
export type Takes = Record<string, (text: string) => boolean>;

/** Its field shows it, and says what is wrong with it. */
export const anything = () => true;

export const oneOf =
  (...choices: string[]) =>
  (text: string) =>
    choices.includes(text);

export const within =
  ([least, most]: [number, number]) =>
  (text: string) =>
    text.trim() !== '' && Number(text) >= least && Number(text) <= most;

/** @param item as a regular expression has it */
export const listOf = (item: string) => (text: string) =>
  new RegExp(`^${item}(,${item})*$`).test(text);

/** The same for several names. */
export const each = (names: string[], test: (text: string) => boolean): Takes =>
  Object.fromEntries(names.map((name) => [name, test]));

/** What a link gives in vain, in words, or nothing. */
export function unread(settings: Settings, takes: Takes) {
  const lost = Object.entries(settings)
    .filter(([name, text]) => !(Object.hasOwn(takes, name) && takes[name](text)))
    .map(([name, text]) => `${short(name)} = “${short(text)}”`);
  if (lost.length === 0) return '';
  const last = lost.pop();
  const named = lost.length > 0 ? `${lost.join(', ')} and ${last}` : last;
  return `This link gives ${named}, which this lab cannot read. What it gives besides is here.`;
}

/** A damaged link may hold anything. */
const short = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
