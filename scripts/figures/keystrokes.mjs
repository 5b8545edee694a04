// From a key until what it changes is painted: a digit typed over another, again and again, by a quick typist.
import { SLOWLY } from './painted.mjs';

export const KEYS = 200;

/** Over the first number of q, until a result has changed. @param {import('playwright-core').Page} page */
export async function matrixKeystrokes(page, keys = KEYS) {
  await page.getByLabel('q, row 1, column 1', { exact: true }).focus();
  const select = () => page.keyboard.press('Control+A');
  return keystrokes(page, { shown: 'cell', select, digit: (key) => 2 + (key % 7), keys });
}

/**
 * Over the number that a program adds to its queries.
 * @param {import('playwright-core').Page} page @param {'copy' | 'cell'} shown its text, or a result
 */
export function programKeystrokes(page, shown, keys = KEYS) {
  const select = () =>
    page.evaluate(() => {
      const field = window.deep('program-editor').renderRoot.querySelector('textarea');
      const at = /\(q\[i,d\] \+ /.exec(field.value);
      field.focus();
      field.setSelectionRange(at.index + at[0].length, at.index + at[0].length + 1);
    });
  return keystrokes(page, { shown, select, digit: (key) => 3 + (key % 6), keys });
}

/** @returns {Promise<number[]>} milliseconds */
async function keystrokes(page, { shown, select, digit, keys }) {
  await page.evaluate((shown) => {
    window.times = [];
    window.typed = ({ timeStamp, key }) => {
      if (!/^\d$/.test(key)) return;
      // To ask for frames until it has changed would bring frames that nobody else wants.
      const change = new MutationObserver(async () => {
        change.disconnect();
        window.times.push((await window.painted()) - timeStamp);
      });
      change.observe(window[shown](), { characterData: true, childList: true, subtree: true });
    };
    addEventListener('keydown', window.typed, { capture: true });
  }, shown);
  for (let key = 0; key < keys; key += 1) {
    await page.waitForTimeout(100 + ((key * 37) % 100));
    await select();
    await page.waitForTimeout(100 + ((key * 53) % 100));
    await page.keyboard.press(String(digit(key)));
    await page.waitForFunction((count) => window.times.length === count, key + 1, SLOWLY);
  }
  return page.evaluate(() => {
    removeEventListener('keydown', window.typed, { capture: true });
    return window.times;
  });
}
