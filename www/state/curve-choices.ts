// Which curves can be drawn beside each other: every variant that grows with the same letter.
import type { CurvesRequest, VariantInfo } from '../../pkg/attention_playground.js';
import type { Value, View } from './edits.ts';
import { type Described, infoOf } from './own-program.ts';

/**
 * `id` is what links call it: a variant, and where its features have a choice of widths, the map.
 */
export interface Series {
  id: string;
  name: string;
  info: Described;
  params: Record<string, Value>;
}

export const MOST_CURVES = 4; // as many as can be told apart without colour

const MAP = 'feature_map';

/** From a short paragraph to a long book, four sizes to an octave. */
export const SPAN: { range: [number, number]; points: number } = {
  range: [16, 131_072],
  points: 53,
};

/** The sizes that stand for letters of a cost. */
export const letters = (at: View['at']) =>
  Object.fromEntries(Object.entries(at).filter(([name]) => /^[a-zA-Z]$/.test(name)));

/** What else counts the places of a sequence in programs of one's own. */
const SEQUENCE = 'tslx';

/**
 * A cache grows with n, a sequence with N, as the core writes i and j; a program without these in a
 * letter of its own.
 */
export function sequenceLetter({ axes, program }: VariantInfo & { program?: string }) {
  const has = (letter: string) => axes.some((axis) => axis.letter === letter);
  if (has('n')) return 'n';
  if (program === undefined) return 'N';
  // Where a program says N, D or M itself, or neither i nor j, its costs stay in its own letters.
  const isOwn = ['N', 'D', 'M'].some(has);
  if (has('i') || has('j')) return isOwn ? ([...'ij'].find(has) ?? 'N') : 'N';
  return [...SEQUENCE].find(has) ?? axes[0]?.letter ?? 'N';
}

function seriesOf(info: Described, map?: Value, params: Record<string, Value> = {}): Series {
  const choice = info.params
    .find(({ name }) => name === MAP)
    ?.choices.find(({ value }) => value === map);
  if (!choice) return { id: info.id, name: info.title, info, params };
  const name = `${info.title}, ${choice.label.replaceAll(' ', '\u00a0')}\u00a0map`;
  return { id: `${info.id}.${map}`, name, info, params: { ...params, [MAP]: choice.value } };
}

/** The curve of a variant with these parameters. */
export const ownSeries = (info: Described, params: Record<string, Value>) =>
  seriesOf(info, params[MAP] ?? info.params.find(({ name }) => name === MAP)?.default, params);

/** The curves that a question to the core was about. */
export const askedSeries = ({ curves }: CurvesRequest, variants: Described[]) =>
  curves.flatMap(({ variant, request }) => {
    const info = infoOf(variants, variant);
    return info ? [ownSeries(info, request?.params ?? {})] : [];
  });

/** Every curve that grows with a letter. */
export function offered(variants: Described[], letter: string): Series[] {
  const grow = variants.filter(
    (info) => info.program === undefined && sequenceLetter(info) === letter,
  );
  return grow.flatMap((info) => {
    const maps = info.params.find(({ name }) => name === MAP)?.choices ?? [];
    if (maps.length === 0) return [seriesOf(info)];
    return maps.map(({ value }) => seriesOf(info, value));
  });
}

/**
 * The first curve that crosses that of a variant: of one whose cost grows with N·N, one whose features
 * let it grow with N, and the other way round. A cache has none.
 */
export function crossing(variants: Described[], own: Described): string[] {
  if (sequenceLetter(own) !== 'N') return [];
  const hasFeatures = ({ params }: Described) => params.some(({ name }) => name === MAP);
  const other = offered(variants, 'N').find(({ info }) => hasFeatures(info) !== hasFeatures(own));
  return other ? [other.id] : [];
}

/** The curves that may be drawn beside one. An n of one's own counts what others cache only where there is a cache. */
export function besides(variants: Described[], own: Series) {
  const { program, inputs } = own.info;
  const letter = sequenceLetter(own.info);
  const isOther = program !== undefined && !inputs.some(({ name }) => name.startsWith('prev_'));
  if (letter === 'n' && isOther) return [];
  return offered(variants, letter).filter(({ id }) => id !== own.id);
}

/** The curves that are drawn: a variant's own first, then the chosen ones that fit beside it. @param chosen ids */
export function drawn(variants: Described[], own: Series, chosen: string[]) {
  const others = besides(variants, own);
  // In the order of the choice, so that one more curve leaves the others as they are.
  const wanted = chosen.flatMap((id) => others.filter((other) => other.id === id));
  return [own, ...new Set(wanted)].slice(0, MOST_CURVES);
}
