// The left column: which variant, its inputs, the sizes of its axes, its settings.
import { html, nothing } from 'lit';
import { unbroken } from '../lib/format.js';
import * as edits from '../state/edits.js';
import { fillByChance, pickExample, setChance } from './start-actions.js';
import './example-list.js';
import { compareLine } from './compare-column.js';
import '../inputs/input-list.js';
import '../inputs/param-settings.js';
import '../inputs/size-steppers.js';
import './variant-picker.js';

/** @template T @typedef {CustomEvent<T>} Told */

/**
 * A template that turns the events of its parts into edits.
 * @param {import('./workbench.js').Desk} desk @param {Map<string, import('../tables/highlights.js').Lights>} lights
 */
export function leftColumn(desk, lights) {
  const { store, info, session } = desk;
  if (!store || !info) return nothing;
  const { state } = store;
  const axes = info.axes.map((axis) => ({
    ...axis,
    size: edits.sizeOf(state, info, axis.letter),
  }));
  return html`
    <example-list
      .variants=${desk.variants}
      .chosen=${{ variant: info.id, example: desk.pristine ? desk.origin?.id : '' }}
      @example-pick=${(/** @type {Told<any>} */ { detail }) => pickExample(desk, detail)}
    >${origin(desk)}</example-list>
    <h1>${info.title}</h1>
    <p class="lede">${info.summary}</p>
    ${noticeLine(desk)}
    <variant-picker
      class="block"
      .variants=${desk.variants}
      .chosen=${state.variant}
      @variant-pick=${(/** @type {Told<string>} */ { detail }) => desk.pickVariant(detail)}
    ></variant-picker>
    ${compareLine(desk, state.compare !== null)}
    <input-list
      class="block"
      .info=${info}
      .state=${state}
      .error=${session.error}
      .cures=${desk.cures}
      .trace=${session.good?.trace ?? null}
      .lights=${lights}
      .report=${desk.report}
      .refused=${desk.refused}
      .seed=${desk.chance.seed}
      .spread=${desk.chance.spread}
      @random-set=${(/** @type {Told<any>} */ { detail }) => setChance(desk, detail)}
      @random-fill=${(/** @type {Told<any>} */ { detail }) => fillByChance(desk, detail)}
      @axis-splice=${(/** @type {Told<any>} */ { detail }) => desk.splice(detail)}
      @focusin=${() => desk.visit()}
      @cell-foresee=${(/** @type {Told<any>} */ { detail }) => detail.give(desk.foresee(detail))}
      @cell-edit=${(/** @type {Told<any>} */ { detail }) => desk.editCell(detail)}
      @cell-leave=${() => session.settle()}
      @matrix-paste=${(/** @type {Told<any>} */ { detail }) => desk.paste(detail)}
      @paste-alternative=${(/** @type {Told<any>} */ { detail }) => desk.readOtherwise(detail)}
      @paste-forget=${() => desk.forgetPaste()}
      @input-add=${(/** @type {Told<import('../state/edits.js').InputInfo>} */ { detail }) =>
        desk.change((now, of) => edits.addInput(now, of, detail))}
      @input-remove=${(/** @type {Told<string>} */ { detail }) =>
        desk.change((now) => edits.removeInput(now, detail))}
    ></input-list>
    <size-steppers
      class="block"
      .axes=${axes}
      @axis-resize=${(/** @type {Told<any>} */ { detail }) => desk.resize(detail)}
    ></size-steppers>
    <param-settings
      class="block"
      .params=${info.params}
      .values=${state.params}
      .digits=${state.digits}
      .error=${session.error}
      @param-set=${(/** @type {Told<any>} */ { detail }) => desk.setParam(detail)}
      @cell-leave=${() => session.settle()}
      @focusin=${() => desk.visit()}
      .cures=${desk.cures}
      @digits-set=${(/** @type {Told<number | null>} */ { detail }) =>
        desk.change((now) => edits.setDigits(now, detail))}
    ></param-settings>
  `;
}

/** It stays when something has changed: the inputs would jump away from whoever types there. @param {import('./workbench.js').Desk} desk */
const noticeLine = ({ origin, pristine }) =>
  origin
    ? html`<p class="notice-line">
        <b>${pristine ? 'In the example' : 'At the start'}:</b> ${unbroken(origin.notice)}
      </p>`
    : nothing;

/** @param {import('./workbench.js').Desk} desk */
function origin(desk) {
  const title = desk.origin?.title;
  if (desk.pristine) return html`<span>Example: ${title}</span>`;
  return html`<span>
    Changed: ${title}.
    <button class="act" @click=${() => desk.startAgain()}>Start again</button>
  </span>`;
}
