// Which layer a text names: layers are counted from 0.
import { wholeNumberIn } from '../../lib/number-words.ts';

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

/** "layer 1", "one", "the second layer" and "the last" name the layer that is counted as 1 of two. */
export function layerIn(text: string, count: number): number | null {
  const [digits] = /\d+/.exec(text) ?? [];
  const word = ORDINALS.findIndex((ordinal) => new RegExp(`\\b${ordinal}\\b`, 'i').test(text));
  const named = /\blast\b/i.test(text) ? count - 1 : word;
  const told = digits === undefined ? named : Number(digits);
  const layer = told >= 0 ? told : (wholeNumberIn(text) ?? -1);
  return layer >= 0 && layer < count ? layer : null;
}
