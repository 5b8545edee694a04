// Sizes by the letter of their axis: those of a shape, and where a person changes them.
import { html } from 'lit';
import { axisLetter } from '../../ui/axis.ts';
import { takenOf } from '../parts/lab-element.ts';

export type Sizes = Record<string, number>;

const LETTERS = ['b', 'h', 'n', 'd', 'k', 'v'];
/** No two alike, nor alike with n + 1. */
export const DIFFERENT: Sizes = { b: 2, h: 3, k: 4, v: 5, n: 6, d: 8 };
const MOST = 64;

/** From `b:2,h:3` of an address. */
export function readSizes(text: string = ''): Sizes {
  const pairs = [...text.matchAll(/([a-z]):(\d{1,2})/g)].map(([, letter, size]) => [
    letter,
    Math.min(MOST, Math.max(1, Number(size))),
  ]);
  return { ...DIFFERENT, ...Object.fromEntries(pairs) };
}

/** Only what differs from the start. */
export function writeSizes(sizes: Sizes): string | null {
  const changed = Object.entries(sizes).filter(([letter, size]) => DIFFERENT[letter] !== size);
  return changed.map(([letter, size]) => `${letter}:${size}`).join(',') || null;
}

/** Queries are as wide as keys; a letter without a size of its own gets one that no other has. */
const sizeOf = (sizes: Sizes, letter: string) =>
  sizes[letter === 'q' ? 'k' : letter] ?? 10 + letter.charCodeAt(0) - 'a'.charCodeAt(0);

export const shapeOf = (sizes: Sizes, letters: string) =>
  [...letters].map((letter) => sizeOf(sizes, letter));

export const sizeFields = (
  sizes: Sizes,
  set: (sizes: Sizes) => void,
  say: (remark: string) => void,
) => html`<div class="fields" role="group" aria-label="Sizes">
  ${LETTERS.map(
    (letter) => html`<label>
      ${axisLetter(letter)} =
      <input
        class="size"
        inputmode="numeric"
        autocomplete="off"
        aria-label="size ${letter}"
        .value=${String(sizes[letter])}
        @change=${({ target }: Event & { target: HTMLInputElement }) => {
          const { taken, remark } = takenOf(target.value, sizes[letter], [1, MOST], true);
          target.value = String(taken);
          say(remark);
          set({ ...sizes, [letter]: taken });
        }}
      >
    </label>`,
  )}
  <button class="act" @click=${() => set(DIFFERENT)}>Use distinct sizes</button>
  <button class="act" @click=${() => set({ ...sizes, h: 4, k: 4 })}>h = k</button>
</div>`;
