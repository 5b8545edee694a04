// Other numbers for each student: a table of seeds and of the links whose inputs are drawn from them.
import { type Embed, frameAddress } from '../embed/snippets.ts';
import { type State, setInputs } from '../state/edits.ts';
import { RandomValues } from '../state/queries/random-values.ts';
import { stateCodec } from '../state/url/codec.ts';
import { lasting } from '../state/url/mended-link.ts';
import type { Workbench } from './workbench.ts';

export const MOST = 500; // students

/** Which seeds: of the first student, and how many follow. */
export interface Seeds {
  first: number;
  count: number;
}

/** What a link says behind its #, also of what the page opens with. */
export function stateText({ known }: Workbench, state: State) {
  const codec = stateCodec(known, '', false);
  return lasting(codec.write({ state, pinned: null })).slice(1);
}

/** A line each, for a spreadsheet; null where it is wanted no more. @param embed what all of them are */
export async function studentLinks(workbench: Workbench, embed: Embed, { first, count }: Seeds) {
  const { store, info, engine, author } = workbench;
  if (!store || !info) return null;
  const random = new RandomValues(engine);
  random.spread = 'whole';
  const lines = ['seed\tlink'];
  for (let seed = first; seed < first + count; seed += 1) {
    random.setSeed(String(seed));
    const drawn = await random.draw(store.state, undefined, false, info);
    if (!drawn) return null;
    const free = Object.entries(drawn).filter(([name]) => !author.locked.has(name));
    const next = setInputs(store.state, Object.fromEntries(free));
    lines.push(`${seed}\t${frameAddress({ ...embed, state: stateText(workbench, next) })}`);
  }
  return lines.join('\n');
}
