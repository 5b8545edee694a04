// A line of mathematics from a short notation: `E [ q_i k_i ] = ∑_i μ_i^2`, a sign or letter to a word.
import { html, mathml } from 'lit';

const HUES = 'ijdmhbfc'; // letters of axes that have one

/** @param {string} text */
function leaf(text) {
  if (/^[\d.]+$/.test(text)) return mathml`<mn>${text}</mn>`;
  if (!/^\p{L}+$/u.test(text)) return mathml`<mo>${text}</mo>`;
  const hue = text.length === 1 && HUES.includes(text);
  return hue ? mathml`<mi class="axis-${text}">${text}</mi>` : mathml`<mi>${text}</mi>`;
}

/** A base with what stands under and over it: `μ_i^2`, `∑_i`, `√d`. @param {string} word */
function word(word) {
  if (/^√./.test(word)) return mathml`<msqrt>${leaf(word.slice(1))}</msqrt>`;
  const [, base, low, high] = /^(.+?)(?:_([^^]+))?(?:\^(.+))?$/.exec(word) ?? [];
  if (base === '∑' && low) return mathml`<munder>${leaf(base)}${leaf(low)}</munder>`;
  if (low && high) return mathml`<msubsup>${leaf(base)}${leaf(low)}${leaf(high)}</msubsup>`;
  if (low) return mathml`<msub>${leaf(base)}${leaf(low)}</msub>`;
  if (high) return mathml`<msup>${leaf(base)}${leaf(high)}</msup>`;
  return leaf(base);
}

/** On a line of its own. @param {string} text */
export const line = (text) =>
  html`<math display="block">${text.trim().split(/\s+/).map(word)}</math>`;

/** Within a sentence. @param {string} text */
export const inline = (text) => html`<math>${text.trim().split(/\s+/).map(word)}</math>`;
