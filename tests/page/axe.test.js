// axe finds nothing: light and dark, wide and narrow, at rest, with a cell held, with an error.
import { test } from 'node:test';
import { blank, cell, homework, inspect, screens, shows, useBrowser, withPage } from './support.js';

useBrowser();

for (const colorScheme of ['light', 'dark']) {
  for (const name of ['wide', 'phone']) {
    test(`axe, ${colorScheme}, ${name}`, () =>
      withPage(
        async (page) => {
          await shows(page, 'Scores', homework.scores);
          await inspect(page, 'at rest');
          await cell(page, 'Scores', 1, 2).click();
          await page.locator('arithmetic-lines').waitFor();
          await inspect(page, 'with a cell held');
          await page.getByRole('button', { name: 'Keys ?' }).click();
          await page.getByRole('button', { name: 'Add mask' }).click();
          await shows(page, 'Masked', homework.scores);
          await page.getByRole('button', { name: 'Paste k' }).click();
          await page.locator('matrix-field[data-name="k"] textarea').fill('1 2\n3');
          await page.getByRole('button', { name: 'Replace k' }).click();
          await page.locator('matrix-field[data-name="k"] paste-box .error').waitFor();
          await blank(page, 'v', 2, 2).fill('4x');
          await page.locator('matrix-field[data-name="v"] .error').waitFor();
          await inspect(page, 'with a refused paste, an error, a mask and the list of keys');
        },
        { colorScheme, screen: screens[name] },
      ));
  }
}

test('axe, negative numbers and every step of the ramp', () =>
  withPage(
    async (page) => {
      await page.getByRole('grid', { name: 'Scores' }).waitFor();
      await inspect(page, 'ramp');
    },
    {
      hash: '#argmax?q=1&k=1;2;3;4;5;6;7;8;-1;-2;-3;-4;-5;-6;-7;-8&v=1;2;3;4;5;6;7;8;-1;-2;-3;-4;-5;-6;-7;-8',
    },
  ));
