// What a lab or a model takes from its address, name by name, and what is said of the rest.
import { quoted, shortened } from '../../lib/quoted.ts';
import type { Settings } from './lab-codec.ts';

/** By the name of a setting: whether a text can be read there. */
export type UrlSchema = Record<string, (text: string) => boolean>;

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
export const each = (names: string[], test: (text: string) => boolean): UrlSchema =>
  Object.fromEntries(names.map((name) => [name, test]));

/** What a link gives in vain, in words, or nothing. @param reader what it leads to */
export function unread(settings: Settings, schema: UrlSchema, reader = 'this lab') {
  const lost = Object.entries(settings)
    .filter(([name, text]) => !(Object.hasOwn(schema, name) && schema[name](text)))
    .map(([name, text]) => `${shortened(name)} = ${quoted(text)}`);
  if (lost.length === 0) return '';
  const last = lost.pop();
  const named = lost.length > 0 ? `${lost.join(', ')} and ${last}` : last;
  return `This link gives ${named}, which ${reader} cannot read. Everything else in it is here.`;
}
