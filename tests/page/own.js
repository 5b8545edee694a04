// A program of one's own in the page, as its tests find it.
import assert from 'node:assert/strict';
import { EXAMPLES } from '../../www/program/programs.ts';
import { eventually } from './support.js';

export const WINDOW = EXAMPLES.find(({ id }) => id === 'sliding-window').text;

export const field = (page) => page.getByRole('textbox', { name: 'Program' });
export const yours = (page) => page.getByRole('treeitem', { name: /^Your own/ });
export const messages = (page) => page.locator('program-editor .message');
export const recognised = (page) => page.locator('program-bench .recognised');
export const act = (page, name) => page.getByRole('button', { name, exact: true });

/** Of a program on the page: its results are there and are those of its text. */
export const settled = (page) =>
  eventually(async () =>
    assert.ok(
      await page.evaluate(() => {
        const { results, store, program } =
          document.querySelector('attention-playground').workbench;
        return results.good?.state === store.state && program !== null && !results.error;
      }),
    ),
  );

export const link = async (page) => {
  await act(page, 'Copy link').click();
  await page.getByRole('button', { name: 'Copied', exact: true }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
};
