// The answers to a lab as a short text to hand in: what stands after # in its link, with a check of itself at its end.
import { BrokenLink } from './broken-link.ts';

/** At the end, of what stands before it. */
const CHECK = /^(.*)[?&]check=(\w*)$/s;

/** Whether a text ends as a code does. */
export const isCode = (text: string) => CHECK.test(text.trim());

/** @param text after the # */
export const withCheck = (text: string) =>
  `${text}${text.includes('?') ? '&' : '?'}check=${checkOf(text)}`;

/** The text without its check, if it has one. @returns or throws BrokenLink */
export function checked(text: string) {
  const [, rest, check] = CHECK.exec(text) ?? [];
  if (rest === undefined) return text;
  if (check.toLowerCase() !== checkOf(rest))
    throw new BrokenLink('a part of it is missing, or was changed on the way: copy it once more');
  return rest;
}

/** FNV-1a over the characters, as seven letters and digits. */
function checkOf(text: string) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, '0');
}
