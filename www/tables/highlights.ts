// Which cells are lit: the one in hand or pointed at, where it came from, and what depends on it.
import { flatten } from '../lib/tensor-views.js';

/** @typedef {import('../../pkg/attention_playground.js').Explanation} Explanation */
/** @typedef {import('../../pkg/attention_playground.js').Trace} Trace */
/** @typedef {import('../state/results.js').Place} Place */
/**
 * Of one step, as places in its data: counted row by row from 0.
 * @typedef {{held: number, pointed: number, sources: Set<number>, origins: Set<number>, dependents: Set<number>}} Lights
 */

/** @returns {Lights} */
const none = () => ({
  held: -1,
  pointed: -1,
  sources: new Set(),
  origins: new Set(),
  dependents: new Set(),
});

/** Shared by every step without lights, so that its table need not be drawn again. */
export const DARK = none();

/**
 * @param {Trace} trace
 * @param {{held: Place | null, explanation: Explanation | null, pointed: Place | null, glance: Explanation | null}} hand
 * @returns {Map<string, Lights>} by step id
 */
export function lightsOf(trace, { held, explanation, pointed, glance }) {
  const shapes = new Map(trace.steps.map(({ id, tensor }) => [id, tensor.shape]));
  /** @type {Map<string, Lights>} */
  const lights = new Map();
  const of = (/** @type {string} */ step) => {
    const found = lights.get(step) ?? none();
    lights.set(step, found);
    return found;
  };
  const flat = (/** @type {Place} */ { step, index }) => flatten(index, shapes.get(step) ?? []);
  const shown = held ? explanation : glance;
  for (const cell of shown?.sources ?? []) of(cell.step).sources.add(flat(cell));
  for (const cell of shown?.origins ?? []) of(cell.step).origins.add(flat(cell));
  if (held) for (const cell of shown?.dependents ?? []) of(cell.step).dependents.add(flat(cell));
  if (held && shapes.has(held.step)) of(held.step).held = flat(held);
  if (pointed && shapes.has(pointed.step)) of(pointed.step).pointed = flat(pointed);
  return lights;
}

/** `lightsOf` with a memory: a cell of a large result has tens of thousands of origins. */
export function rememberLights() {
  /** @type {unknown[]} */
  let known = [];
  /** @type {Map<string, Lights>} */
  let lights = new Map();
  return (/** @type {Trace} */ trace, /** @type {Parameters<typeof lightsOf>[1]} */ hand) => {
    const { held, explanation, pointed, glance } = hand;
    const asked = [trace, held, explanation, pointed, glance];
    if (asked.some((part, at) => part !== known[at])) lights = lightsOf(trace, hand);
    known = asked;
    return lights;
  };
}

/**
 * The classes of one cell. Cells that stand together get one ring round the group, so each says on
 * which sides its group ends.
 * @param {Lights} lights @param {number} flat
 * @param {{up: number, down: number, left: number, right: number}} around the neighbours, −1 for none
 */
export function lightClasses(lights, flat, around) {
  if (lights === DARK) return '';
  const { held, pointed, sources, origins, dependents } = lights;
  const classes = [];
  if (held === flat) classes.push('held');
  if (pointed === flat && held !== flat) classes.push('pointed');
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
