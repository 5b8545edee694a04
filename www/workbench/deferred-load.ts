// When the parts come that a first table does not wait for: once it is on the screen.
import { onScreen } from '../lib/on-screen.ts';

let coming: Promise<unknown> | undefined;

/** Once for all elements of a page, and anew where it failed. */
export function bringTheRest() {
  coming ??= onScreen()
    .then(() => import('./deferred-components.ts'))
    .catch((error) => {
      coming = undefined;
      throw error;
    });
  return coming;
}
