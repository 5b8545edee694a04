// A box that goes on beyond its right edge: while it does, the edge is marked, and a word says so.
import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

/** A layout has just been, so that reading widths costs none. */
const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const box = target.closest('[data-edge]');
    if (box) mark(box);
  }
});

function mark(box: Element) {
  const beyond = box.scrollWidth - box.clientWidth - box.scrollLeft;
  box.toggleAttribute('data-more', beyond > 1); // what a fraction of a pixel leaves is none
}

class WatchedEdge extends Directive {
  render() {
    return noChange;
  }

  /** What it holds may be other elements now. */
  update({ element: box }: ElementPart) {
    if (!box.hasAttribute('data-edge')) {
      box.toggleAttribute('data-edge', true);
      box.addEventListener('scroll', () => mark(box), { passive: true });
      resized.observe(box);
    }
    queueMicrotask(() => {
      for (const child of box.children) resized.observe(child);
    });
    return noChange;
  }
}

/** `<div class="scroll" ${watchedEdge()}>`, with the styles of www/styles/scroll-edge.ts. */
export const watchedEdge = directive(WatchedEdge);
