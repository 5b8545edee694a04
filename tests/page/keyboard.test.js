// A whole visit without a pointer: every step of it by keys that the page's own list names.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, holds, homework, lit, shows, useBrowser, withPage } from './support.js';

useBrowser();

/** The accessible name of what has the keyboard, through all shadow roots. */
const focused = (page) =>
  page.evaluate(() => {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    const text = node?.labels?.[0]?.textContent ?? node?.textContent ?? '';
    return node?.ariaLabel ?? text.replaceAll(/\s+/g, ' ').trim();
  });

/** Press Tab until what has the keyboard is called so. */
async function tabTo(page, name, key = 'Tab') {
  for (let tries = 0; tries < 90; tries += 1) {
    if (name.test(await focused(page))) return;
    await page.keyboard.press(key);
  }
  assert.fail(`Tab never came to ${name}; it ended at “${await focused(page)}”`);
}

test('open, edit, read a cell, follow it, break, repair, undo, choose, go back: all by keyboard', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);

    // Edit: from blank to blank with arrows and Enter.
    await tabTo(page, /^q, row 1, column 1$/);
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(page), 'q, row 1, column 2');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('2');
    await shows(page, 'Scores', [['5', '14', '5', '2']]);
    await tabTo(page, /^k, row 1, column 1$/);
    await page.keyboard.press('Enter');
    assert.equal(await focused(page), 'k, row 2, column 1');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    assert.equal(await focused(page), 'k, row 2, column 1');

    // Break an entry and repair it by the button under the field.
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('x');
    await page.locator('matrix-field[data-name="k"] .error').waitFor();
    await tabTo(page, /^Put 0 back$/);
    await page.keyboard.press('Enter');
    await page.locator('.error').waitFor({ state: 'detached' });

    // Undo all of it.
    await page.keyboard.press('ControlOrMeta+Z');
    await page.keyboard.press('ControlOrMeta+Z');
    await page.keyboard.press('ControlOrMeta+Z');
    await shows(page, 'Scores', homework.scores);

    // Read a cell, follow it to what was typed, and let go.
    await tabTo(page, /^Steps$/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await eventually(async () => assert.equal(await focused(page), '3'));
    await page.keyboard.press('ArrowRight');
    await eventually(async () => assert.deepEqual(await lit(page, 'scores', 'pointed'), ['1,2']));
    await eventually(async () =>
      assert.deepEqual(await lit(page, 'k', 'source'), ['2,1', '2,2', '2,3']),
    );
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.locator('arithmetic-lines').waitFor();
    await tabTo(page, /^3, from k, 2, 2$/);
    await page.keyboard.press('Enter');
    await eventually(async () => assert.equal(await focused(page), 'k, row 2, column 2'));
    await page.keyboard.press('Escape');
    await eventually(async () => assert.deepEqual(await lit(page, 'k', 'held'), []));

    // Another variant, and Back.
    await tabTo(page, /^Argmax the best key/, 'Shift+Tab');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Scaled dot-product attention' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Argmax attention' }).waitFor();
    await shows(page, 'Output', homework.output);
  }));

test('? opens the list of keys, and Esc closes it; in a blank it is only a character', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.getByRole('button', { name: 'Keys ?' }).focus();
    await page.keyboard.press('?');
    await page.getByRole('region', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'Keys' }).waitFor({ state: 'detached' });
    await page.getByLabel('q, row 1, column 1').focus();
    await page.keyboard.press('?');
    assert.equal(await page.getByRole('region', { name: 'Keys' }).count(), 0);
  }));

test('a failed paste comes back with its text, and Esc keeps the matrix as it was', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.evaluate(() => navigator.clipboard.writeText('1 2 3\n4 5'));
    await page.getByLabel('k, row 1, column 1').focus();
    await page.keyboard.press('ControlOrMeta+V');
    const box = page.locator('matrix-field[data-name="k"] textarea');
    await box.waitFor();
    await eventually(async () => assert.equal(await box.inputValue(), '1 2 3\n4 5'));
    await page.locator('matrix-field[data-name="k"] .error').waitFor();
    assert.equal(
      await box.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd)),
      '4 5',
    );
    await holds(page, 'k', homework.k);
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    await shows(page, 'Scores', homework.scores);
    await page.keyboard.press('ControlOrMeta+Z');
    await holds(page, 'k', homework.k);
  }));
