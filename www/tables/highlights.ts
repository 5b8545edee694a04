// Which cells are lit: the one in hand or pointed at, where it came from, and what depends on it.
import type { Explanation, Trace } from '../../pkg/attention_playground.js';
import { flatten } from '../lib/tensor-views.ts';
import type { Place } from '../state/place.ts';

/** Of one step, as places in its data: counted row by row from 0. */
export interface Highlights {
  pinned: number;
  pointed: number;
  sources: Set<number>;
  origins: Set<number>;
  dependents: Set<number>;
}

const none = (): Highlights => ({
  pinned: -1,
  pointed: -1,
  sources: new Set(),
  origins: new Set(),
  dependents: new Set(),
});

/** Shared by every step without highlights, so that its table need not be drawn again. */
export const NO_HIGHLIGHTS = none();

/** @returns by step id */
export function highlightsOf(
  trace: Trace,
  {
    pinned,
    explanation,
    pointed,
    glance,
  }: {
    pinned: Place | null;
    explanation: Explanation | null;
    pointed: Place | null;
    glance: Explanation | null;
  },
): Map<string, Highlights> {
  const shapes = new Map(trace.steps.map(({ id, tensor }) => [id, tensor.shape]));
  const highlights: Map<string, Highlights> = new Map();
  const of = (step: string) => {
    const found = highlights.get(step) ?? none();
    highlights.set(step, found);
    return found;
  };
  const flat = ({ step, index }: Place) => flatten(index, shapes.get(step) ?? []);
  const shown = pinned ? explanation : glance;
  for (const cell of shown?.sources ?? []) of(cell.step).sources.add(flat(cell));
  for (const cell of shown?.origins ?? []) of(cell.step).origins.add(flat(cell));
  if (pinned) for (const cell of shown?.dependents ?? []) of(cell.step).dependents.add(flat(cell));
  if (pinned && shapes.has(pinned.step)) of(pinned.step).pinned = flat(pinned);
  if (pointed && shapes.has(pointed.step)) of(pointed.step).pointed = flat(pointed);
  return highlights;
}

/** `highlightsOf` with a memory: a cell of a large result has tens of thousands of origins. */
export function rememberHighlights() {
  let known: unknown[] = [];
  let highlights: Map<string, Highlights> = new Map();
  return (trace: Trace, hand: Parameters<typeof highlightsOf>[1]) => {
    const { pinned, explanation, pointed, glance } = hand;
    const asked = [trace, pinned, explanation, pointed, glance];
    if (asked.some((part, at) => part !== known[at])) highlights = highlightsOf(trace, hand);
    known = asked;
    return highlights;
  };
}

/**
 * The classes of one cell. Cells that stand together get one ring round the group, so each says on
 * which sides its group ends.
 * @param around the neighbours, −1 for none
 */
export function highlightClasses(
  highlights: Highlights,
  flat: number,
  around: { up: number; down: number; left: number; right: number },
) {
  if (highlights === NO_HIGHLIGHTS) return '';
  const { pinned, pointed, sources, origins, dependents } = highlights;
  const classes = [];
  if (pinned === flat) classes.push('pinned');
  if (pointed === flat && pinned !== flat) classes.push('pointed');
  if (dependents.has(flat)) classes.push('dependent');
  const group = sources.has(flat) ? sources : origins;
  if (group.has(flat)) {
    classes.push(group === sources ? 'source' : 'origin');
    if (!group.has(around.up)) classes.push('end-up');
    if (!group.has(around.down)) classes.push('end-down');
    if (!group.has(around.left)) classes.push('end-left');
    if (!group.has(around.right)) classes.push('end-right');
  }
  return classes.join(' ');
}
