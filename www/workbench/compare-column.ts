// The right column while something is compared.
import { html, nothing } from 'lit';
import { errorNote } from '../inputs/error-note.ts';
import * as edits from '../state/compare-edits.ts';
import type { Workbench } from './workbench.ts';

/** Near the picker: the way in and out. */
export function compareToggle(workbench: Workbench, on: boolean) {
  return html`<button class="button compare" @click=${() => toggleCompare(workbench)}>${on ? 'Stop comparing' : 'Compare'}</button>
    ${on ? nothing : 'variants side by side'}`;
}

export function toggleCompare(workbench: Workbench) {
  workbench.selection.unpin();
  const { variants } = workbench;
  workbench.next = workbench.store?.state.compare ? 'compare-button' : 'compare';
  workbench.change(
    (state) => (state.compare ? edits.endCompare(state) : edits.startCompare(state, variants)),
    { coarse: true },
  );
}

export function compareColumn(workbench: Workbench) {
  const { store, info, results, comparison, variants } = workbench;
  if (!store || !info) return nothing;
  const { good } = comparison;
  // What is wrong with the present state is said at its inputs, once it is time to.
  const isOwn = results.good?.state !== store.state;
  const error = isOwn ? results.error : comparison.error;
  return html`
    ${error && !isOwn ? errorNote(error) : nothing}
    <compare-view
      .state=${store.state}
      .info=${info}
      .variants=${variants}
      .good=${good}
      .words=${workbench.words}
      .sweep=${comparison.sweep}
      .pinned=${comparison.pinned}
      .pointed=${comparison.pointed}
      .stale=${error !== null}
      @focusin=${() => workbench.visit()}
      @pointerdown=${() => workbench.visit()}
    ></compare-view>
    ${
      good && comparison.texts
        ? html`<program-diff
            .columns=${good.columns}
            .texts=${comparison.texts}
            .variants=${variants}
          ></program-diff>`
        : nothing
    }
  `;
}

/** What is dragged or typed in one visit is undone together. */
export function setColumnParam(
  workbench: Workbench,
  { column, name, value, typed }: Actions['column-param'],
) {
  const run = typed ? workbench.runOf(`column ${column} ${name}`) : undefined;
  workbench.change((now) => edits.setColumnParam(now, column, name, value), { run });
}
