// A student's visit to question 3: blanks that do not fit, blanks that fit, and wider values.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect, screens, useBrowser, withPage } from './support.js';

useBrowser();

const RIGHT = { a: 'self.d_model', b: 'd_model', d: 'Q', e: 'softmax', f: 'V', h: 'W_o' };
const hole = (page, name) => page.getByLabel(`blank (${name})`, { exact: true });

async function fill(page, texts) {
  for (const [name, text] of Object.entries(texts)) await hole(page, name).fill(text);
  await page.getByRole('button', { name: 'Check the blanks' }).click();
}

test('a visit: misfits by tensor and size, what computes something else, then right, then (b)', () =>
  withPage(
    async (page) => {
      await hole(page, 'a').waitFor();
      assert.equal(await hole(page, 'c').inputValue(), 'd_model', 'as the sheet prints it');
      await fill(page, { ...RIGHT, a: 'self.d_k', f: 'K', h: '' });
      const found = page.locator('by-hand-lab .found');
      await found.getByText('K has 4 features here, and 3 heads of 4 would be 12.').waitFor();
      await found.getByText(/keys are as wide as values/).waitFor();
      await page.getByText('5 of 8 blanks are right, 1 still empty: (h).').waitFor();
      assert.equal(await hole(page, 'f').getAttribute('aria-invalid'), 'true');

      await fill(page, RIGHT);
      await page.getByText('its numbers are those of multi-head attention').waitFor();
      await page
        .getByText(/PyTorch refuses this line/)
        .first()
        .waitFor();

      const wide = page.locator('widened-values');
      await wide.getByText('Line 20 stops.').first().waitFor();
      await wide.getByLabel('the width of a head').fill('-1');
      await wide.getByText('Line 24 stops.').first().waitFor();
      await wide.getByLabel('the width of all heads').fill('2 * self.d_model');
      await wide.getByText('Line 31 stops.').first().waitFor();
      await wide.getByLabel('what W_o takes').fill('d_model + d_model');
      await wide.getByText('It runs at all sizes').waitFor();
      await wide.getByLabel('how the heads are joined').selectOption('reshape');
      await wide.getByText(/PyTorch refuses this line/).waitFor({ state: 'detached' });
      await wide.getByText('It runs at all sizes').waitFor();
    },
    { hash: 'labs.html#by-hand' },
  ));

test('with hidden answers (b) waits for (a), and a link brings fillings along', () =>
  withPage(
    async (page) => {
      await hole(page, 'a').waitFor();
      assert.equal(await hole(page, 'd').inputValue(), 'K');
      await page.getByRole('button', { name: 'Check the blanks' }).click();
      await page.getByText('Not yet.').waitFor();
      assert.equal(await page.locator('widened-values').count(), 0);
      assert.equal(await page.getByRole('button', { name: /First step/ }).count(), 0);
      await fill(page, RIGHT);
      await page.locator('widened-values').waitFor();
    },
    { hash: 'labs.html#by-hand?d=K&answers=hide' },
  ));

for (const colorScheme of ['light', 'dark']) {
  test(`axe, ${colorScheme}, and no sideways scroll at 320 px`, () =>
    withPage(
      async (page) => {
        await hole(page, 'a').waitFor();
        await fill(page, { a: 'self.d_k' });
        await page.locator('by-hand-lab .found li').first().waitFor();
        await page.locator('widened-values .verdict').waitFor();
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${over} px too wide`);
        await inspect(page, 'with a wrong blank');
      },
      { hash: 'labs.html#by-hand', colorScheme, screen: screens.small },
    ));
}
