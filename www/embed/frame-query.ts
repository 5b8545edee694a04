// What the author of a frame says in its address, before the #, where nothing that is typed comes.
import { isCounter } from '../state/url/mended-link.ts';
import { type Read, readSettings, unknownName } from './read-settings.ts';
import type { Embedded } from './schema.ts';

export function readQuery(element: Embedded, search: string): Read {
  const pairs = [...new URLSearchParams(search.replaceAll('&amp;', '&'))];
  const given = pairs.filter(([name]) => !isCounter(name) && !isPage(name));
  const names = given.map(([name]) => name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  const read = readSettings(element, new Map(given));
  if (twice !== undefined)
    read.remarks.push(`The address gives “${twice}” twice: the last one is taken.`);
  if (element !== 'playground')
    read.remarks.push(...read.others.map(([name]) => unknownName(element, name)));
  return read;
}

/** In a file that is all pages in one, which of them. */
const isPage = (name: string) => name.endsWith('.html');
