// By keyboard alone: where the keyboard is, and Tab until it is where a test wants it.
import assert from 'node:assert/strict';
import { eventually } from './support.js';

/** In the page: what has the keyboard, through all shadow roots, what there is for it, and how each is called. */
function look() {
  const all = (root) =>
    [...root.querySelectorAll('*')].flatMap((node) =>
      node.shadowRoot ? [node, ...all(node.shadowRoot)] : [node],
    );
  const nameOf = (node) =>
    (node?.ariaLabel ?? node?.labels?.[0]?.textContent ?? node?.textContent ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim();
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  const stops = () =>
    all(document).filter((node) => node.tabIndex >= 0 && !node.matches(':disabled'));
  return { node, nameOf, stops };
}

/** The accessible name of what has the keyboard. */
export const focused = (page) =>
  page.evaluate(`(() => { const { node, nameOf } = (${look})(); return nameOf(node); })()`);

/**
 * Press Tab until what has the keyboard is called so: first that has to be there, and then it has to be
 * reached before all of the page has gone by twice, since at its end a browser goes on from where one began.
 * @param {import('playwright-core').Page} page @param {string | RegExp} name @param {'Tab' | 'Shift+Tab'} key
 */
export async function tabTo(page, name, key = 'Tab') {
  const isName = (text) => (typeof name === 'string' ? text === name : name.test(text));
  await eventually(async () => {
    const names = await page.evaluate(`(() => {
      const { nameOf, stops } = (${look})();
      return stops().map(nameOf);
    })()`);
    assert.ok(names.some(isName), `there is no ${name} to come to`);
  });
  await page.evaluate('window.visits = new Map()');
  for (;;) {
    const { called, visits } = await page.evaluate(`(() => {
      const { node, nameOf } = (${look})();
      visits.set(node, (visits.get(node) ?? 0) + 1);
      return { called: nameOf(node), visits: visits.get(node) };
    })()`);
    if (isName(called)) return;
    assert.ok(visits < 3, `${key} never came to ${name}; it was twice at “${called}”`);
    await page.keyboard.press(key);
  }
}
