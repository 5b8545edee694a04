// axe finds nothing on a page: every rule, or those of colour alone where nothing else has changed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { still } from './still.js';

const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const EVERY_RULE = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const CONTRAST = 'color-contrast';
const COLOUR_RULES = [CONTRAST, 'link-in-text-block'];

/** axe finds nothing on the page as it is. */
export const inspect = (page, state) => inspected(page, state, false);

/** The same of what can be otherwise when nothing but the colours has changed. */
export const inspectColours = (page, state) => inspected(page, state, true);

async function inspected(page, state, colours) {
  await still(page); // else a contrast is judged on the way to another
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const { found, passed, alike } = await page.evaluate(look, {
    rest: colours
      ? { type: 'rule', values: COLOUR_RULES.filter((rule) => rule !== CONTRAST) }
      : { type: 'tag', values: EVERY_RULE },
    contrast: CONTRAST,
  });
  assert.ok(passed > (colours ? 0 : 10), 'axe looked at the page');
  assert.deepEqual(found, [], state);
  return { alike };
}

/**
 * In the page. Half of axe's time goes into contrasts, and most of these are of cells that look alike:
 * of a table or a formula it is given one of each look.
 */
async function look({ rest, contrast }) {
  const { axe } = window;
  const alike = [];
  const looks = new Map();
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (element.childElementCount > 0) continue;
      const whole = element.closest('table, math');
      if (!whole) continue;
      const seen = looks.get(whole) ?? new Set();
      looks.set(whole, seen);
      const styles = [];
      for (let at = element; at !== whole; at = at.parentElement) {
        const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight } =
          getComputedStyle(at);
        styles.push(color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight);
      }
      const look = styles.join();
      if (seen.has(look)) alike.push(element);
      else seen.add(look);
    }
  };
  walk(document);
  const options = { resultTypes: ['violations'], iframes: false };
  const results = [
    await axe.run({ ...options, runOnly: rest, rules: { [contrast]: { enabled: false } } }),
    await axe.run(
      { include: [document], ...(alike.length > 0 && { exclude: alike }) },
      { ...options, runOnly: [contrast] },
    ),
  ];
  return {
    found: results.flatMap(({ violations }) =>
      violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`,
      ),
    ),
    passed: results.reduce((sum, { passes }) => sum + passes.length, 0),
    alike: alike.length,
  };
}
