// Every variant of the registry on the page: its example, its inputs of any rank, its parameters.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listVariants, runVariant } from './core.js';
import { arithmetic, blank, cell, eventually, shows, useBrowser, withPage } from './support.js';

useBrowser();

for (const { id, title } of listVariants()) {
  test(`${title} opens with its example, and every step has its table`, () =>
    withPage(
      async (page) => {
        await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
        await page.locator('step-card').first().waitFor();
        const all = page.getByRole('button', { name: /^Show all/ });
        const { steps } = runVariant(id);
        const labels = steps.filter(({ op }) => op !== 'input').map(({ label }) => label);
        await eventually(async () => {
          // The parts of a long program are folded.
          if ((await all.count()) > 0) await all.click();
          const shown = await page.locator('step-card h2').allTextContents();
          assert.deepEqual(
            shown.map((text) => text.trim()),
            labels.map((label, at) => `${at + 1}${label}`),
          );
        });
        await eventually(async () => {
          const broken = await page
            .locator('step-card header')
            .evaluateAll((heads) =>
              heads.filter((head) => head.offsetHeight > 36).map((head) => head.textContent),
            );
          assert.deepEqual(broken, [], 'the head of a step is one line');
        });
        const last = page
          .locator('step-card')
          .last()
          .locator('value-table[grid] td[data-place="0"]');
        await last.click();
        await arithmetic(page).waitFor();
        await eventually(async () => assert.equal(await page.locator('.error').count(), 0));
      },
      { hash: `#${id}` },
    ));
}

test('another family unfolds, and its variant opens with its own example', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', [['3', '11', '5', '2']]);
    await page.getByRole('treeitem', { name: /^Heads/ }).click();
    await page.getByRole('treeitem', { name: /^Multi-head heads/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Multi-head attention' }).waitFor();
    await page.locator('example-list').getByText('Example: ').waitFor();
    await page.waitForFunction(() => location.hash.startsWith('#multi-head'));
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Argmax attention' }).waitFor();
    await shows(page, 'Scores', [['3', '11', '5', '2']]);
  }));

test('who comes back from another family finds what was typed there', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', [['3', '11', '5', '2']]);
    await blank(page, 'q', 1, 1).fill('7');
    await shows(page, 'Scores', [['9', '11', '35', '2']]);
    await page.getByRole('treeitem', { name: /^Heads/ }).click();
    await page.getByRole('treeitem', { name: /^Multi-head heads/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Multi-head attention' }).waitFor();
    await blank(page, 'x', 1, 1).fill('5');
    // To another variant of the same inputs, and to the one that was left last.
    await page.getByRole('treeitem', { name: /^Softmax/ }).click();
    await shows(page, 'Dot products q·k', [['9', '11', '35', '2']]);
    await page.getByRole('treeitem', { name: /^Multi-head heads/ }).click();
    await eventually(async () => assert.equal(await blank(page, 'x', 1, 1).inputValue(), '5'));
  }));

test('an input of three axes is edited, refused and repaired in the table where it stands', () =>
  withPage(
    async (page) => {
      const entry = blank(page, 'w_q, h 2', 3, 1);
      await entry.fill('7');
      await page.waitForFunction(() => /w_q=[^&]*;;[^&]*\b7,/.test(location.hash));
      await page.reload();
      await eventually(async () => assert.equal(await entry.inputValue(), '7'));
      await cell(page, 'Output', 1, 1).waitFor();
      await entry.fill('x');
      const error = page.locator('matrix-field[data-name="w_q"] .error');
      await error.waitFor();
      await eventually(async () =>
        assert.match(await error.textContent(), /w_q, h 2, row 3, column 1:/),
      );
      await eventually(async () => assert.equal(await entry.getAttribute('aria-invalid'), 'true'));
      await error.getByRole('button', { name: 'Put 7 back' }).click();
      await error.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'one more: heads' }).click();
      await blank(page, 'w_q, h 3', 1, 1).waitFor();
      await blank(page, 'w_o, h 3', 1, 1).waitFor();
    },
    { hash: '#multi-head-decode' },
  ));

test('a parameter that is a number is typed, refused with a reason, and put back', () =>
  withPage(
    async (page) => {
      const heads = page.getByLabel('heads', { exact: true });
      await heads.fill('4');
      await page.locator('step-card[data-step="weights"]').getByText('= 4 × 3 × 3').waitFor();
      await heads.fill('3');
      const error = page.locator('param-settings .error');
      await error.waitFor();
      await eventually(async () => assert.equal(await heads.getAttribute('aria-invalid'), 'true'));
      await error.getByRole('button', { name: 'Put 4 back' }).click();
      await error.waitFor({ state: 'detached' });
      await eventually(async () => assert.equal(await heads.inputValue(), '4'));
      await page.waitForFunction(() => location.hash.includes('heads=4'));
    },
    { hash: '#multi-head' },
  ));

test('a matrix pasted into one table of a larger input replaces that table, or is refused', () =>
  withPage(
    async (page) => {
      const entry = blank(page, 'w_q, h 2', 1, 1);
      await entry.focus();
      await page.evaluate(() => navigator.clipboard.writeText('1 2\n3 4\n5 6\n7 8'));
      await page.keyboard.press('ControlOrMeta+V');
      await eventually(async () => {
        assert.equal(await blank(page, 'w_q, h 2', 4, 2).inputValue(), '8');
        assert.notEqual(await blank(page, 'w_q, h 1', 4, 2).inputValue(), '8');
      });
      await page.evaluate(() => navigator.clipboard.writeText('1 2 3\n4 5 6'));
      await entry.focus();
      await page.keyboard.press('ControlOrMeta+V');
      await page.getByText('w_q is 2 tables of 4 × 2, and this is 2 × 3.').first().waitFor();
      await eventually(async () => assert.equal(await entry.inputValue(), '1'));
    },
    { hash: '#multi-head-decode' },
  ));
