// A short piece of a series' line, before its number; and the numbers of all lines at one place.
import { html } from 'lit';
import { figure } from '../lib/format.js';
import { shape } from './plot-parts.js';

/** @param {number} series */
export const swatch = (series) => html`<svg
  class="swatch series-${series}"
  aria-hidden="true"
  viewBox="0 0 24 8"
><line class="line" x1="0" x2="24" y1="4" y2="4"></line></svg>`;

/** The shape of a series' points. @param {number} series */
export const pointSwatch = (series) =>
  html`<svg class="swatch" aria-hidden="true" viewBox="0 0 24 12">${shape(series, 12, 6)}</svg>`;

/** @param {string} letter @param {number} size where the lines are read @param {(import('./plot-parts.js').Line & {short?: string})[]} lines @param {number} place */
export const reading = (letter, size, lines, place) => html`<p class="reading">
  <span><i>${letter}</i> = ${figure(size)}</span>
  ${lines.map(
    ({ values, series, short }) =>
      html`<span>${swatch(series)}${short ? html`<span class="label">${short}</span> ` : ''}${figure(values[place])}</span>`,
  )}
</p>`;
