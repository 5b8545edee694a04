// What each action of a person does in the workbench, as a list. What only the element can do, such as
// moving the keyboard, stands in playground.ts.
import * as columns from '../state/compare-edits.ts';
import * as edits from '../state/edits.ts';
import type { Handlers } from '../ui/action.ts';
import { setColumnParam, toggleCompare } from './compare-column.ts';
import * as edit from './edit-actions.ts';
import { pasteInto } from './import-actions.ts';
import { fillRandom, pickExample, setRandom } from './start-actions.ts';
import type { Workbench } from './workbench.ts';

/** What few need comes when it is asked for. */
const ownPrograms = () => import('./program-actions.ts');

export const workbenchActions = (workbench: Workbench): Handlers => ({
  undo: () => edit.undo(workbench),
  redo: () => edit.redo(workbench),
  'state-open': (file) => workbench.openFile(file),
  'work-cancel': () => workbench.engine.interrupt(),
  announce: (text) => workbench.say(text),

  'variant-pick': (id) => workbench.pickVariant(id),
  'program-open': (text) => ownPrograms().then((own) => own.open(workbench, text)),
  'program-write': () => ownPrograms().then((own) => own.writeYourself(workbench)),
  'program-edit': (text) => edit.editProgram(workbench, text),
  'program-compare': (beside) => ownPrograms().then((own) => own.compare(workbench, beside)),
  'example-pick': (example) => pickExample(workbench, example),

  'cell-edit': (cell) => edit.editCell(workbench, cell),
  'cell-leave': () => workbench.results.flush(),
  'matrix-paste': (paste) => pasteInto(workbench, paste),
  'paste-alternative': (choice) => workbench.pastes.readOtherwise(choice),
  'paste-forget': () => workbench.pastes.dismiss(),
  'input-add': (input) => workbench.change((state, info) => edits.addInput(state, info, input)),
  'axes-turn': (input) => workbench.change((state) => edits.turnAxes(state, input)),
  'input-remove': (name) => workbench.change((state) => edits.removeInput(state, name)),
  'axis-splice': (splice) => edit.splice(workbench, splice),
  'axis-resize': (axis) => edit.resize(workbench, axis),
  'random-set': (choice) => setRandom(workbench, choice),
  'random-fill': (choice) => fillRandom(workbench, choice),
  'param-set': (setting) => edit.setParam(workbench, setting),
  'digits-set': (digits) => workbench.change((state) => edits.setDigits(state, digits)),

  'cell-point': (place) => {
    if (place) workbench.tour.tried('hover');
    workbench.selection.point(place);
  },
  unpin: () => workbench.selection.unpin(),

  'panel-open': ({ view, open }) => edit.openPanel(workbench, view, open),
  'gradients-set': (gradients) => workbench.change((state) => edits.setGradients(state, gradients)),
  'upstream-add': (shape) => workbench.change((state) => edits.addUpstream(state, shape)),
  'curves-set': (curves) => workbench.change((state) => edits.setView(state, { curves })),
  'at-set': (sizes) => edit.setAt(workbench, sizes),

  'compare-end': () => toggleCompare(workbench),
  'compare-point': (place) => workbench.comparison.point(place),
  'compare-pin': (place) => workbench.comparison.pin(place),
  'column-add': (added) => workbench.change((state, info) => columns.addColumn(state, info, added)),
  'column-pin': () => workbench.change((state) => columns.pinColumn(state)),
  'column-remove': (at) => workbench.change((state) => columns.removeColumn(state, at)),
  'column-first': (at) => workbench.change((state) => columns.makeFirst(state, at)),
  'column-param': (setting) => setColumnParam(workbench, setting),
});
