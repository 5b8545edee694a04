// The picture of the program: in the margin of a wide sheet, or else below the settings, as the styles place it.
import { html, nothing } from 'lit';

/** @param {import('./workbench.js').Desk} desk @param {Map<string, import('../tables/highlights.js').Lights>} lights */
export function programPlace({ session, walk, store }, lights) {
  if (!session.good || store?.state.compare) return nothing;
  return html`<program-threads
    .trace=${session.good.trace}
    .lights=${lights}
    .current=${walk.at}
    @program-size=${makeRoom}
  ></program-threads>`;
}

/** What is said in the margin of the first step begins under the picture. @param {CustomEvent<number>} event */
function makeRoom({ currentTarget, detail }) {
  const { parentElement } = /** @type {Element} */ (currentTarget);
  parentElement?.style.setProperty('--program', `${detail}px`);
}
