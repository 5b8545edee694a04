// Rows and columns in and out of the middle of an input: what shares the axis follows, and undo works.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  blank,
  eventually,
  holds,
  homework,
  inspect,
  screens,
  shows,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

const stub = (page, name, what, number) =>
  page.locator(
    `matrix-field[data-name="${name}"] .stub[data-what="${what}"][data-at="${number - 1}"]`,
  );

test('a key goes with its value, and undo brings both back', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await stub(page, 'k', 'row', 3).click();
    await page.getByText('j: also in v').waitFor();
    await inspect(page, 'with the menu of a row open');
    await page.getByRole('button', { name: 'Remove row 3' }).click();
    await holds(page, 'k', [
      ['1', '2', '0'],
      ['0', '3', '4'],
      ['0', '0', '1'],
    ]);
    await holds(page, 'v', [
      ['2', '0', '1'],
      ['1', '4', '3'],
      ['1', '0', '-1'],
    ]);
    await shows(page, 'Scores', [['3', '11', '2']]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await holds(page, 'k', homework.k);
    await shows(page, 'Scores', homework.scores);
  }));

test('by keyboard: Ctrl+Enter opens what can be done, Esc goes back, a column is inserted in q and k', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 2).focus();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Insert before column 2' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('axis-menu').waitFor({ state: 'detached' });
    await eventually(async () =>
      assert.ok(await blank(page, 'q', 1, 2).evaluate((cell) => cell.matches(':focus'))),
    );
    await page.keyboard.press('Control+Enter');
    await eventually(async () =>
      assert.ok(
        await page
          .getByRole('button', { name: 'Insert before column 2' })
          .evaluate((button) => button.matches(':focus')),
      ),
    );
    await page.keyboard.press('Enter');
    await holds(page, 'q', [['1', '0', '1', '2']]);
    await holds(page, 'k', [
      ['1', '0', '2', '0'],
      ['0', '0', '3', '4'],
      ['5', '0', '0', '0'],
      ['0', '0', '0', '1'],
    ]);
    await shows(page, 'Scores', homework.scores);
  }));

test('a mask of self-attention loses a row and a column, and a table of heads goes from every input', () =>
  withPage(
    async (page) => {
      await blank(page, 'x', 1, 1).waitFor();
      await page.getByRole('button', { name: 'Add mask' }).click();
      await stub(page, 'mask', 'column', 2).click();
      await page.getByRole('button', { name: 'Remove column 2' }).click();
      await holds(page, 'mask', [
        ['1', '1'],
        ['1', '1'],
      ]);
      await eventually(async () => assert.equal(await blank(page, 'x', 3, 1).count(), 0));
    },
    { hash: '#multi-head' },
  ));

test('one head of three is removed from the weights and from the cache', () =>
  withPage(
    async (page) => {
      const third = await blank(page, 'w_q, h 2', 1, 1).inputValue();
      await page.getByRole('button', { name: 'one more: heads' }).click();
      await blank(page, 'w_q, h 1', 1, 1).focus();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('button', { name: 'Remove h 1' }).click();
      await eventually(async () =>
        assert.equal(await blank(page, 'w_q, h 1', 1, 1).inputValue(), third),
      );
      await eventually(async () => assert.equal(await blank(page, 'w_o, h 3', 1, 1).count(), 0));
      await blank(page, 'w_o, h 2', 1, 1).waitFor();
    },
    { hash: '#multi-head-decode' },
  ));

test('the last row cannot be removed, and the number of a row is large enough for a thumb', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await stub(page, 'q', 'row', 1).tap();
      const remove = page.getByRole('button', { name: 'Remove row 1' });
      await remove.waitFor();
      await eventually(async () => assert.ok(await remove.isDisabled()));
      const { width, height } = await stub(page, 'q', 'row', 1).boundingBox();
      assert.ok(width >= 20 && height >= 24, `${width} × ${height}`);
      await page.getByRole('button', { name: 'Insert below row 1' }).tap();
      await holds(page, 'q', [
        ['1', '1', '2'],
        ['0', '0', '0'],
      ]);
    },
    { screen: screens.phone, hasTouch: true },
  ));
