// How alike two vectors are from layer to layer, in words.
import { write } from '../../lib/format.ts';

/** After what a vector is read: the embedding, or a layer. */
export const placeOf = (at: number) => (at === 0 ? 'the embedding' : `layer ${at - 1}`);

/** What the cosines do from the embedding to the last layer, which need not fall. */
export function course(likenesses: number[]) {
  const [first] = likenesses;
  const last = likenesses.length - 1;
  const value = (at: number) => write(likenesses[at], 3);
  const least = likenesses.indexOf(Math.min(...likenesses));
  const begins = `The cosine is ${value(0)} after the embedding, where only the positions differ`;
  if (least === 0)
    return `${begins}. No layer lowers it below that: the layers make the two more alike.`;
  const rises = likenesses.some((likeness, at) => at > 0 && likeness > likenesses[at - 1]);
  const ends = least < last && likenesses[last] < first ? `, and ${value(last)} at the end` : '';
  const course = rises
    ? ' After some layers it is higher than before: a layer can add similar vectors to both.'
    : ' Every layer lowers it.';
  return `${begins}. It is lowest after ${placeOf(least)} (${value(least)})${ends}.${course}`;
}
