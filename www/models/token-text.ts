// How a token is written on the screen: its space visible, and letters of several bytes put together again.

const SPACE = '␣';
const LINE = '↵';

/** Byte-level vocabularies write each byte as a letter: those that are no visible character come from 256 on. */
const bytes: Map<string, number> = new Map();
let next = 256;
for (let byte = 0; byte < 256; byte += 1) {
  const isVisible = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  bytes.set(String.fromCodePoint(isVisible ? byte : next), byte);
  if (!isVisible) next += 1;
}

const visible = (text: string) => text.replaceAll(' ', SPACE).replaceAll('\n', LINE);

/** A token as the vocabulary writes it, for people. @param byteLevel as GPT-2's */
export function tokenText(token: string, byteLevel: boolean) {
  if (!byteLevel) return visible(token);
  const found = [...token].map((letter) => bytes.get(letter));
  if (found.some((byte) => byte === undefined)) return visible(token); // a special token's name
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    return visible(decoder.decode(Uint8Array.from(found as number[])));
  } catch {
    return visible(token); // a part of a character
  }
}

/** For reading aloud: its place and its letters. */
export const spoken = (text: string, at: number) =>
  `${at + 1}: ${text.replaceAll(SPACE, ' ').replaceAll(LINE, 'new line').trim() || 'space'}`;
