// Axis letters in their hues: alone, as a shape, and as the letters of an equation.
import { html } from 'lit';

/** @param {string} letter */
export const axisClass = (letter) => (/^[a-z]$/.test(letter) ? `axis-${letter}` : '');

/** @param {string} letter */
export const axisLetter = (letter) =>
  html`<span class="letter ${axisClass(letter)}">${letter}</span>`;

/** "i × j = 1 × 4" @param {string[]} axes @param {number[]} shape */
export const shapeByAxis = (axes, shape) =>
  axes.length === 0
    ? html`one number`
    : html`${axes.map((letter, at) => html`${at > 0 ? ' × ' : ''}${axisLetter(letter)}`)} =
      ${shape.join(' × ')}`;

/**
 * "id,jd→ij": a letter of an equation stands for the axis that it is bound to.
 * @param {string} equation @param {Map<string, string>} [bound] from the letter to the axis
 */
export const equationText = (equation, bound = new Map()) =>
  [...equation.replace('->', '→')].map((sign) =>
    /[a-zA-Z]/.test(sign)
      ? html`<span class=${axisClass(bound.get(sign) ?? sign)}>${sign}</span>`
      : sign,
  );
