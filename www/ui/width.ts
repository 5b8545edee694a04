// How much room there is: the width of our element, whatever the window's is.
import { rem } from '../styles/legible.ts';

/** In rem: up to this there is one column, here and in the container queries of the styles. Large text needs its room sooner. */
const NARROW = 56.25;

/**
 * What is known. To read a width in the middle of a change makes the browser lay out the page at once:
 * it is read when the browser has done so anyway.
 */
const narrow: WeakMap<Element, boolean> = new WeakMap();

function measure(whole: Element) {
  narrow.set(whole, whole.clientWidth <= NARROW * rem());
}

const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) measure(target);
});

/** Whether an element is narrow, from now on. */
export function watchWidth(whole: Element) {
  measure(whole);
  resized.observe(whole);
}

/** Whether the element that a part stands in is narrow: the nearest that is watched. */
export function isNarrow(part: Element) {
  let whole = part;
  while (!narrow.has(whole)) {
    const root = whole.getRootNode();
    if (!(root instanceof ShadowRoot)) watchWidth(whole);
    else whole = root.host;
  }
  return narrow.get(whole) === true;
}
