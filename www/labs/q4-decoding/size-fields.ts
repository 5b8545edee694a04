// Sizes by the letter of their axis: those of a shape, and where a person changes them.
import { html } from 'lit';
import { axisLetter } from '../../ui/axis.js';

/** @typedef {Record<string, number>} Sizes */

const LETTERS = ['b', 'h', 'n', 'd', 'k', 'v'];
/** No two alike, nor alike with n + 1. @type {Sizes} */
export const DIFFERENT = { b: 2, h: 3, k: 4, v: 5, n: 6, d: 8 };
const MOST = 64;

/** From `b:2,h:3` of an address. @param {string} [text] @returns {Sizes} */
export function readSizes(text = '') {
  const pairs = [...text.matchAll(/([a-z]):(\d{1,2})/g)].map(([, letter, size]) => [
    letter,
    Math.min(MOST, Math.max(1, Number(size))),
  ]);
  return { ...DIFFERENT, ...Object.fromEntries(pairs) };
}

/** Only what differs from the start. @param {Sizes} sizes @returns {string | null} */
export function writeSizes(sizes) {
  const changed = Object.entries(sizes).filter(([letter, size]) => DIFFERENT[letter] !== size);
  return changed.map(([letter, size]) => `${letter}:${size}`).join(',') || null;
}

/** Queries are as wide as keys; a letter without a size of its own gets one that no other has. @param {Sizes} sizes @param {string} letter */
export const sizeOf = (sizes, letter) =>
  sizes[letter === 'q' ? 'k' : letter] ?? 10 + letter.charCodeAt(0) - 'a'.charCodeAt(0);

/** @param {Sizes} sizes @param {string} letters */
export const shapeOf = (sizes, letters) => [...letters].map((letter) => sizeOf(sizes, letter));

/** @param {Sizes} sizes @param {(sizes: Sizes) => void} set */
export const sizeFields = (sizes, set) => html`<div class="fields" role="group" aria-label="Sizes">
  ${LETTERS.map(
    (letter) => html`<label>
      ${axisLetter(letter)} =
      <input
        type="number"
        class="size"
        min="1"
        max=${MOST}
        aria-label="size ${letter}"
        .value=${String(sizes[letter])}
        @change=${(/** @type {Event & {target: HTMLInputElement}} */ { target }) => {
          const size = Math.min(MOST, Math.max(1, Math.round(Number(target.value)) || 1));
          target.value = String(size);
          set({ ...sizes, [letter]: size });
        }}
      >
    </label>`,
  )}
  <button class="act" @click=${() => set(DIFFERENT)}>All different</button>
  <button class="act" @click=${() => set({ ...sizes, h: 4, k: 4 })}>h = k</button>
</div>`;
