// The tokens of the page's colours as the browser resolves them, for canvases and files.
import { onColours, shownTheme } from './theme.ts';

type Scheme = 'light' | 'dark';

const STEPS = 8;
const CLEAR = 256; // the place in a ramp of what has no colour: exact zeros and masked cells

/** The ramps that were asked for: to resolve a colour costs more than to paint a map. */
const ramps: Map<Scheme, Uint32Array> = new Map();

/** What the hosts of maps are shown in: to ask has the browser lay out the page, and each of them would. */
let schemes: WeakMap<HTMLElement, Scheme> = new WeakMap();
onColours(() => {
  schemes = new WeakMap();
});

/** A function from a token's name to "rgb(…)". */
export function coloursOf(host: HTMLElement, scheme: Scheme): (token: string) => string {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.colorScheme = scheme;
  probe.style.setProperty('forced-color-adjust', 'none'); // a ramp keeps its colours
  const style = getComputedStyle(probe);
  const root = host.shadowRoot ?? host;
  const known: Map<string, string> = new Map();
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
 * @param paper as on paper, which is light
 */
export function colourScaleOf(host: HTMLElement, paper: boolean = false): Uint32Array {
  const scheme = paper ? 'light' : schemeOf(host);
  const known = ramps.get(scheme);
  if (known) return known;
  const colour = coloursOf(host, scheme);
  const ramp = new Uint32Array(2 * CLEAR + 1);
  for (const [half, sign] of [
    ['p', 1],
    ['n', -1],
  ] as const) {
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

function schemeOf(host: HTMLElement) {
  const scheme = schemes.get(host) ?? shownTheme(host);
  schemes.set(host, scheme);
  return scheme;
}

/**
 * Where a number stands in a ramp. With `root` by its square root, so that small ones show.
 * @param size of the largest
 */
export function rampPlace(value: number, size: number, root: boolean) {
  if (!(value < 0 || value > 0) || value === Number.NEGATIVE_INFINITY) return CLEAR;
  const share = size === 0 ? 1 : Math.min(1, Math.abs(value) / size);
  const at = Math.max(1, Math.round((root ? Math.sqrt(share) : share) * CLEAR));
  return value < 0 ? CLEAR - at : CLEAR + at;
}

/** @param colour "rgb(1, 2, 3)" */
const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);

/** A pixel as four bytes: red first, opaque. */
function mixed(from: number[], to: number[], share: number) {
  const [red, green, blue] = from.map((part, at) => Math.round(part + (to[at] - part) * share));
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
