// The weights of some heads as lines from queries to keys, and as bars beside tokens: paths by head and strength.
import { ROW } from './token-column.ts';

/** A weight below this would not be seen, and is not drawn. */
export const LEAST = 0.02;
const LEVELS = 12;
const BAR = 5; // pixels: under the letters, which stay legible

/** Heads have the hues of the eight axes, and dashes from the ninth on. */
const HUES = [...'ijdmhfcb'];

export const hueOf = (head: number) => HUES[head % HUES.length];
export const isDashed = (head: number) => head >= HUES.length;

export interface Shown {
  /** [h, i, j] of one layer. */
  weights: Float32Array;
  size: number;
  heads: number[];
  keep: (i: number, j: number) => boolean;
  /** Queries and keys whose lines stay. */
  lit: (i: number, j: number) => boolean;
}

/** Path of one head and one strength. */
export interface Strand {
  head: number;
  opacity: number;
  d: string;
}

/** Every weight that is drawn. */
function* drawn({ weights, size, heads, keep, lit }: Shown) {
  for (const head of heads)
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j < size; j += 1) {
        const weight = weights[(head * size + i) * size + j];
        if (weight >= LEAST && lit(i, j) && keep(i, j)) yield { head, i, j, weight };
      }
}

function strands(all: Iterable<{ head: number; weight: number; d: string }>): Strand[] {
  const paths = new Map<string, { head: number; level: number; parts: string[] }>();
  for (const { head, weight, d } of all) {
    const level = Math.max(1, Math.ceil(Math.min(1, weight) * LEVELS));
    const key = `${head} ${level}`;
    const path = paths.get(key) ?? { head, level, parts: [] };
    path.parts.push(d);
    paths.set(key, path);
  }
  return [...paths.values()]
    .sort((a, b) => a.level - b.level)
    .map(({ head, level, parts }) => ({ head, opacity: level / LEVELS, d: parts.join('') }));
}

/** @param width of the field between the tokens */
export function linesOf(shown: Shown, width: number): Strand[] {
  function* lines() {
    for (const { head, i, j, weight } of drawn(shown))
      yield { head, weight, d: `M0 ${(i + 0.5) * ROW}L${width} ${(j + 0.5) * ROW}` };
  }
  return strands(lines());
}

/** A bar a head under each token of the other side: the sum over what is lit. @param side which tokens are lit */
export function barsOf(shown: Shown, side: 'query' | 'key', width: number): Strand[] {
  const { size, heads } = shown;
  const sums = new Float64Array(heads.length * size);
  for (const { head, i, j, weight } of drawn(shown))
    sums[heads.indexOf(head) * size + (side === 'query' ? j : i)] += weight;
  const each = width / heads.length;
  function* bars() {
    for (const [at, head] of heads.entries())
      for (let token = 0; token < size; token += 1) {
        const weight = sums[at * size + token];
        if (weight > 0)
          yield {
            head,
            weight,
            d: `M${at * each} ${(token + 1) * ROW - BAR - 1}h${each}v${BAR}h${-each}z`,
          };
      }
  }
  return strands(bars());
}
