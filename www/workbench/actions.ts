// What each action of a person does in the workbench, as a list. What only the element can do, such as
// moving the keyboard, stands in playground.ts.
import * as columns from '../state/compare-edits.ts';
import * as edits from '../state/edits.ts';
import type { Handlers } from '../ui/action.ts';
import { setColumnParam, toggleCompare } from './compare-column.ts';
import { pasteInto } from './import-actions.ts';
import { fillRandom, pickExample, setRandom } from './start-actions.ts';
import type { Desk } from './workbench.ts';

export const workbenchActions = (desk: Desk): Handlers => ({
  undo: () => desk.undo(),
  redo: () => desk.redo(),
  'state-open': (file) => desk.openFile(file),
  'work-cancel': () => desk.engine.interrupt(),
  announce: (text) => desk.say(text),

  'variant-pick': (id) => desk.pickVariant(id),
  'example-pick': (example) => pickExample(desk, example),

  'cell-edit': (cell) => desk.editCell(cell),
  'cell-leave': () => desk.session.settle(),
  'matrix-paste': (paste) => pasteInto(desk, paste),
  'paste-alternative': (choice) => desk.pastes.readOtherwise(choice),
  'paste-forget': () => desk.pastes.dismiss(),
  'input-add': (input) => desk.change((state, info) => edits.addInput(state, info, input)),
  'input-remove': (name) => desk.change((state) => edits.removeInput(state, name)),
  'axis-splice': (splice) => desk.splice(splice),
  'axis-resize': (axis) => desk.resize(axis),
  'random-set': (choice) => setRandom(desk, choice),
  'random-fill': (choice) => fillRandom(desk, choice),
  'param-set': (setting) => desk.setParam(setting),
  'digits-set': (digits) => desk.change((state) => edits.setDigits(state, digits)),

  'cell-point': (place) => desk.session.point(place),
  unpin: () => desk.session.unpin(),

  'panel-open': ({ view, open }) => desk.openPanel(view, open),
  'gradients-set': (gradients) => desk.showGradients(gradients),
  'upstream-add': (shape) => desk.change((state) => edits.addUpstream(state, shape)),
  'curves-set': (curves) => desk.setCurves(curves),
  'at-set': (sizes) => desk.setAt(sizes),

  'compare-end': () => toggleCompare(desk),
  'compare-point': (place) => desk.comparing.point(place),
  'compare-pin': (place) => desk.comparing.pin(place),
  'column-add': (added) => desk.change((state, info) => columns.addColumn(state, info, added)),
  'column-pin': () => desk.change((state) => columns.pinColumn(state)),
  'column-remove': (at) => desk.change((state) => columns.removeColumn(state, at)),
  'column-first': (at) => desk.change((state) => columns.makeFirst(state, at)),
  'column-param': (setting) => setColumnParam(desk, setting),
});
