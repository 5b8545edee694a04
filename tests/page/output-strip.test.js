// What an edit does stays in sight: at the foot of the screen, while the tables of the steps are elsewhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blank, cell, eventually, screens, still, useBrowser, withPage } from './support.js';

useBrowser();

const line = (page) => strip(page).locator('.line').textContent();
const strip = (page) => page.locator('output-strip');
/** The one number of the output that the strip shows first. */
const first = (page) => strip(page).locator('td').first().textContent();

test('the third thing to try leads to the inputs, and the pinned cell stays in sight there', () =>
  withPage(
    async (page) => {
      await cell(page, 'Dot products q·k', 3, 2).waitFor();
      await eventually(async () => assert.equal(await strip(page).isVisible(), false));
      await page.getByRole('button', { name: 'Change an input' }).click();
      await strip(page).locator('.line').waitFor();
      const before = await line(page);
      await blank(page, 'q', 3, 1).fill('3');
      await eventually(async () => assert.notEqual(await line(page), before));
      await strip(page).getByRole('button', { name: 'Unpin' }).click();
      await strip(page).waitFor({ state: 'hidden' });
    },
    { hash: '', screen: { width: 1280, height: 700 } },
  ));

for (const [where, screen] of [
  ['wide', { width: 1280, height: 620 }],
  ['phone', screens.phone],
])
  test(`with nothing pinned the output stays in sight while an input changes: ${where}`, () =>
    withPage(
      async (page) => {
        await cell(page, 'Output', 1, 1).waitFor();
        await page.keyboard.press('Escape');
        await blank(page, 'q', 1, 1).click();
        const before = await first(page);
        await blank(page, 'q', 1, 1).fill('7');
        await eventually(async () => assert.notEqual(await first(page), before));
        const height = () => page.evaluate(() => document.documentElement.scrollHeight);
        await page.waitForLoadState('networkidle');
        await still(page);
        const shown = await height();
        await blank(page, 'q', 1, 1).evaluate((input) => input.blur());
        await strip(page).waitFor({ state: 'hidden' });
        await eventually(async () => assert.equal(await height(), shown, 'it takes no room'));
      },
      { hash: '', screen },
    ));
