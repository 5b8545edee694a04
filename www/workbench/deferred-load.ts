// When the parts come that a first table does not wait for: once it is on the screen.
import { onScreen } from '../lib/on-screen.js';

/** @type {Promise<unknown> | undefined} */
let coming;

/** Once for all elements of a page. */
export function bringTheRest() {
  coming ??= onScreen().then(() => import('./deferred-components.js'));
  return coming;
}
