// The right column: what to do, the steps, and what the variant is about.
import { html, nothing } from 'lit';
import { errorNote } from '../inputs/error-note.js';
import * as edits from '../state/edits.js';
import { decodes } from '../state/queries/plots.js';
import { cellName } from '../state/text-tensor.js';
import { compareColumn } from './compare-column.js';
import '../steps/step-list.js';
import '../steps/step-controls.js';

/**
 * @param {import('./workbench.js').Desk} desk @param {Map<string, import('../tables/highlights.js').Lights>} lights
 * @param {{narrow: boolean, touch: boolean, still: boolean}} screen
 */
export function rightColumn(desk, lights, { narrow, touch, still }) {
  const { info, session, walk } = desk;
  if (desk.store?.state.compare) return compareColumn(desk);
  const { error, good, held, explanation } = session;
  const shownElsewhere = [
    ...(good?.trace.steps ?? []).map(({ id }) => id),
    ...(info?.inputs ?? []).map(({ name }) => name),
    ...(info?.params ?? []).map(({ name }) => name),
    ...(good && desk.store?.state.gradients ? ['upstream'] : []),
  ];
  return html`
    <div class="walk" ?data-on=${walk.place >= 0}>
      <p class="hint label">${hint(desk, { narrow, touch })}</p>
      ${good ? walkControls(walk, still) : nothing}
    </div>
    ${error && !shownElsewhere.includes(error.field) ? errorNote(error, { cures: desk.cures }) : nothing}
    ${
      error && !good
        ? html`<p class="label">The steps appear as soon as the entry at fault is repaired.</p>`
        : nothing
    }
    <step-list
      .trace=${good?.trace ?? null}
      .digits=${good?.state.digits ?? null}
      .lights=${lights}
      .held=${held}
      .explanation=${explanation}
      .error=${error}
      .stale=${error !== null}
      .narrow=${narrow}
      .current=${walk.place >= 0 ? walk.at : ''}
    ></step-list>
    ${good ? panels(desk, lights, narrow) : nothing}
    ${info ? about(info) : nothing}
  `;
}

/** @template T @typedef {CustomEvent<T>} Told */

/** @param {import('./workbench.js').Desk} desk @param {Map<string, import('../tables/highlights.js').Lights>} lights @param {boolean} narrow */
function panels(desk, lights, narrow) {
  const { store, session, readings, plots, info } = desk;
  const { error, good, held, explanation } = session;
  if (!store || !good) return nothing;
  const { gradients, inputs, view } = store.state;
  const stale = error !== null;
  const look = (/** @type {Told<any>} */ { detail }) => desk.look(detail);
  const set = (/** @type {Told<Record<string, number>>} */ { detail }) => desk.setAt(detail);
  return html`
    <gradient-panel
      .trace=${good.trace}
      .open=${gradients}
      .steps=${view.steps}
      .upstream=${inputs.upstream ?? null}
      .digits=${good.state.digits}
      .lights=${lights}
      .held=${held}
      .explanation=${explanation}
      .error=${error}
      .cures=${desk.cures}
      .report=${desk.report}
      .refused=${desk.refused}
      .stale=${stale}
      .narrow=${narrow}
      @panel-look=${look}
      @gradients-set=${(/** @type {Told<boolean>} */ { detail }) => desk.showGradients(detail)}
      @upstream-add=${(/** @type {Told<number[]>} */ { detail }) =>
        desk.change((now) => edits.addUpstream(now, detail))}
      @focusin=${() => desk.visit()}
      @cell-foresee=${(/** @type {Told<any>} */ { detail }) => detail.give(desk.foresee(detail))}
      @cell-edit=${(/** @type {Told<any>} */ { detail }) => desk.editCell(detail)}
      @cell-leave=${() => session.settle()}
      @matrix-paste=${(/** @type {Told<any>} */ { detail }) => desk.paste(detail)}
      @paste-alternative=${(/** @type {Told<any>} */ { detail }) => desk.readOtherwise(detail)}
      @paste-forget=${() => desk.forgetPaste()}
      @input-remove=${(/** @type {Told<string>} */ { detail }) =>
        desk.change((now) => edits.removeInput(now, detail))}
    ></gradient-panel>
    <cost-panel
      .report=${readings.cost}
      .open=${view.cost}
      .stale=${stale}
      @panel-look=${look}
    ></cost-panel>
    <growth-panel
      .growth=${plots.growth.answer}
      .series=${plots.growth.about ?? []}
      .chosen=${plots.chosen}
      .variants=${desk.variants}
      .remark=${plots.growth.remark}
      .at=${view.at}
      .open=${view.growth}
      .stale=${stale}
      @panel-look=${look}
      @at-set=${set}
    ></growth-panel>
    ${
      info && decodes(info)
        ? html`<roofline-panel
              .growth=${plots.roofline.answer}
              .remark=${plots.roofline.remark}
              .at=${view.at}
              .open=${view.roofline}
              @panel-look=${look}
              @at-set=${set}
            ></roofline-panel>
            <decoding-panel
              .run=${plots.decoding.answer}
              .remark=${plots.decoding.remark}
              .at=${view.at}
              .open=${view.decoding}
              @panel-look=${look}
              @at-set=${set}
            ></decoding-panel>`
        : nothing
    }
    <code-panel
      .code=${readings.code}
      .target=${view.code}
      .remark=${readings.remark}
      .stale=${stale}
      @panel-look=${look}
    ></code-panel>
  `;
}

/** @param {import('../state/stepper.js').Walk} walk @param {boolean} still */
function walkControls(walk, still) {
  const { place, playing, steps } = walk;
  return html`<step-walk
    .place=${place}
    .count=${steps.length}
    .label=${steps[place]?.label ?? ''}
    .playing=${playing}
    .still=${still}
  ></step-walk>`;
}

/** @param {import('./workbench.js').Desk} desk @param {{narrow: boolean, touch: boolean}} screen */
function hint({ session }, { narrow, touch }) {
  const { held, good, remark } = session;
  if (remark) return remark;
  const typed = held && good?.trace.steps.find(({ id, op }) => id === held.step && op === 'input');
  if (typed) {
    const name = cellName(typed.symbol, typed.tensor.axes, held.index);
    return html`${name}, is held: dashed cells depend on it. <button class="act" @click=${() => session.letGo()}>Let go</button>`;
  }
  if (touch) return 'Touch a number to see where it came from.';
  if (narrow) return 'Click a number to see where it came from.';
  return 'Point at a number to see where it came from. Click to hold it.';
}

/** @param {import('../state/edits.js').VariantInfo} info */
function about({ description, reference }) {
  return html`<div class="about">
    ${description.split(/\n\s*\n/).map((text) => html`<p>${text}</p>`)}
    <p class="label"><a href=${reference.url} rel="noreferrer">${reference.text}</a></p>
  </div>`;
}
