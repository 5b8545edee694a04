// Patience, for every test that watches a browser: it waits for a state, and only gives up after a time.

/** Milliseconds until one gives up: a machine that does other things at once takes its time. */
export const PATIENCE = 30_000;

/** The same for what computes for seconds where nothing else is done. */
export const LONG = 4 * PATIENCE;

/** Try until it no longer throws. @template T @param {() => T | Promise<T>} check @returns {Promise<T>} */
export async function eventually(check) {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((again) => setTimeout(again, 20));
    }
  }
}
