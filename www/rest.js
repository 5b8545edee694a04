// When the parts come that a first table does not wait for: once it is on the screen.

/** @type {Promise<unknown> | undefined} */
let coming;

/** Once for all elements of a page. */
export function bringTheRest() {
  coming ??= onScreen().then(() => import('./components/later.js'));
  return coming;
}

/** What is there now has been drawn: the task after a frame's callbacks comes when that frame has been handed to the screen. */
export const onScreen = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
