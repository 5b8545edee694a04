// How names, texts and lines are spelled in a link.
import { quoted } from '../../lib/quoted.ts';
import { BrokenLink } from './broken-link.ts';

export const VERSION = '1'; // of the spelling; a link of a later one has to say so
export const LIVE = '.'; // among the columns of a comparison: the state that the rest of the link gives

/** At the first mark only. */
export function split(text: string, mark: string) {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Keep what is safe there and easy to read; a blank is written _. */
export function encode(text: string) {
  if (/^[-.\d]+$/.test(text)) return text; // most of a large table
  if (text === '') return '_';
  const whole = text.replace(/\p{Surrogate}/gu, '\uFFFD'); // half a character has no code
  return encodeURIComponent(whole).replaceAll('%2F', '/').replaceAll('_', '%5F');
}

/** Lines are parted by ~, since a mail takes the breaks between lines for its own. */
export const encodeLines = (text: string) =>
  encode(text).replaceAll('~', '%7E').replaceAll('%0A', '~').replaceAll('%2C', ',');

export const decodeLines = (text: string) => decode(text.replaceAll('~', '%0A'));

export function decode(text: string) {
  if (text === '_') return '';
  try {
    return decodeURIComponent(text);
  } catch {
    throw new BrokenLink(`${quoted(text)} is not spelled as a link is`);
  }
}
