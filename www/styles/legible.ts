// Sizes follow the root font of a page, and stay legible where that is small: many sites set 62.5 % of it.
import { type CSSResult, type CSSResultGroup, type CSSResultOrNative, LitElement } from 'lit';

const LEAST = 16; // CSS pixels of a rem: the smallest text here is three quarters of one
const REM = /(-?\d*\.?\d+)rem\b/g;

/** The styles of all components so far. */
const known: Set<CSSResult> = new Set();
let isSmall = false;

/** CSS pixels of a rem as our styles have it. */
export const rem = () => Math.max(LEAST, rootSize());

const rootSize = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Where the root font is small, in every style from now on a rem is at least so many pixels. */
export function keepLegible() {
  if (isSmall || rootSize() >= LEAST) return;
  isSmall = true;
  for (const styles of known) enlarge(styles);
}

function enlarge({ cssText, styleSheet }: CSSResult) {
  styleSheet?.replaceSync(cssText.replace(REM, `calc($1 * max(1rem, ${LEAST}px))`));
}

/** Lit hands the styles of every component to this, before any of it is drawn; its types keep it for subclasses. */
const lit = LitElement as unknown as {
  finalizeStyles(styles?: CSSResultGroup): CSSResultOrNative[];
};
const finalize = lit.finalizeStyles;

lit.finalizeStyles = function (styles) {
  const all = finalize.call(this, styles);
  for (const one of all) if (isOurs(one) && !known.has(one)) remember(one);
  return all;
};

const isOurs = (styles: CSSResultOrNative): styles is CSSResult => 'cssText' in styles;

function remember(styles: CSSResult) {
  known.add(styles);
  if (isSmall) enlarge(styles);
}
