// Every state is a link: copied, opened, followed back and forward, and refused without loss.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  blank,
  cell,
  eventually,
  holds,
  homework,
  lit,
  screens,
  shows,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

test('a copied link opens the same state, held cell included', async () => {
  let link = '';
  await withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 1).fill('1/2');
    await page.getByRole('radio', { name: '1/√d' }).check();
    await cell(page, 'Output', 1, 3).click();
    await page.locator('arithmetic-lines').waitFor();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    link = await page.evaluate(() => navigator.clipboard.readText());
  });
  await withPage(
    async (page) => {
      await holds(page, 'q', [['1/2', '1', '2']]);
      await shows(page, 'Output', homework.output);
      assert.ok(await page.getByRole('radio', { name: '1/√d' }).isChecked());
      await eventually(async () => assert.deepEqual(await lit(page, 'output', 'held'), ['1,3']));
    },
    { hash: new URL(link).hash },
  );
});

test('Back and Forward go through the variants, and the numbers travel along', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'k', 3, 1).fill('6');
    await shows(page, 'Scores', [['3', '11', '6', '2']]);
    await page
      .locator('variant-picker')
      .getByRole('treeitem', { name: /^Softmax/ })
      .click();
    await shows(page, 'Products', [['3', '11', '6', '2']]);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Argmax attention' }).waitFor();
    await shows(page, 'Scores', [['3', '11', '6', '2']]);
    await page.goForward();
    await shows(page, 'Products', [['3', '11', '6', '2']]);
  }));

for (const [name, hash, says] of [
  ['an unknown variant', '#softmax-with-sugar', 'no variant here has that name'],
  ['rows of two lengths', '#argmax?q=1,2;3', 'not equally long'],
  ['an unknown name', '#argmax?z=1', 'which Argmax attention does not take'],
  ['a bad value', '#argmax?scale=maybe', 'is no value for scale'],
  ['a broken escape', '#argmax?q=%E0%A4%A', 'is not spelled as a link is'],
  ['a held cell that is none', '#argmax?hold=scores', 'names no cell'],
]) {
  test(`a link with ${name} says so, and nothing is lost`, () =>
    withPage(
      async (page) => {
        await shows(page, 'Scores', homework.scores);
        await page.getByText('This link cannot be followed').first().waitFor();
        assert.ok((await page.locator('.notice').textContent()).includes(says));
        assert.equal(new URL(page.url()).hash, hash, 'the link itself is still there');
        await blank(page, 'q', 1, 1).fill('7');
        await shows(page, 'Scores', [['9', '11', '35', '2']]);
        await page.goBack();
        await page.waitForFunction((hash) => location.hash === hash, hash);
        await shows(page, 'Scores', [['9', '11', '35', '2']]);
      },
      { hash },
    ));
}

test('a held cell that the table does not have is let go', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      assert.deepEqual(await lit(page, 'scores', 'held'), []);
      await page.waitForFunction(() => location.hash === '');
    },
    { hash: '#argmax?hold=scores:0,9' },
  ));

test('light and dark are remembered, and follow the system until one is chosen', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      const paper = () =>
        page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const dark = await paper();
      await page.getByRole('button', { name: 'Light' }).click();
      const light = await paper();
      assert.notEqual(light, dark);
      await page.reload();
      await shows(page, 'Scores', homework.scores);
      assert.equal(await paper(), light);
    },
    { colorScheme: 'dark', screen: screens.middle },
  ));
