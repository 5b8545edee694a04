// A line of mathematics from a short notation: `E [ q_i k_i ] = ∑_i μ_i^2`, a sign or letter to a word.
import { html, mathml } from 'lit';

const HUES = 'ijdmhbfc'; // letters of axes that have one

function leaf(text: string) {
  if (/^[\d.]+$/.test(text)) return mathml`<mn>${text}</mn>`;
  if (!/^\p{L}+$/u.test(text)) return mathml`<mo stretchy="false">${text}</mo>`;
  const hue = text.length === 1 && HUES.includes(text);
  return hue ? mathml`<mi class="axis-${text}">${text}</mi>` : mathml`<mi>${text}</mi>`;
}

/** A base with what stands under and over it: `μ_i^2`, `∑_i`, `√d`. */
function word(word: string) {
  if (/^√./.test(word)) return mathml`<msqrt>${leaf(word.slice(1))}</msqrt>`;
  const [, base, low, high] = /^(.+?)(?:_([^^]+))?(?:\^(.+))?$/.exec(word) ?? [];
  if (base === '∑' && low) return mathml`<munder>${leaf(base)}${leaf(low)}</munder>`;
  if (low && high) return mathml`<msubsup>${leaf(base)}${leaf(low)}${leaf(high)}</msubsup>`;
  if (low) return mathml`<msub>${leaf(base)}${leaf(low)}</msub>`;
  if (high) return mathml`<msup>${leaf(base)}${leaf(high)}</msup>`;
  return leaf(base);
}

/** Where a narrow screen may break a line: before a relation, and a sum outside brackets. */
function pieces(words: string[]) {
  const found: string[][] = [[]];
  let depth = 0;
  for (const sign of words) {
    if (/^[([]/.test(sign)) depth += 1;
    if (/^[)\]]/.test(sign)) depth -= 1;
    const breaks = sign === '=' || (depth === 0 && '+−'.includes(sign));
    if (breaks) found.push([]);
    found[found.length - 1].push(sign);
  }
  return found.filter((piece) => piece.length > 0);
}

/** On a line of its own, or on several where there is no room. */
export const line = (text: string) => html`<p class="formula" translate="no">
  ${pieces(text.trim().split(/\s+/)).map((piece) => html`<math displaystyle="true">${piece.map(word)}</math> `)}
</p>`;

/** Within a sentence. */
export const inline = (text: string) => html`<math>${text.trim().split(/\s+/).map(word)}</math>`;
