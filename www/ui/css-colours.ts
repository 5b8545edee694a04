// The tokens of the page's colours as the browser resolves them, for canvases and files.
import { shownTheme } from './theme.js';

/** @typedef {'light' | 'dark'} Scheme */

const STEPS = 8;
const CLEAR = 256; // the place in a ramp of what has no colour: exact zeros and masked cells

/** The ramps that were asked for: to resolve a colour costs more than to paint a map. @type {Map<Scheme, Uint32Array>} */
const ramps = new Map();

/**
 * A function from a token's name to "rgb(…)".
 * @param {HTMLElement} host @param {Scheme} scheme @returns {(token: string) => string}
 */
export function coloursOf(host, scheme) {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.colorScheme = scheme;
  probe.style.setProperty('forced-color-adjust', 'none'); // a ramp keeps its colours
  const style = getComputedStyle(probe);
  const root = host.shadowRoot ?? host;
  /** @type {Map<string, string>} */
  const known = new Map();
  return (token) => {
    const found = known.get(token);
    if (found) return found;
    root.append(probe);
    probe.style.color = `var(--${token})`;
    const colour = style.color;
    probe.remove();
    known.set(token, colour);
    return colour;
  };
}

/**
 * The ramp without steps, as pixels: 256 negative, one clear, 256 positive. What is not zero begins
 * half a step from paper, so that it never looks like zero.
 * @param {HTMLElement} host @param {boolean} [paper] as on paper, which is light
 * @returns {Uint32Array}
 */
export function rampOf(host, paper = false) {
  const scheme = paper ? 'light' : shownTheme(host);
  const known = ramps.get(scheme);
  if (known) return known;
  const colour = coloursOf(host, scheme);
  const ramp = new Uint32Array(2 * CLEAR + 1);
  for (const [half, sign] of /** @type {const} */ ([
    ['p', 1],
    ['n', -1],
  ])) {
    const steps = Array.from({ length: STEPS + 1 }, (_, step) =>
      channels(colour(step === 0 ? 'paper' : `${half}${step}`)),
    );
    for (let at = 1; at <= CLEAR; at += 1) {
      const position = 0.5 + (STEPS - 0.5) * (at / CLEAR);
      const below = Math.min(STEPS - 1, Math.floor(position));
      ramp[CLEAR + sign * at] = mixed(steps[below], steps[below + 1], position - below);
    }
  }
  ramps.set(scheme, ramp);
  return ramp;
}

/**
 * Where a number stands in a ramp. With `root` by its square root, so that small ones show.
 * @param {number} value @param {number} size of the largest @param {boolean} root
 */
export function rampPlace(value, size, root) {
  if (!(value < 0 || value > 0) || value === Number.NEGATIVE_INFINITY) return CLEAR;
  const share = size === 0 ? 1 : Math.min(1, Math.abs(value) / size);
  const at = Math.max(1, Math.round((root ? Math.sqrt(share) : share) * CLEAR));
  return value < 0 ? CLEAR - at : CLEAR + at;
}

/** @param {string} colour "rgb(1, 2, 3)" */
const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);

/** A pixel as four bytes: red first, opaque. @param {number[]} from @param {number[]} to @param {number} share */
function mixed(from, to, share) {
  const [red, green, blue] = from.map((part, at) => Math.round(part + (to[at] - part) * share));
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
