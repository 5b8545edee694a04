// Patience, for every test that watches a browser.

/** Try until it no longer throws. @template T @param {() => Promise<T>} check @param {number} [limit] milliseconds @returns {Promise<T>} */
export async function eventually(check, limit = 5000) {
  const end = performance.now() + limit;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((again) => setTimeout(again, 20));
    }
  }
}
