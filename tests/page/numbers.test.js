// Settings that people look for: a number as the scale, a bias, another sequence to read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runVariant, scalingExperiment } from './core.js';
import { blank, eventually, shows, useBrowser, withPage } from './support.js';

useBrowser();

const chosen = (page) => page.locator('param-settings fieldset', { hasText: 'scale' });

test('a number as the scale is typed as a cell is, and its link holds the text', () =>
  withPage(
    async (page) => {
      await chosen(page).getByLabel('a number').check();
      const field = page.locator('param-settings input#scale');
      await eventually(async () => assert.ok(await field.evaluate((own) => own.matches(':focus'))));
      await field.fill('1/sqrt(4)');
      // 3, 11, 5 and 2 of homework 2, halved.
      await shows(page, 'Scores', [['1.5', '5.5', '2.5', '1']]);
      await eventually(async () => assert.match(page.url(), /scale=1\/sqrt\(4\)/));
      await eventually(async () => assert.equal(await field.inputValue(), '1/sqrt(4)'));
      await page.reload();
      await shows(page, 'Scores', [['1.5', '5.5', '2.5', '1']]);
      await eventually(async () => assert.equal(await field.inputValue(), '1/sqrt(4)'));
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
      await eventually(async () =>
        assert.match(
          await page.locator('#error-temperature').textContent(),
          /number from 0\.01 to 100/,
        ),
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

test('a bias is added to the scaled scores, pasted, and held by its link', () =>
  withPage(
    async (page) => {
      await page.getByRole('button', { name: 'Add bias' }).click();
      await shows(page, 'Biased', [['3', '11', '5', '2']]);
      await page.evaluate(() => navigator.clipboard.writeText('[[0, 0, 10, -1/2]]'));
      await blank(page, 'bias', 1, 1).focus();
      await page.keyboard.press('ControlOrMeta+V');
      await shows(page, 'Biased', [['3', '11', '15', '1.5']]);
      await eventually(async () => assert.match(page.url(), /bias=0,0,10,-1\/2/));
      await page.reload();
      await shows(page, 'Biased', [['3', '11', '15', '1.5']]);
    },
    { hash: '#scaled-dot-product?scale=false' },
  ));

test('cross-attention has a row for each token of y and a column for each of x', () =>
  withPage(
    async (page) => {
      await page.getByRole('heading', { level: 1, name: 'Cross-attention' }).waitFor();
      const { steps } = runVariant('cross');
      const weights = steps.find(({ id }) => id === 'weights');
      assert.deepEqual(weights.tensor.shape, [2, 2, 3]);
      await page.getByRole('button', { name: /^Show all/ }).click();
      const cards = steps.filter(({ op }) => op !== 'input').length;
      await eventually(async () => assert.equal(await page.locator('step-card').count(), cards));
      await page.getByRole('button', { name: 'Add mask' }).click();
      await page.getByRole('switch', { name: 'mask, row 2, column 3: may attend' }).click();
      await page.getByRole('heading', { level: 2, name: /Masked/ }).waitFor();
    },
    { hash: '#cross' },
  ));

test('a lab takes roots and fractions as numbers too', () => {
  const drawn = (request) => scalingExperiment({ samples: 1000, ...request });
  assert.deepEqual(drawn({ std: '√2' }), drawn({ std: Math.SQRT2 }));
  assert.deepEqual(drawn({ scale: '1/sqrt(16)' }), drawn({ scale: 0.25 }));
  assert.throws(() => scalingExperiment({ std: 'true' }), { code: 'param-value', field: 'std' });
});
