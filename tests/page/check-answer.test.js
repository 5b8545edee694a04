// Check my answer for a table of one's own beside a step and beside a gradient, wrong at first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focused } from './keys.js';
import { eventually, homework, inspect, screens, shows, useBrowser, withPage } from './support.js';

useBrowser();

const mine = (page, step) => page.locator(`step-card[data-step="${step}"] check-answer`);

test('a slip is named, a wrong cell is marked, and the right table is told right', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await mine(page, 'scores').getByRole('button', { name: 'Check my answer for Scores' }).click();
    const own = (column) => page.getByLabel(`my scores, row 1, column ${column}`, { exact: true });
    for (const [at, text] of ['1.73', '6.35', '2.89', '1.15'].entries())
      await own(at + 1).fill(text);
    const check = mine(page, 'scores').getByRole('button', { name: 'Check my scores' });
    const verdict = mine(page, 'scores').locator('.verdict');
    await check.click();
    await verdict.getByText('4 of 4 numbers are wrong').waitFor();
    await verdict.getByText('Scaled where no scale is.').waitFor();
    await eventually(async () => assert.equal(await own(1).getAttribute('aria-invalid'), 'true'));
    await eventually(async () => assert.equal(await own(2).getAttribute('aria-invalid'), null));

    for (const [at, text] of homework.scores[0].entries()) await own(at + 1).fill(text);
    await own(3).fill('6');
    await check.click();
    await verdict.getByText('1 of 4 numbers is wrong').waitFor();
    await eventually(async () => assert.equal(await own(3).getAttribute('aria-invalid'), 'true'));
    await mine(page, 'scores').getByText('is 5, not 6.').waitFor();
    // The numbers of the workbench are as they were: these blanks are nobody's input.
    await shows(page, 'Scores', homework.scores);

    await own(3).fill('5');
    await eventually(async () =>
      assert.equal(await verdict.count(), 0, 'what was said is over with the next key'),
    );
    await check.click();
    await verdict.getByText('Correct.').waitFor();
  }));

test('Tab fills a table of one’s own from cell to cell, and leaves it after the last', () =>
  withPage(
    async (page) => {
      const own = (column) =>
        page.getByLabel(`my output, row 1, column ${column}`, { exact: true });
      await own(1).click();
      await page.keyboard.type('1');
      await page.keyboard.press('Tab');
      await page.keyboard.type('\\frac{8}{2}');
      await page.keyboard.press('Tab');
      await page.keyboard.type('4');
      await page.keyboard.press('Shift+Tab');
      await eventually(async () => assert.equal(await focused(page), 'my output, row 1, column 2'));
      await page.keyboard.press('Tab');
      await page.keyboard.type('\\sqrt{9}');
      await page.keyboard.press('Tab');
      await eventually(async () => assert.equal(await focused(page), 'Check my output'));
      await page.keyboard.press('Enter');
      await page.locator('own-output .verdict').getByText('Correct.').waitFor();
      await page.keyboard.press('Shift+Tab');
      await eventually(async () => assert.equal(await focused(page), 'my output, row 1, column 3'));
    },
    { hash: 'labs.html#argmax' },
  ));

test('a cell of an input takes LaTeX, as it does in a paste', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.getByLabel('q, row 1, column 1', { exact: true }).fill('\\frac{\\sqrt{4}}{2}');
    await page.getByLabel('k, row 1, column 2', { exact: true }).fill('\\sqrt{16}');
    await shows(page, 'Scores', [['5', ...homework.scores[0].slice(1)]]);
  }));

test('a pasted table of the wrong shape is explained', () =>
  withPage(async (page) => {
    await shows(page, 'Output', homework.output);
    await mine(page, 'output').getByRole('button', { name: 'Check my answer for Output' }).click();
    await page.getByRole('button', { name: 'Paste my output' }).click();
    await mine(page, 'output').locator('textarea').fill('[[1, 4]]');
    await page.getByRole('button', { name: 'Replace my output' }).click();
    await page.getByRole('button', { name: 'Check my output' }).click();
    const verdict = mine(page, 'output').locator('.verdict');
    await verdict.getByText('Not yet.').waitFor();
    await eventually(async () =>
      assert.match(await verdict.textContent(), /column|row|transpose/i),
    );
  }));

