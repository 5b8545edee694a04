// Axis letters in their hues: alone, as a shape, and as the letters of an equation.
import { html } from 'lit';

export const axisClass = (letter: string) => (/^[a-z]$/.test(letter) ? `axis-${letter}` : '');

export const axisLetter = (letter: string) =>
  html`<span class="letter ${axisClass(letter)}">${letter}</span>`;

/** "i × j = 1 × 4" */
export const shapeByAxis = (axes: string[], shape: number[]) =>
  axes.length === 0
    ? html`one number`
    : html`${axes.map((letter, at) => html`${at > 0 ? ' × ' : ''}${axisLetter(letter)}`)} =
      ${shape.join(' × ')}`;

/**
 * "id,jd→ij": a letter of an equation stands for the axis that it is bound to.
 * @param bound from the letter to the axis
 */
export const equationText = (equation: string, bound: Map<string, string> = new Map()) =>
  [...equation.replace('->', '→')].map((sign) =>
    /[a-zA-Z]/.test(sign)
      ? html`<span class=${axisClass(bound.get(sign) ?? sign)}>${sign}</span>`
      : sign,
  );
