// Masks and tensors in the page: pasted as libraries write them, asked about where nobody can tell, never changed by a cure.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, useBrowser, withPage } from './support.js';

useBrowser();

const MASKED = '#scaled-dot-product?q=1,0;0,1&k=1,0;0,1;1,1&v=1;2;3&mask=1,1,1;1,1,1';
const field = (page, name) => page.locator(`matrix-field[data-name="${name}"]`);

async function paste(page, name, text) {
  await field(page, name)
    .getByRole('button', { name: `Paste ${name}` })
    .click();
  await field(page, name).locator('textarea').fill(text);
  await field(page, name)
    .getByRole('button', { name: `Replace ${name}` })
    .click();
}

/** The cells of the mask, a text for each row. */
const mask = (page) =>
  field(page, 'mask')
    .locator('table tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('.blank')].map((cell) => cell.textContent.trim()).join(''),
      ),
    );

const masks = (page, expected) =>
  eventually(async () => assert.deepEqual(await mask(page), expected));

test('a mask that is added, one row for all queries, and lengths are read as such, and that is said', () =>
  withPage(
    async (page) => {
      await masks(page, ['111', '111']);
      await paste(page, 'mask', 'tensor([[0., 0., -inf],\n        [0., -inf, -inf]])');
      await masks(page, ['110', '100']);
      await field(page, 'mask').getByText('added to scores').waitFor();
      await paste(page, 'mask', '1 1 0');
      await masks(page, ['110', '110']);
      await field(page, 'mask').getByText('it holds for all 2 queries').waitFor();
      await paste(page, 'mask', 'key_lengths = torch.tensor([1, 3])');
      await masks(page, ['100', '111']);
    },
    { hash: MASKED },
  ));

test('what True says is asked, with the first row drawn both ways, and nothing changes before', () =>
  withPage(
    async (page) => {
      await masks(page, ['111', '111']);
      await paste(page, 'mask', 'torch.tensor([[False, True, True], [False, False, True]])');
      const question = field(page, 'mask').locator('mask-question');
      await question.getByText('What does True say in this text?').waitFor();
      const rows = question.getByRole('img');
      await eventually(async () =>
        assert.deepEqual(
          await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label'))),
          ['Query 1 reads keys 2 and 3.', 'Query 1 reads key 1.'],
        ),
      );
      await masks(page, ['111', '111']);
      await question.getByRole('button', { name: 'A key that is True is hidden' }).click();
      await masks(page, ['100', '110']);
      await question.waitFor({ state: 'detached' });
      // Asked again, and answered by typing instead: the question is over.
      await paste(page, 'mask', '[[true, false, false], [true, true, false]]');
      await question.waitFor();
      await page.getByRole('switch', { name: /^mask, row 1, column 2/ }).click();
      await masks(page, ['110', '110']);
      await question.waitFor({ state: 'detached' });
    },
    { hash: MASKED },
  ));

test('a cure for a cell of a mask keeps what it means', () =>
  withPage(
    async (page) => {
      const error = field(page, 'mask').locator('.error');
      await error.waitFor();
      await eventually(async () =>
        assert.deepEqual(await error.getByRole('button').allTextContents(), [
          'Write 0, which hides the key',
        ]),
      );
      await error.getByRole('button').click();
      await masks(page, ['110', '111']);
    },
    { hash: MASKED.replace('1,1,1;', '1,1,-1e9;') },
  ));

test('a cache is copied as LaTeX and pasted back', () =>
  withPage(
    async (page) => {
      await field(page, 'prev_k').waitFor();
      const cells = () =>
        field(page, 'prev_k')
          .locator('input.blank')
          .evaluateAll((all) => all.map(({ value }) => Number(value)));
      await eventually(async () => assert.ok((await cells()).length > 8));
      const before = await cells();
      await field(page, 'prev_k').getByRole('button', { name: 'Copy or save prev_k' }).click();
      await field(page, 'prev_k').getByRole('button', { name: 'Copy prev_k as LaTeX' }).click();
      await page.getByText('Copied', { exact: true }).waitFor();
      const text = await page.evaluate(() => navigator.clipboard.readText());
      await field(page, 'prev_k').locator('input.blank').first().fill('7');
      await eventually(async () => assert.notDeepEqual(await cells(), before));
      await paste(page, 'prev_k', text);
      await eventually(async () => assert.deepEqual(await cells(), before));
      await eventually(async () =>
        assert.equal(await field(page, 'prev_k').locator('.error').count(), 0),
      );
      await paste(page, 'prev_k', '[[1, 2], [3, 4]]');
      await field(page, 'prev_k').locator('paste-box .error').waitFor();
    },
    { hash: '#multi-head-decode' },
  ));
