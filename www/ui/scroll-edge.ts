// A table that goes on beyond the right edge of what it scrolls in: the edge is marked while it does.

/** A layout has just been, so that reading widths costs none. */
const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target.closest('.scroll');
    if (box) mark(box);
  }
});

function mark(box: Element) {
  const beyond = box.scrollWidth - box.clientWidth - box.scrollLeft;
  box.toggleAttribute('data-more', beyond > 1); // what a fraction of a pixel leaves is none
}

/** From now on. @param box of the class `scroll` */
export function watchEdge(box: Element) {
  resized.observe(box);
  if (box.firstElementChild) resized.observe(box.firstElementChild);
}

/** When it has been scrolled. */
export const lookAtEdge = ({ currentTarget }: Event) => mark(currentTarget as Element);
