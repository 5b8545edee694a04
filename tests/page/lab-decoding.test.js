// Question 4: a visit that fills blanks wrongly first, runs the printed slip, and types its costs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, inspect, screens, useBrowser, withPage } from './support.js';

useBrowser();

const HASH = 'labs.html#decoding';

const line = (page, name) => page.locator(`shared-keys-program [data-line="${name}"]`);
const choose = (page, blank, value) =>
  page.getByRole('combobox', { name: new RegExp(`^${blank},`) }).selectOption(value);

async function answer(page, name, text, verdict) {
  const field = page.locator(`typed-answer[data-part="${name}"]`);
  await field.getByRole('textbox').fill(text);
  await field.getByRole('button', { name: 'Check' }).click();
  await field.locator('.verdict').getByText(verdict).waitFor();
  return field.locator('.verdict').textContent();
}

test('a visit: wrong blanks, right ones, the printed line, the desk, typed costs', () =>
  withPage(
    async (page) => {
      await choose(page, 'B', 'hk');
      await choose(page, 'D', 'bd,dk->bk');
      const error = line(page, 'k').locator('.error');
      await error
        .getByText('W_k has other axes (your B: [h, k]) than “dk” in D calls them.')
        .waitFor();
      await choose(page, 'B', 'dk');
      await line(page, 'k')
        .getByText(/fits: b × k = 2 × 4/)
        .waitFor();
      await choose(page, 'D', 'bd,dk->bhk');
      await error.getByText('The output of D has h, but no input does').waitFor();
      await choose(page, 'D', 'bd,dk->bk');
      await choose(page, 'A', 'hdq');
      await choose(page, 'C', 'bd,hdq->bhq');
      await choose(page, 'E', 'bd,dv->bv');
      await page.getByText('A to E are right.').waitFor();
      const progress = page.getByRole('list', { name: 'Progress' });
      await progress.getByText('(e) correct').waitFor();

      await page.getByRole('button', { name: 'Load it into the einsum desk, h ≠ k' }).click();
      const desk = page.locator('einsum-lab');
      await desk
        .locator('.error')
        .getByText(/"k".*size 3 in operand 1 and size 4 in operand 2/)
        .waitFor();
      await eventually(async () =>
        assert.equal(await desk.locator('axes-drawing .thread.broken').count(), 1),
      );
      await page.getByRole('button', { name: /on numbers, with h = k/ }).click();
      await desk
        .locator('[data-finding]')
        .getByText(/differs by up to/)
        .waitFor();
      // The fields above say other sizes.
      const sizes = desk.locator('[data-own-sizes]');
      await eventually(async () =>
        assert.match(
          await sizes.innerText(),
          /own sizes\. Here (?=.*b = 1)(?=.*h = 2)(?=.*k = 2).*n = 3/,
        ),
      );
      await desk.getByLabel('Equation').fill('ij,jk->ik');
      await desk.getByLabel('First operand').fill('[[1, 2], [3, 4]]');
      await desk.getByLabel(/Second operand/).fill('1 0; 1 1');
      await desk.getByText('i·j·k = 8').waitFor();
      await eventually(async () =>
        assert.deepEqual(
          await desk
            .locator('value-table td')
            .allTextContents()
            .then((cells) => cells.map((cell) => cell.trim())),
          ['3', '2', '7', '4'],
        ),
      );
      await eventually(async () => assert.match(await sizes.innerText(), /Here k = 2, and not/));

      assert.match(
        await answer(page, 'mqa-memory', 'O(d^2 + bnd/h)', 'Not yet.'),
        /^\s*Not yet\.\s+A leading term is missing: the token itself, on its way in and out\.\s*$/,
      );
      await answer(page, 'mqa-memory', 'O(bnd/h + d^2 + bd)', 'Correct.');
      await answer(page, 'mqa-time', 'bd^2 + bnd', 'Correct.');
      await answer(page, 'mha-time', 'O(b n^2 d)', 'Not yet.');
      await page.getByRole('button', { name: 'Show roofline' }).click();
      await page.locator('roofline-plot svg').waitFor();
      await page.getByRole('button', { name: 'Show decoding' }).click();
      await page.locator('cache-map').first().waitFor();
      await page.waitForFunction(() => location.hash.includes('open=roofline,decoding'));
    },
    { hash: HASH },
  ));

test('what a wrong cost is tried in comes into view', () =>
  withPage(
    async (page) => {
      await answer(page, 'mqa-time', 'O(bd^2)', 'Not yet.');
      const panel = page.locator('decoding-panel');
      assert.equal(await panel.locator('cache-map').count(), 0);
      const tried = page.locator('typed-answer[data-part="mqa-time"]');
      await tried.getByRole('button', { name: 'Try it in the experiment' }).click();
      await panel.locator('cache-map').first().waitFor();
      await eventually(async () => {
        const { y } = await panel.boundingBox();
        assert.ok(y > -20 && y < 300, `it begins at ${y}`);
      });
    },
    { hash: HASH, screen: { width: 1280, height: 800 } },
  ));

test('with answers hidden a verdict names no term', () =>
  withPage(
    async (page) => {
      const said = await answer(page, 'mqa-memory', 'O(d^2 + bnd/h)', 'Not yet.');
      assert.match(said, /A leading term is missing: the token itself/);
      assert.doesNotMatch(said, /b·d/);
      await answer(page, 'mqa-time', 'bd^2 + bnd', 'Correct.');
      const memory = page.locator('typed-answer[data-part="mqa-memory"]');
      await memory.getByRole('button', { name: 'Hint 1 of 2' }).click();
      await memory.getByRole('button', { name: 'Hint 2 of 2' }).click();
      await memory.getByText(/^Count the numbers in x, q, o and y/).waitFor();
    },
    { hash: `${HASH}?answers=hide` },
  ));

for (const [colorScheme, screen] of [
  ['light', screens.wide],
  ['dark', screens.small],
])
  test(`axe and width, ${colorScheme}, ${screen.width}`, () =>
    withPage(
      async (page) => {
        await choose(page, 'A', 'hq');
        await choose(page, 'C', 'bd,hdq->bhq');
        await line(page, 'q').locator('.error').waitFor();
        await page.locator('einsum-lab math-formula').first().waitFor();
        await answer(page, 'gqa-time', 'n', 'Not yet.');
        await inspect(page, `question 4, ${colorScheme}, ${screen.width}`);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(wider, 0);
      },
      { hash: HASH, colorScheme, screen },
    ));
