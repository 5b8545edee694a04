// The inputs of a lab go through its address: what is typed comes back from there as it was.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldAnswers } from './held.js';
import { blank, eventually, holds, homework, typed, useBrowser, withPage } from './support.js';

useBrowser();

test('an entry may hold what parts cells and rows, and the other numbers stay', () =>
  withPage(
    async (page) => {
      await holds(page, 'k', homework.k);
      await blank(page, 'k', 1, 1).fill('7');
      const odd = [
        ['1,', '2;3', '50%'],
        ['a b', '_', 'ß&='],
      ];
      for (const [row, texts] of odd.entries())
        for (const [column, text] of texts.entries())
          await blank(page, 'k', row + 2, column + 1).fill(text);
      await blank(page, 'k', 4, 1).fill('');
      const expected = [['7', '2', '0'], ...odd, ['', '0', '1']];
      await holds(page, 'k', expected);
      await page.waitForFunction(() => /k=7,2,0;.*;_,0,1(&|$)/.test(location.hash));
      await page.reload();
      await holds(page, 'k', expected);
      await page.locator('matrix-field[data-name="k"] .error').waitFor();
    },
    { hash: 'labs.html#argmax' },
  ));

test('an address with uneven rows opens the example', () =>
  withPage((page) => holds(page, 'k', homework.k), { hash: 'labs.html#argmax?k=1,2;3' }));

test('what is typed while random values are drawn is not written over', () => {
  const { hold, asked, release } = heldAnswers(({ fn }) => fn === 'randomInputs');
  return withPage(
    async (page) => {
      await page.getByRole('button', { name: 'Random', exact: true }).click();
      await page.getByRole('button', { name: 'Fill all' }).click();
      await asked(page);
      await blank(page, 'q', 1, 1).fill('9');
      await release(page);
      await page.evaluate(() =>
        document.querySelector('attention-labs').engine.call('t', 'listVariants'),
      );
      await eventually(async () => assert.deepEqual(await typed(page, 'q'), [['9', '1', '2']]));
      await eventually(async () => assert.deepEqual(await typed(page, 'k'), homework.k));
      await page.getByRole('button', { name: 'Fill all' }).click();
      await eventually(async () => assert.notDeepEqual(await typed(page, 'k'), homework.k));
    },
    { hash: 'labs.html#argmax', prepare: hold },
  );
});
