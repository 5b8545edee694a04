// The right column while something is compared: what each action there does to the state.
import { html, nothing } from 'lit';
import { errorNote } from '../inputs/error-note.js';
import * as edits from '../state/compare-edits.js';

/** @typedef {import('./workbench.js').Desk} Desk */
/** @template T @typedef {CustomEvent<T>} Told */

/** Near the picker: the way in and out. @param {Desk} desk @param {boolean} on */
export function compareLine(desk, on) {
  return html`<p class="label compare-line">
    <button class="act" @click=${() => toggleCompare(desk)}>${on ? 'Stop comparing' : 'Compare'}</button>
    ${on ? nothing : 'with other variants on these numbers'}
  </p>`;
}

/** @param {Desk} desk */
function toggleCompare(desk) {
  desk.session.letGo();
  const { variants } = desk;
  desk.change(
    (state) => (state.compare ? edits.endCompare(state) : edits.startCompare(state, variants)),
    { coarse: true },
  );
}

/** @param {Desk} desk */
export function compareColumn(desk) {
  const { store, info, session, comparing, variants } = desk;
  if (!store || !info) return nothing;
  const { good } = comparing;
  // What is wrong with the present state is said at its inputs, once it is time to.
  const isOwn = session.good?.state !== store.state;
  const error = isOwn ? session.error : comparing.error;
  return html`
    ${error && !isOwn ? errorNote(error) : nothing}
    <compare-view
      .state=${store.state}
      .info=${info}
      .variants=${variants}
      .good=${good}
      .sweep=${comparing.temperatures.sweep}
      .held=${comparing.held}
      .pointed=${comparing.pointed}
      .stale=${error !== null}
      @focusin=${() => desk.visit()}
      @pointerdown=${() => desk.visit()}
      @compare-hold=${(/** @type {Told<any>} */ { detail }) => comparing.hold(detail)}
      @compare-point=${(/** @type {Told<any>} */ { detail }) => comparing.point(detail)}
      @compare-end=${() => toggleCompare(desk)}
      @column-add=${(/** @type {Told<import('../state/edits.js').VariantInfo>} */ { detail }) =>
        desk.change((now, info) => edits.addColumn(now, info, detail))}
      @column-pin=${() => desk.change((now) => edits.pinColumn(now))}
      @column-remove=${(/** @type {Told<number>} */ { detail }) =>
        desk.change((now) => edits.removeColumn(now, detail))}
      @column-first=${(/** @type {Told<number>} */ { detail }) =>
        desk.change((now) => edits.makeFirst(now, detail))}
      @column-param=${(/** @type {Told<any>} */ { detail }) => setParam(desk, detail)}
    ></compare-view>
  `;
}

/** What is dragged or typed in one visit is undone together. @param {Desk} desk @param {{column: number, name: string, value: import('../state/edits.js').Value, typed?: boolean}} param */
function setParam(desk, { column, name, value, typed }) {
  const run = typed ? desk.runOf(`column ${column} ${name}`) : undefined;
  desk.change((now) => edits.setColumnParam(now, column, name, value), { run });
}
