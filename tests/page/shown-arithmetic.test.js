// Arithmetic reads as the tables beside it do: the same words for tokens, the same digits for numbers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decimalsFor, write, writeLike } from '../../www/lib/format.ts';
import { decimalsIn } from '../../www/steps/operand-layout.ts';
import { shownArithmetic } from '../../www/steps/shown-arithmetic.ts';
import { explainCell, listVariants, runVariant } from './core.js';
import { arithmetic, cell, useBrowser, withPage } from './support.js';

useBrowser();

const number = (text) => Number(text.replace('−', '-'));
const rounded = (text, decimals) => write(number(text), decimals);

test('a number in arithmetic, rounded as its table rounds, is what stands in the table', () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  const hard = [0.068346, 0.06835, 0.00125, 0.5, 2.5, 0.00005, 0.99995, 12.34565, 0, 1, -0.06835];
  const many = Array.from({ length: 20_000 }, () => (random() - 0.5) * 10 ** (4 - 8 * random()));
  let told = 0;
  for (const value of [...hard, ...many])
    for (const decimals of [0, 1, 2, 4, 6]) {
      const text = writeLike(value, decimals);
      if (!text) continue;
      told += 1;
      const shown = write(value, decimals);
      if (/[⁰¹²³⁴⁵⁶⁷⁸⁹]/.test(shown)) continue;
      assert.equal(rounded(text, decimals), shown, `${value} with ${decimals} decimals: ${text}`);
    }
  assert.ok(told > 50_000, `${told}`);
});

test('in every variant the last number of the arithmetic is the one of the table', () => {
  for (const { id } of listVariants()) {
    const trace = runVariant(id, {});
    for (const step of trace.steps) {
      if (step.op === 'input' || step.backward) continue;
      const { shape, data } = step.tensor;
      let place = data.length - 1;
      const index = shape
        .toReversed()
        .map((size) => {
          const at = place % size;
          place = Math.floor(place / size);
          return at;
        })
        .toReversed();
      const explained = explainCell(id, {}, step.id, index);
      const of = { digits: null, words: [] };
      const { lines } = shownArithmetic(explained, { step: step.id, index }, trace, of);
      const last = lines.at(-1);
      if (last.tokens.length > 1) continue;
      const value = data.at(-1);
      const decimals = Math.max(4, decimalsIn(step, null));
      const shown = write(value, decimalsFor([value], decimals));
      const [{ text }] = last.tokens;
      if (!shown || /[⁰¹²³⁴⁵⁶⁷⁸⁹]/.test(shown)) continue;
      assert.equal(text, shown, `${id}, ${step.id}`);
      assert.ok(last.rounded || number(text) === value, `${id}, ${step.id}: ≈ ${value}`);
    }
  }
});

test('captions, the arithmetic and what is spoken call tokens by their words', () =>
  withPage(
    async (page) => {
      await cell(page, 'Weights', 3, 3).click();
      await arithmetic(page).waitFor();
      await arithmetic(page).getByText('query “sat”, key “sat”: its share').waitFor();
      await arithmetic(page).getByText('0.0683', { exact: true }).waitFor();
      await page.getByRole('status').getByText('query “sat”, key “sat”').first().waitFor();
      await page.getByRole('button', { name: 'Next step' }).click();
      await arithmetic(page).getByText('query “sat”, key “sat”').waitFor();
      const step = page.locator('step-card[data-step="products"]');
      await step.locator('arithmetic-lines').waitFor();
    },
    { hash: '' },
  ));

test('a comparison has the words of the tokens, and its temperature says of which query', () =>
  withPage(
    async (page) => {
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      const row = page.locator('compare-row[data-row="weights"]');
      await row.locator('thead').first().getByText('cat', { exact: true }).waitFor();
      await row.locator('value-table td').nth(9).click();
      await row.locator('.reading').getByText('row “sat”, column “cat”').waitFor();
      await page.getByText('The curves are the weights of query “sat”.').waitFor();
      await page.locator('temperature-plot').getByText('key “cat”').first().waitFor();
      await page.locator('[data-summary]').getByText('row “').waitFor();
    },
    { hash: '' },
  ));
