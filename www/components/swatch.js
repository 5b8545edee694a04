// A short piece of a series' line, before its number.
import { html } from 'lit';

/** @param {number} series */
export const swatch = (series) => html`<svg
  class="swatch series-${series}"
  aria-hidden="true"
  viewBox="0 0 24 8"
><line class="line" x1="0" x2="24" y1="4" y2="4"></line></svg>`;
