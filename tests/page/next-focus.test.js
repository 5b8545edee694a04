// After a large turn of the page the keyboard is where one reads or types next, and Back gives it back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focused } from './keys.js';
import { eventually, useBrowser, withPage } from './support.js';

useBrowser();

const has = (page, name) => eventually(async () => assert.match(await focused(page), name));
const pressed = (of) => of.press('Enter');

test('a lab that opens has the keyboard at its heading, and Back gives it to the link again', () =>
  withPage(
    async (page) => {
      const rows = page.locator('.welcome .rows');
      await rows.waitFor();
      // Nothing was asked for: the keyboard is nobody's.
      await eventually(async () =>
        assert.equal(await page.evaluate(() => document.activeElement === document.body), true),
      );
      await pressed(rows.getByRole('link', { name: /^3\. / }));
      await page.locator('by-hand-lab program-form').waitFor();
      await has(page, /^Multi-head attention by hand$/);
      await page.goBack();
      await has(page, /^3\. Multi-head attention by hand$/);
      await page.goForward();
      await has(page, /^Multi-head attention by hand$/);

      await pressed(page.getByRole('link', { name: /^Next: question 4/ }));
      await has(page, /^Decoding with fewer keys$/);
      const heading = page.getByRole('heading', { name: 'Decoding with fewer keys' });
      await eventually(async () =>
        assert.ok((await heading.boundingBox()).y >= 0, 'the heading is in sight'),
      );
      await page.goBack();
      await has(page, /^Next: question 4/);

      const contents = page.getByRole('navigation', { name: 'Labs' });
      await pressed(contents.getByRole('link', { name: /^2/ }));
      await page.locator('argmax-lab own-output').waitFor();
      await has(page, /^Argmax attention$/);
      await page.goBack();
      await has(page, /^2 ?[A-Z]/);
    },
    { hash: 'labs.html' },
  ));

test('Compare begins at its heading, and gives the keyboard back where it ends', () =>
  withPage(async (page) => {
    const compare = page.getByRole('button', { name: 'Compare', exact: true });
    await pressed(compare);
    await has(page, /^Side by side$/);
    await pressed(page.getByRole('button', { name: 'Back to the steps' }));
    await has(page, /^Compare$/);
    await pressed(compare);
    await has(page, /^Side by side$/);
    await page.goBack();
    await has(page, /^Compare$/);
  }));

test('“Your own” begins in the editor, and Back gives the keyboard to the list of variants', () =>
  withPage(async (page) => {
    await page.getByRole('treeitem', { selected: true }).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const field = page.getByRole('textbox', { name: 'Program' });
    await eventually(async () => assert.ok(await field.evaluate((node) => node.matches(':focus'))));
    await page.goBack();
    await has(page, /^Argmax/);
  }));

test('a link to what is compared leaves the keyboard where it was', () =>
  withPage(
    async (page) => {
      await page.locator('compare-row').first().waitFor();
      await eventually(async () =>
        assert.equal(await page.evaluate(() => document.activeElement === document.body), true),
      );
    },
    { hash: '#argmax?compare=.&compare=linear' },
  ));
