// Where a person goes on after a large turn of the page, which a screen reader then says: in what is
// compared, in the program of one's own, or where that was asked for.
import type { AttentionPlayground } from './playground.ts';

export type NextFocus = 'compare' | 'program' | 'compare-button' | 'picker';

/** Once: the keyboard goes to what the workbench names, as soon as it is there. */
export async function focusNext(element: AttentionPlayground) {
  const { workbench, renderRoot } = element;
  const { next } = workbench;
  workbench.next = null;
  if (next === 'compare') {
    await customElements.whenDefined('compare-view');
    await renderRoot.querySelector('compare-view')?.focusFirst();
  } else if (next === 'program') {
    await customElements.whenDefined('program-bench');
    await renderRoot.querySelector('program-bench')?.focusFirst();
  } else if (next === 'compare-button') {
    renderRoot.querySelector<HTMLElement>('button.compare')?.focus({ preventScroll: true });
  } else if (next === 'picker') {
    await renderRoot.querySelector('variant-picker')?.focusFirst();
  }
}
