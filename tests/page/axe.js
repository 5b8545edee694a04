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
 * In the page. Most of axe's time goes into contrasts, and most of these are of texts that look alike, before
 * and behind: it is given one of each look. What lies over something else is always given.
 */
async function look({ rest, contrast }) {
  const { axe } = window;
  const LAYERS = ['absolute', 'fixed', 'sticky'];
  const grounds = new Map();
  /** What is behind a text, down to the page; null where it lies over something else. */
  const groundOf = (element) => {
    if (!element) return '';
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(element);
      const around = element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;
      const behind = groundOf(around);
      const own = `${backgroundColor} ${backgroundImage} ${opacity}`;
      const isClear = own === 'rgba(0, 0, 0, 0) none 1';
      const isLayer = behind === null || LAYERS.includes(position);
      grounds.set(element, isLayer ? null : isClear ? behind : `${behind}, ${own}`);
    }
    return grounds.get(element);
  };
  const alike = [];
  const looks = new Set();
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (element.childElementCount > 0 || element.textContent.trim() === '') continue;
      const ground = groundOf(element);
      if (ground === null) continue;
      const { color, fontSize, fontWeight } = getComputedStyle(element);
      const look = `${color} ${fontSize} ${fontWeight} on ${ground}`;
      if (looks.has(look)) alike.push(element);
      else looks.add(look);
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
