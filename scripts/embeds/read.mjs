// What is read off a page that has the playground on it, and how long is waited for it.
const PATIENCE = 30_000; // milliseconds

/** The first that a look finds, or null. @template T @param {() => Promise<T>} look @returns {Promise<T | null>} */
export async function until(look, patience = PATIENCE) {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    const found = await look();
    if (found) return found;
    await new Promise((later) => setTimeout(later, 100));
  }
  return null;
}

/** The scores that a page, a frame or an element shows, or null. */
export async function scoresOf(inside) {
  const cells = inside.getByRole('grid', { name: 'Scores', exact: true }).locator('tbody td');
  const texts = await cells.allTextContents().catch(() => []);
  return texts.length > 0 ? texts.map((text) => text.trim()).join() : null;
}

/** Words on one line. */
export const short = (text) => text.trim().replace(/\s+/g, ' ').slice(0, 90);
