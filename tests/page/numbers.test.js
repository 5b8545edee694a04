// Numbers as settings: typed as a cell is, kept as typed, in the link too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runVariant } from './core.js';
import { eventually, shows, useBrowser, withPage } from './support.js';

useBrowser();

const chosen = (page) => page.locator('param-settings fieldset', { hasText: 'scale' });

test('a number as the scale is typed as a cell is, and its link holds the text', () =>
  withPage(
    async (page) => {
      await chosen(page).getByLabel('a number').check();
      const field = page.locator('param-settings input#scale');
      await eventually(() => field.evaluate((own) => own.matches(':focus')));
      await field.fill('1/sqrt(4)');
      // 3, 11, 5 and 2 of homework 2, halved.
      await shows(page, 'Scores', [['1.5', '5.5', '2.5', '1.0']]);
      await eventually(async () => assert.match(page.url(), /scale=1\/sqrt\(4\)/));
      assert.equal(await field.inputValue(), '1/sqrt(4)');
      await page.reload();
      await shows(page, 'Scores', [['1.5', '5.5', '2.5', '1.0']]);
      assert.equal(await field.inputValue(), '1/sqrt(4)');
      await field.fill('−√4');
      await shows(page, 'Scores', [['−6', '−22', '−10', '−4']]);
      await chosen(page).getByLabel('none').check();
      await shows(page, 'Scores', [['3', '11', '5', '2']]);
    },
    { hash: '#scaled-dot-product' },
  ));

test('a text that is no number is refused beside its field', () =>
  withPage(
    async (page) => {
      const field = page.locator('param-settings input#temperature');
      await field.fill('√');
      await page.locator('#error-temperature').waitFor();
      assert.match(
        await page.locator('#error-temperature').textContent(),
        /number from 0\.01 to 100/,
      );
      await field.fill('√3');
      await page.locator('#error-temperature').waitFor({ state: 'detached' });
      await eventually(async () => assert.match(decodeURIComponent(page.url()), /temperature=√3/));
    },
    { hash: '#scaled-dot-product' },
  ));

test('a column of a comparison says the scale that it has, and another variant keeps it', () =>
  withPage(
    async (page) => {
      await page.getByText('scale 1/8', { exact: false }).first().waitFor();
      await page.locator('compare-view').waitFor();
    },
    { hash: '#scaled-dot-product?compare=.&compare=argmax:scale=1/8' },
  ));

test('the core reads the text of a number as it reads a cell', () => {
  const scores = (scale) => {
    const { steps } = runVariant('scaled-dot-product', { params: { scale } });
    return [...steps.find(({ id }) => id === 'scores').tensor.data];
  };
  assert.deepEqual(scores('1/sqrt(16)'), scores(0.25));
  assert.deepEqual(scores('\u221a2'), scores(Math.SQRT2));
  assert.deepEqual(scores(0.125), [0.375, 1.375, 0.625, 0.25]);
  assert.throws(() => scores('true'), { code: 'param-value', field: 'scale' });
});
