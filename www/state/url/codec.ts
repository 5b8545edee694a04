// The state as the text after # in the address, and back.
import { infoOf, programIn } from '../own-program.ts';
import { type Found, type Known, readLink } from './read-link.ts';
import { split } from './spelling.ts';
import type { Codec } from './sync.ts';
import { writeLink } from './write-link.ts';

/**
 * @param start what an empty link says: the text of a link, such as a variant alone
 * @param isHome whether it says so on the site, so that it is written as an empty link too
 * @param described the variants, and the programs that are read by now
 */
export const stateCodec = (
  known: Known,
  start: string,
  isHome: boolean,
  described: () => Known['variants'] = () => known.variants,
): Codec<Found> => ({
  write({ state, pinned }) {
    const { panels } = known;
    const variants = described();
    const info = infoOf(variants, state.variant) ?? null;
    const isWritten = info || programIn(state.variant) !== null;
    const text = isWritten ? writeLink(state, info, { pinned, panels, variants }) : '';
    return isHome && text === `#${start}` ? '' : text;
  },
  // A link may leave the variant out.
  read: (text) =>
    readLink(text.startsWith('?') ? split(start, '?')[0] + text : text || start, known),
  packs: true,
});
