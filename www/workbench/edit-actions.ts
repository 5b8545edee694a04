// What a person changes in what is open: a number, a parameter, an axis, the program, the panels.
import { panels } from '../panels/registry.ts';
import * as edits from '../state/edits.ts';
import { setOpen } from '../state/panel-views.ts';
import type { Workbench } from './workbench.ts';

export function editCell(workbench: Workbench, { name, place, text }: Actions['cell-edit']) {
  workbench.tour.tried('edit');
  workbench.results.edited({ name, place, text });
  workbench.pastes.edited(name);
  const run = workbench.runOf(`${name} ${place}`);
  workbench.change((state) => edits.setCell(state, name, place, text), { run });
}

export function setParam(workbench: Workbench, { name, value, typed }: Actions['param-set']) {
  if (typed) workbench.results.edited({ name, text: String(value) });
  const run = typed ? workbench.runOf(name) : undefined;
  workbench.change((state) => edits.setParam(state, name, value), { run });
}

export function resize(workbench: Workbench, { letter, size }: Actions['axis-resize']) {
  const meaning = workbench.info?.axes.find((axis) => axis.letter === letter)?.meaning ?? letter;
  workbench.spoken = `${meaning}: ${size}`;
  workbench.change((state, info) => edits.resizeAxis(state, info, letter, size));
}

/** Put a place into an axis, or take one out, in every input that has it. */
export function splice(workbench: Workbench, { letter, at, what, remove }: Actions['axis-splice']) {
  const { store, info } = workbench;
  if (!store || !info) return;
  const where = edits.sharing(store.state, info, letter).join(', ');
  workbench.spoken = `${what} ${remove ? 'removed' : 'inserted'} in ${where}.`;
  workbench.pastes.edited();
  workbench.change((state) => (remove ? edits.removeAt : edits.insertAt)(state, info, letter, at));
}

/** What is typed in one visit is undone together; it is not said to be wrong before a pause. */
export function editProgram(workbench: Workbench, { text }: Actions['program-edit']) {
  workbench.results.edited({ name: 'program', text: '' });
  workbench.change((state) => edits.setProgram(state, text), { run: workbench.runOf('program') });
}

/** Open a panel, with a choice where it has some, or close it. */
export function openPanel(workbench: Workbench, panel: string, open: boolean | string) {
  const { store, info, variants } = workbench;
  if (!store) return;
  const { view } = store.state;
  const entry = panels.find((one) => one.view === panel);
  const begun = open && info ? entry?.begin?.({ view, info, variants }) : undefined;
  store.setView({ ...view, ...begun, open: setOpen(view.open, panel, open) });
}

/** Sizes of the plots: those of one slider are undone together. */
export function setAt(workbench: Workbench, sizes: Record<string, number>) {
  const all = Object.entries({ ...workbench.store?.state.view.at, ...sizes });
  const at = Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
  const run = workbench.runOf(`at ${Object.keys(sizes).join()}`);
  workbench.change((state) => edits.setView(state, { at }), { run });
}

export function undo(workbench: Workbench) {
  workbench.pastes.edited();
  workbench.store?.undo();
}

export function redo(workbench: Workbench) {
  workbench.pastes.edited();
  workbench.store?.redo();
}
