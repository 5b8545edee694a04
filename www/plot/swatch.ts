// A short piece of a series' line, before its number; and the numbers of all lines at one place.
import { html } from 'lit';
import { figure } from '../lib/format.ts';
import { type Line, shape } from './plot-parts.ts';

export const swatch = (series: number) => html`<svg
  class="swatch series-${series}"
  aria-hidden="true"
  viewBox="0 0 24 8"
><line class="line" x1="0" x2="24" y1="4" y2="4"></line></svg>`;

/** The shape of a series' points. */
export const pointSwatch = (series: number) =>
  html`<svg class="swatch" aria-hidden="true" viewBox="0 0 24 12">${shape(series, 12, 6)}</svg>`;

/** @param size where the lines are read */
export const reading = (
  letter: string,
  size: number,
  lines: (Line & { short?: string })[],
  place: number,
) => html`<p class="reading">
  <span><i>${letter}</i> = ${figure(size)}</span>
  ${lines.map(
    ({ values, series, short }) =>
      html`<span>${swatch(series)}${short ? html`<span class="label">${short}</span> ` : ''}${figure(values[place])}</span>`,
  )}
</p>`;
