// How the labs stand on the screen and on paper, and what their list says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser, withPage } from './support.js';

useBrowser();

test('the list says that question 5 is not here yet', () =>
  withPage(
    async (page) => {
      const list = page.getByRole('navigation', { name: 'Labs' }).getByRole('listitem');
      await list.first().waitFor();
      const numbers = (await list.allInnerTexts()).map((text) => text.trim().charAt(0));
      assert.deepEqual(numbers, ['1', '2', '3', '4', '5', '6']);
      assert.match(await list.nth(4).innerText(), /trained models, and is not here yet/);
      assert.equal(await list.nth(4).getByRole('link').count(), 0);
    },
    { hash: 'labs.html' },
  ));
