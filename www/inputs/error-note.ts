// An error under its field: place, cause, next step, and cures of one click.
import { css, html } from 'lit';
import { unflatten } from '../lib/tensor-views.js';
import { cellName, placeOf } from '../state/text-tensor.js';

/** @typedef {import('../core/engine.js').PlainError} PlainError */
/** @typedef {{label: string, apply(): void}} Cure */

/** @typedef {{axes: string[], sheet: import('../state/text-tensor.js').Sheet}} Axes */

/** "k, row 2, column 3" @param {PlainError} error @param {Axes} [of] the input that it speaks of */
function placeText(error, of) {
  const { field, row, column } = error;
  const place = of ? placeOf(of.sheet, error) : -1;
  if (of && place >= 0) return cellName(field, of.axes, unflatten(place, of.sheet.shape));
  const parts = [field, row && `row ${row}`, column && `column ${column}`];
  return parts.filter(Boolean).join(', ');
}

/** The whole error as a sentence or two, for the live region. @param {PlainError} error @param {Axes} [of] */
export function errorText(error, of) {
  const place = placeText(error, of);
  return `${place ? `${place}: ` : ''}${error.message} ${error.hint}`.trim();
}

export const errorStyles = css`
  .error {
    margin-top: 0.75rem;
    padding-left: 0.8125rem;
    border-left: 3px solid var(--error);
    font-size: 0.9375rem;
    line-height: 1.375rem;
    overflow-wrap: anywhere;
  }
  .error b {
    color: var(--error);
  }
`;

/**
 * A template, not an element: the field's aria-describedby can only name an id of its own tree.
 * @param {PlainError} error @param {{id?: string, cures?: Cure[], of?: Axes}} [options]
 */
export function errorNote(error, { id = 'error', cures = [], of } = {}) {
  const place = placeText(error, of);
  return html`<div class="error" data-code=${error.code}>
    <p id=${id}>${place ? html`<b>${place}:</b> ` : ''}${error.message} ${error.hint}</p>
    ${cures.map(({ label, apply }) => html`<button class="act" @click=${apply}>${label}</button> `)}
  </div>`;
}
