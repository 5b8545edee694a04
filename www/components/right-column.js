// The right column: what to do, the steps, and what the variant is about.
import { html, nothing } from 'lit';
import { cellName } from '../sheet.js';
import { errorNote } from './error-note.js';
import './program-threads.js';
import './step-list.js';

/**
 * @param {import('../desk.js').Desk} desk @param {Map<string, import('../lights.js').Lights>} lights
 * @param {{narrow: boolean, touch: boolean}} screen
 */
export function rightColumn(desk, lights, { narrow, touch }) {
  const { info, session } = desk;
  const { error, good, held, explanation } = session;
  const shownElsewhere = [
    ...(good?.trace.steps ?? []).map(({ id }) => id),
    ...(info?.inputs ?? []).map(({ name }) => name),
    ...(info?.params ?? []).map(({ name }) => name),
  ];
  return html`
    ${program(good?.trace ?? null, lights, 'beside')}
    <p class="hint label">${hint(desk, { narrow, touch })}</p>
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
    ></step-list>
    ${info ? about(info) : nothing}
  `;
}

/**
 * In the margin of a wide screen, or below the settings of a narrow one: styles show one of the two.
 * @param {import('../../pkg/attention_playground.js').Trace | null} trace
 * @param {Map<string, import('../lights.js').Lights>} lights @param {'beside' | 'below'} place
 */
export function program(trace, lights, place) {
  if (!trace) return nothing;
  return html`<program-threads class=${place} .trace=${trace} .lights=${lights}></program-threads>`;
}

/** @param {import('../desk.js').Desk} desk @param {{narrow: boolean, touch: boolean}} screen */
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

/** @param {import('../edits.js').VariantInfo} info */
function about({ description, reference }) {
  return html`<div class="about">
    ${description.split(/\n\s*\n/).map((text) => html`<p>${text}</p>`)}
    <p class="label"><a href=${reference.url} rel="noreferrer">${reference.text}</a></p>
  </div>`;
}
