// Where a person starts from: one of the variants, one of the examples, or random values.
import type { State } from '../state/edits.ts';
import * as edits from '../state/edits.ts';
import type { Desk } from './workbench.ts';

/** Open an example, in one step to undo. */
export function pickExample(desk: Desk, { variant, example: id }: Actions['example-pick']) {
  const info = desk.variants.find((one) => one.id === variant);
  const example = info?.examples.find((one) => one.id === id);
  if (!info || !example) return;
  desk.session.unpin();
  desk.pastes.forget();
  desk.spoken = `${example.title}. ${example.notice}`;
  const open = edits.exampleOf(info, example);
  const opened = (state: State) => ({
    ...edits.shownLike(open, state),
    gradients: open.gradients || state.gradients,
  });
  desk.change(opened, { coarse: true });
}

export function setRandom(desk: Desk, { spread, seed }: Actions['random-set']) {
  if (spread) desk.randomValues.spread = spread;
  if (seed !== undefined) desk.randomValues.setSeed(seed);
  desk.say(`Random values: seed ${desk.randomValues.seed}.`);
}

/** Fill one input with random values, or all. */
export async function fillRandom(desk: Desk, { name, next }: Actions['random-fill']) {
  const before = desk.store?.state;
  const drawn = before && (await desk.randomValues.draw(before, name, next));
  if (!drawn || desk.store?.state !== before) return;
  desk.pastes.forget();
  desk.change((state) => edits.setInputs(state, drawn));
  desk.say(`${name ?? 'All inputs'}: random values, seed ${desk.randomValues.seed}.`);
}

export function pickVariant(desk: Desk, id: string) {
  const to = desk.variants.find((variant) => variant.id === id);
  if (!to || id === desk.store?.state.variant) return;
  desk.session.unpin();
  desk.pastes.forget();
  desk.change((state) => desk.drafts.change(state, to, desk.variants), { coarse: true });
}
