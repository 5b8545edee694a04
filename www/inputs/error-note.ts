// An error under its field: place, cause, next step, and quickFixes of one click.
import { css, html } from 'lit';
import type { PlainError } from '../core/errors.ts';
import { unflatten } from '../lib/tensor-views.ts';
import { cellName, placeOf, type TextTensor } from '../state/text-tensor.ts';

export interface QuickFix {
  label: string;
  apply(): void;
}

interface Axes {
  axes: string[];
  texts: TextTensor;
}

/** "k, row 2, column 3" @param of the input that it speaks of */
function placeText(error: PlainError, of?: Axes) {
  const { field, line, row, column } = error;
  const place = of ? placeOf(of.texts, error) : -1;
  if (of && place >= 0) return cellName(field, of.axes, unflatten(place, of.texts.shape));
  const parts = [field, line && `line ${line}`, row && `row ${row}`, column && `column ${column}`];
  return parts.filter(Boolean).join(', ');
}

/** The whole error as a sentence or two, for the live region. */
export function errorText(error: PlainError, of?: Axes) {
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

/** A template, not an element: the field's aria-describedby can only name an id of its own tree. */
export function errorNote(
  error: PlainError,
  { id = 'error', quickFixes = [], of }: { id?: string; quickFixes?: QuickFix[]; of?: Axes } = {},
) {
  const place = placeText(error, of);
  return html`<div class="error" data-code=${error.code}>
    <p id=${id}>${place ? html`<b>${place}:</b> ` : ''}${error.message} ${error.hint}</p>
    ${quickFixes.map(({ label, apply }) => html`<button class="act" @click=${apply}>${label}</button> `)}
  </div>`;
}