test('a table that is still being read is the one that is checked', () =>
  withPage(async (page) => {
    await shows(page, 'Output', homework.output);
    const own = mine(page, 'output');
    await own.getByRole('button', { name: 'Check my answer for Output' }).click();
    await page.getByRole('button', { name: 'Paste my output' }).click();
    await own.locator('textarea').fill('[[1, 4]]');
    // Both in one turn of the page: the core has read nothing when the check is asked for.
    const [replace, check] = await Promise.all(
      ['Replace my output', 'Check my output'].map((name) =>
        page.getByRole('button', { name }).elementHandle(),
      ),
    );
    await page.evaluate(
      (buttons) => {
        for (const button of buttons) button.click();
      },
      [replace, check],
    );
    await own.locator('.verdict').getByText('Not yet.').waitFor();
    await eventually(async () =>
      assert.match(await own.locator('.verdict').textContent(), /column|row|transpose/i),
    );
  }));

test('masked scores and nan stay in a pasted answer, and are judged', () =>
  withPage(
    async (page) => {
      const own = mine(page, 'weights');
      await own.getByRole('button', { name: 'Check my answer for Weights' }).click();
      await own.getByRole('button', { name: 'Paste my weights' }).click();
      await own.locator('textarea').fill('tensor([[1., 0.],\n        [nan, nan]])');
      await own.getByRole('button', { name: 'Replace my weights' }).click();
      await own.getByRole('button', { name: 'Check my weights' }).click();
      await own.locator('.verdict').getByText('0/0').waitFor();
    },
    { hash: '#scaled-dot-product?q=1,0;0,1&k=1,0;0,1&v=1;2&mask=1,0;0,0' },
  ));

test('an empty blank is said to be one', () =>
  withPage(async (page) => {
    await shows(page, 'Output', homework.output);
    await mine(page, 'output').getByRole('button', { name: 'Check my answer for Output' }).click();
    await page.getByRole('button', { name: 'Check my output' }).click();
    await mine(page, 'output').locator('.error').waitFor();
  }));

test('gradients are checked too', () =>
  withPage(
    async (page) => {
      await page.getByRole('button', { name: 'Show gradients' }).click();
      const own = page.locator('gradient-panel check-answer').first();
      await own.getByRole('button', { name: /^Check my answer/ }).click();
      for (const column of [1, 2, 3])
        await page.getByLabel(`my ∂L/∂q, row 1, column ${column}`, { exact: true }).fill('1');
      await own.getByRole('button', { name: /^Check my ∂/ }).click();
      await own.locator('.verdict').getByText('Not yet.').waitFor();
      for (const column of [1, 2, 3])
        await page.getByLabel(`my ∂L/∂q, row 1, column ${column}`, { exact: true }).fill('0');
      await own.getByRole('button', { name: /^Check my ∂/ }).click();
      await own.locator('.verdict').getByText('Correct.').waitFor();
    },
    { hash: '#argmax' },
  ));

for (const colorScheme of ['light', 'dark']) {
  test(`axe, ${colorScheme}, on a small screen`, () =>
    withPage(
      async (page) => {
        await shows(page, 'Output', homework.output);
        await mine(page, 'output')
          .getByRole('button', { name: 'Check my answer for Output' })
          .click();
        await page.getByLabel('my output, row 1, column 1', { exact: true }).fill('2');
        await page.getByLabel('my output, row 1, column 2', { exact: true }).fill('4');
        await page.getByLabel('my output, row 1, column 3', { exact: true }).fill('3');
        await page.getByRole('button', { name: 'Check my output' }).click();
        await mine(page, 'output').locator('.verdict').waitFor();
        await inspect(page, 'with a wrong answer');
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `no sideways scroll, but ${over} px`);
      },
      { colorScheme, screen: screens.small },
    ));
}
