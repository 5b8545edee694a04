// A student's visit to question 6: failing rows, features, and typed costs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, inspect, LONG, screens, useBrowser, withPage } from './support.js';

useBrowser();

const cost = (page, part, label) =>
  page.locator(`kernel-costs section[aria-labelledby="${part}"] typed-answer[label="${label}"]`);

async function answer(field, text) {
  await field.locator('input').fill(text);
  await field.getByRole('button', { name: 'Check' }).click();
}

test('a visit to (a): a similarity that fails, one that cannot, and the condition', () =>
  withPage(
    async (page) => {
      await page.getByLabel('dot product').waitFor();
      await eventually(async () =>
        assert.equal(await page.getByRole('button', { name: /^Search again/ }).count(), 0),
      );
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await page.getByText(/This similarity fails/).waitFor();
      await page.getByRole('heading', { name: /A sum below 0/ }).waitFor();
      await page.getByLabel('exponential').check();
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await page.getByText(/None failed/).waitFor();
      await page.getByText(/exp of any number is above 0/).waitFor();
      await page.getByRole('button', { name: 'Search again (seed 1)' }).click();
      await page.getByRole('button', { name: 'Search again (seed 2)' }).waitFor();
      await page.getByText(/None failed/).waitFor();

      const claim = page.locator('choice-answer[name="condition"]');
      await page
        .getByLabel('sim(q, k) is never negative, whatever the query and the key are.', {
          exact: true,
        })
        .check();
      await claim.getByRole('button', { name: 'Check' }).click();
      await claim.getByText('Not yet.').waitFor();
      for (const [statement, why] of [
        [/in each row at least once above 0/, /at least as large as its largest term/],
        [/above 0 for every query and every key/, /more than is needed/],
      ]) {
        await page.getByLabel(statement).check();
        await claim.getByRole('button', { name: 'Check' }).click();
        await claim.getByText('Correct.').waitFor();
        await claim.getByText(why).waitFor();
      }
    },
    { hash: 'labs.html#kernels?shown=reason' },
  ));

test('where Back brings another statement, nothing is said about it until it is checked', () =>
  withPage(
    async (page) => {
      const claim = page.locator('choice-answer[name="condition"]');
      const check = () => claim.getByRole('button', { name: 'Check' }).click();
      await page
        .getByLabel('sim(q, k) is never 0, whatever the query and the key are.', { exact: true })
        .check();
      await page.waitForFunction(() => location.hash.includes('condition=not-zero'));
      await page.getByRole('button', { name: 'Hide answers' }).click();
      await page.getByLabel(/in each row at least once above 0/).check();
      await check();
      await claim.getByText('Correct.').waitFor();
      await page.goBack();
      await claim.locator('input[type="radio"]:checked').first().waitFor();
      await page.waitForFunction(() => location.hash.includes('condition=not-zero'));
      await eventually(async () => assert.equal(await claim.locator('.verdict').count(), 0));
      await check();
      await claim.getByText('Not yet.').waitFor();
    },
    { hash: 'labs.html#kernels' },
  ));

test('the fields of the search show what is typed, and what was taken', () =>
  withPage(
    async (page) => {
      await page.getByLabel('quadratic').check();
      // What it is, is asked for in (b).
      await page.getByText('How alike a query and a key are.').waitFor();
      await eventually(async () => assert.equal(await page.getByText('(q·k + c)²').count(), 0));
      const offset = page.locator('param-settings #offset');
      const search = () => page.getByRole('button', { name: 'Search', exact: true }).click();
      await offset.fill('');
      await offset.pressSequentially('-');
      await eventually(async () => assert.equal(await offset.inputValue(), '-'));
      await search();
      await page.locator('param-settings .error').waitFor();
      await offset.fill('');
      await eventually(async () => assert.equal(await offset.inputValue(), ''));
      await offset.fill('2');
      await search();
      await page.getByText(/queries were tried/).waitFor();
      await eventually(async () =>
        assert.equal(await page.locator('param-settings .error').count(), 0),
      );
      const seed = page.getByLabel('seed of the search');
      for (const [text, taken] of [
        ['-5', '0'],
        ['7.2', '7'],
        ['x', '0'],
        ['9999999999', '4294967294'],
      ]) {
        await seed.fill(text);
        await seed.press('Enter');
        await eventually(async () => assert.equal(await seed.inputValue(), taken));
      }
    },
    { hash: 'labs.html#kernels' },
  ));

test('a kernel and a feature map of another one are right, and said to be two', () =>
  withPage(
    async (page) => {
      const field = (name) => page.locator(`typed-answer[name="${name}"]`);
      await answer(field('sim'), '(q·k)^2');
      await field('sim').getByText('Correct.').waitFor();
      await answer(field('phi'), '(1, x) ⊗ (1, x)');
      await field('phi').getByText('Correct.').waitFor();
      await field('phi')
        .getByText('features of (q·k + 1)², but your kernel in (i) is (q·k)². Choose one')
        .waitFor();
      await answer(field('phi'), 'vec(x x^T)');
      await field('phi').getByText('Correct.').waitFor();
      await eventually(async () =>
        assert.equal(await field('phi').getByText('Choose one of the two').count(), 0),
      );
      await answer(field('sim'), '(q·k + c)^2');
      await answer(field('phi'), '(1, sqrt(2) x, x ⊗ x)');
      await field('phi').getByText('Correct.').waitFor();
      await eventually(async () =>
        assert.equal(
          await field('phi').getByText('Choose one of the two').count(),
          0,
          'c may be 1',
        ),
      );
    },
    { hash: 'labs.html#kernels' },
  ));

