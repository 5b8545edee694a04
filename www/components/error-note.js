// An error under its field: place, cause, next step, and cures of one click.
import { css, html } from 'lit';

/** @typedef {import('../engine.js').PlainError} PlainError */
/** @typedef {{label: string, apply(): void}} Cure */

/** "k, row 2, column 3" @param {PlainError} error */
export function placeText({ field, row, column }) {
  const parts = [field, row && `row ${row}`, column && `column ${column}`];
  return parts.filter(Boolean).join(', ');
}

/** The whole error as one sentence or two, for the live region. @param {PlainError} error */
export function errorText(error) {
  const place = placeText(error);
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
 * @param {PlainError} error @param {{id?: string, cures?: Cure[]}} [options]
 */
export function errorNote(error, { id = 'error', cures = [] } = {}) {
  const place = placeText(error);
  return html`<div class="error" data-code=${error.code}>
    <p id=${id}>${place ? html`<b>${place}:</b> ` : ''}${error.message} ${error.hint}</p>
    ${cures.map(({ label, apply }) => html`<button class="act" @click=${apply}>${label}</button> `)}
  </div>`;
}
