// The models of all elements on a page: one worker, which goes with the last of them.
import { Library } from './library.ts';

let library: Library | null = null;
const holders = new Set<object>();

/** @param signal until when this element is on the page */
export function shareLibrary(holder: object, signal?: AbortSignal): Library {
  library ??= new Library();
  const shared = library;
  if (!signal) return shared;
  holders.add(holder);
  signal.addEventListener('abort', () => {
    holders.delete(holder);
    if (holders.size > 0 || library !== shared) return;
    library = null;
    shared.end();
  });
  return shared;
}
