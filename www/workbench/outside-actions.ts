// What the page around an element does to its workbench: it gives inputs, or shares those of a group.
import type { GivenTable } from '../embed/refused.ts';
import { withInput } from '../embed/with-input.ts';
import type { State } from '../state/edits.ts';
import * as edits from '../state/edits.ts';
import type { Workbench } from './workbench.ts';

/** Several inputs at once, which are undone together. It throws Refused, and then nothing changes. */
export async function setInputs(workbench: Workbench, given: Record<string, GivenTable>) {
  const { store, info, engine } = workbench;
  if (!store || !info) return;
  let next = store.state;
  for (const [name, table] of Object.entries(given))
    next = await withInput(engine, next, info, name, table);
  workbench.pastes.forget();
  workbench.commit(next);
}

/** Inputs that others of a group have come to, as far as this variant takes them. */
export function takeInputs(workbench: Workbench, given: State['inputs']) {
  const { info, store, author } = workbench;
  if (!info || !store) return;
  const fit = Object.entries(given).filter(
    ([name, { shape }]) =>
      info.inputs.some((input) => input.name === name && input.axes.length === shape.length) &&
      !author.locked.has(name),
  );
  const next = edits.setInputs(store.state, Object.fromEntries(fit));
  if (!edits.sameState(next, store.state)) workbench.commit(next);
}