test('a visit to (b): the features of own vectors add up to the kernel', () =>
  withPage(
    async (page) => {
      const map = page.locator('feature-map');
      await map.getByText('√2 x₁x₂').waitFor();
      await map.getByLabel('q', { exact: true }).fill('1, 2, 1');
      await map.locator('.error').waitFor();
      await map.getByLabel('k', { exact: true }).fill('1, 1, -1');
      await map.getByText('(q·k + 1)² = 9').waitFor();
      await eventually(async () =>
        assert.equal(await map.locator('tfoot td').last().textContent(), '9'),
      );
      const count = map.locator('typed-answer');
      await answer(count, '16');
      await count.getByText('Not yet.').waitFor();
      await answer(count, '10');
      await count.getByText('Correct.').waitFor();
      // Of fewer entries there are fewer: what was said is about another question.
      await map.getByLabel('q', { exact: true }).fill('1, 2');
      await map.getByLabel('k', { exact: true }).fill('1, 1');
      await map.getByText('(q·k + 1)² = 16').waitFor();
      await eventually(async () => assert.equal(await count.locator('.verdict').count(), 0));
      await map.getByLabel('q', { exact: true }).fill('1, 2, 1');
      await map.getByLabel('k', { exact: true }).fill('1, 1, -1');
      await map.getByText('(q·k + 1)² = 9').waitFor();
      await map.getByRole('button', { name: 'All products, in both orders' }).click();
      await eventually(async () =>
        assert.equal(await map.locator('tbody').first().locator('tr').count(), 16),
      );
    },
    { hash: 'labs.html#kernels?shown=features,tables,curves' },
  ));

test('a visit to (c) and (d): typed costs, a wrong one first, and curves that cross', () =>
  withPage(
    async (page) => {
      await page.getByText(/Equal at N = 4,162/).waitFor();
      await answer(cost(page, 'c', 'time'), 'O(N D^2)');
      await cost(page, 'c', 'time').getByText('Not yet.').waitFor();
      await answer(cost(page, 'c', 'time'), 'O(N^2 (D + M))');
      await cost(page, 'c', 'time').getByText('Correct.').waitFor();
      await answer(cost(page, 'c', 'memory'), 'O(N^2 + ND + NM)');
      await cost(page, 'c', 'memory').getByText('Correct.').waitFor();
      await answer(cost(page, 'd', 'time'), 'O(N^2 D)');
      await cost(page, 'd', 'time').getByText('Not yet.').waitFor();
      await answer(cost(page, 'd', 'time'), 'O(N D^3)');
      await cost(page, 'd', 'time').getByText('Correct.').waitFor();
      await answer(cost(page, 'd', 'memory'), 'O(ND^2 + D^3)');
      await cost(page, 'd', 'memory').getByText('Correct.').waitFor();
    },
    { hash: 'labs.html#kernels?shown=features,tables,curves' },
  ));

test('the curves that cross are measured in this browser', () =>
  withPage(
    async (page) => {
      await page.getByRole('slider', { name: /^D/ }).fill('4');
      await page.getByRole('button', { name: 'Measure it in this browser' }).click();
      const panel = page.locator('measure-panel');
      await panel.getByRole('button', { name: 'Measure', exact: true }).waitFor();
      await eventually(async () =>
        assert.ok(await panel.getByRole('radio', { name: 'quadratic' }).isChecked()),
      );
      await panel.getByRole('slider', { name: /^N from/ }).fill('6');
      await panel.getByRole('slider', { name: /^N to/ }).fill('8');
      await panel.getByRole('button', { name: 'Measure', exact: true }).click();
      await panel.getByText('6 points.').waitFor({ timeout: LONG });
      await panel
        .getByText(/Here d\s=\s16, h\s=\s1, and the features of linear attention are quadratic\./)
        .waitFor();
      const time = panel.getByRole('figure', { name: 'Measured time' });
      await eventually(async () =>
        assert.equal(await time.locator('log-plot path.point').count(), 6),
      );
      await eventually(async () =>
        assert.equal(await time.locator('log-plot polyline.line').count(), 2),
      );
    },
    { hash: 'labs.html#kernels?shown=features,tables,curves' },
  ));

test('with hidden answers neither features nor curves are shown, and costs are still checked', () =>
  withPage(
    async (page) => {
      await page.getByText('The curves open when').waitFor();
      await eventually(async () => assert.equal(await page.locator('feature-map').count(), 0));
      await eventually(async () =>
        assert.equal(await page.getByRole('button', { name: 'Show anyway' }).count(), 0),
      );
      await eventually(async () => assert.equal(await page.locator('log-plot').count(), 0));
      await eventually(async () => assert.equal(await page.locator('measure-here').count(), 0));
      await answer(cost(page, 'd', 'time'), 'O(N D^2)');
      await cost(page, 'd', 'time')
        .getByText('a factor is missing. φ(x) has an entry for each product')
        .waitFor();
      await answer(cost(page, 'd', 'time'), 'O(N D^2 M)');
      await cost(page, 'd', 'time').getByText('Correct.').waitFor();
    },
    { hash: 'labs.html#kernels?answers=hide' },
  ));

for (const colorScheme of ['light', 'dark']) {
  test(`axe, ${colorScheme}, and no sideways scroll at 320 px`, () =>
    withPage(
      async (page) => {
        await page.getByText(/Equal at N = 4,162/).waitFor();
        await page.getByRole('button', { name: 'Search', exact: true }).click();
        await page.getByText(/This similarity fails/).waitFor();
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${over} px too wide`);
        await inspect(page, 'with a failing row');
      },
      {
        hash: 'labs.html#kernels?shown=features,tables,curves,reason',
        colorScheme,
        screen: screens.small,
      },
    ));
}
