// Where a person starts from: one of the variants, one of the examples, or random values.
import { nearestNamed } from '../lib/nearest-name.ts';
import { quoted } from '../lib/quoted.ts';
import type { State } from '../state/edits.ts';
import * as edits from '../state/edits.ts';
import type { Described } from '../state/own-program.ts';
import type { Workbench } from './workbench.ts';

/** Open an example, in one step to undo. */
export function pickExample(
  workbench: Workbench,
  { variant, example: id }: Actions['example-pick'],
) {
  const info = workbench.shipped.find((one) => one.id === variant);
  const example = info?.examples.find((one) => one.id === id);
  if (!info || !example) return;
  workbench.selection.unpin();
  workbench.pastes.forget();
  workbench.carried = null;
  workbench.spoken = `${example.title}. ${example.notice}`;
  const open = edits.exampleOf(info, example);
  const opened = (state: State) => ({
    ...edits.shownLike(open, state),
    gradients: open.gradients || state.gradients,
  });
  workbench.change(opened, { coarse: true });
}

export function setRandom(workbench: Workbench, { spread, seed }: Actions['random-set']) {
  if (spread) workbench.randomValues.spread = spread;
  if (seed !== undefined) workbench.randomValues.setSeed(seed);
  workbench.say(`Random values: seed ${workbench.randomValues.seed}.`);
}

/** Fill one input with random values, or all. */
export async function fillRandom(workbench: Workbench, { name, next }: Actions['random-fill']) {
  const before = workbench.store?.state;
  const drawn = before && (await workbench.randomValues.draw(before, name, next, workbench.info));
  if (!drawn || workbench.store?.state !== before) return;
  workbench.pastes.forget();
  const free = Object.entries(drawn).filter(([input]) => !workbench.author.locked.has(input));
  workbench.change((state) => edits.setInputs(state, Object.fromEntries(free)));
  workbench.say(`${name ?? 'All inputs'}: random values, seed ${workbench.randomValues.seed}.`);
}

/** The variant that is asked for by its name; where none has it the nearest, and that is said. */
export function variantNamed(workbench: Workbench, name: string) {
  const { shipped: variants } = workbench;
  const found = variants.find(({ id }) => id === name);
  if (name !== '') workbench.notice = '';
  if (found || name === '') return found;
  const near = nearestNamed(variants, name);
  const instead = near
    ? `The nearest name is “${near.id}”, which is shown.`
    : `There are ${new Intl.ListFormat('en').format(variants.map(({ id }) => id))}.`;
  workbench.notice = `No variant is called ${quoted(name)}. ${instead}`;
  workbench.say(workbench.notice);
  return near;
}

export function pickVariant(workbench: Workbench, name: string) {
  const to = variantNamed(workbench, name);
  const { store, info: from, words } = workbench;
  if (!to || !store || to.id === store.state.variant) return;
  const { inputs } = store.state;
  workbench.selection.unpin();
  workbench.pastes.forget();
  workbench.change((state) => workbench.drafts.change(state, to, workbench.variants), {
    coarse: true,
  });
  const isSame = edits.sameInputs(inputs, store.state.inputs);
  workbench.carried = from && isSame ? { to: to.id, from: from.title, words } : null;
}

/** The example that it began with, as it opens. */
export function startAgain(workbench: Workbench) {
  workbench.pastes.forget();
  workbench.carried = null;
  const again = (state: State, info: Described) =>
    edits.shownLike(edits.exampleOf(info, workbench.origin), state);
  workbench.change(again, { coarse: true });
}
