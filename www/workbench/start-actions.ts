// Where a person starts from: one of the variants, one of the examples, or numbers by chance.
import * as edits from '../state/edits.js';

/** @typedef {import('./workbench.js').Desk} Desk */
/** @typedef {import('../state/edits.js').State} State */

/** Open an example, in one step to undo. @param {Desk} desk @param {{variant: string, example: string}} choice */
export function pickExample(desk, { variant, example: id }) {
  const info = desk.variants.find((one) => one.id === variant);
  const example = info?.examples.find((one) => one.id === id);
  if (!info || !example) return;
  desk.session.letGo();
  desk.forgetReports();
  desk.spoken = `${example.title}. ${example.notice}`;
  const open = edits.exampleOf(info, example);
  const opened = (/** @type {State} */ state) => ({
    ...edits.shownLike(open, state),
    gradients: open.gradients || state.gradients,
  });
  desk.change(opened, { coarse: true });
}

/** @param {Desk} desk @param {{spread?: import('../state/queries/random-values.js').Spread, seed?: string}} set */
export function setChance(desk, { spread, seed }) {
  if (spread) desk.chance.spread = spread;
  if (seed !== undefined) desk.chance.setSeed(seed);
  desk.say(`Numbers by chance: seed ${desk.chance.seed}.`);
}

/** Fill one input with numbers by chance, or all. @param {Desk} desk @param {{name?: string, next?: boolean}} which */
export async function fillByChance(desk, { name, next }) {
  const before = desk.store?.state;
  const drawn = before && (await desk.chance.draw(before, name, next));
  if (!drawn || desk.store?.state !== before) return;
  desk.forgetReports();
  desk.change((state) => edits.setSheets(state, drawn));
  desk.say(`${name ?? 'All inputs'}: numbers by chance, seed ${desk.chance.seed}.`);
}

/** @param {Desk} desk @param {string} id */
export function pickVariant(desk, id) {
  const to = desk.variants.find((variant) => variant.id === id);
  if (!to || id === desk.store?.state.variant) return;
  desk.session.letGo();
  desk.forgetReports();
  desk.change((state) => desk.shelf.change(state, to, desk.variants), { coarse: true });
}
