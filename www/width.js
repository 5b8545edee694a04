// How much room there is: the width of our element, whatever the window's is.

export const NARROW = 900; // CSS pixels: up to this there is one column, here and in the container queries of the styles

/** Whether the element that a part stands in is narrow. @param {Element} part */
export function isNarrow(part) {
  let whole = part;
  for (let root = part.getRootNode(); root instanceof ShadowRoot; root = whole.getRootNode()) {
    whole = root.host;
  }
  return whole.clientWidth <= NARROW;
}
