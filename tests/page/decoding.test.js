// The decoding panel: caches that grow token by token, and what each step takes and becomes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeRun } from './core.js';
import { eventually, inspect, screens, still, useBrowser, withPage } from './support.js';

useBrowser();

const HASH = '#multi-query-decode?open=decoding';

/** The run that the page asks for. */
const run = ({ tokens = 8, heads = 4, sets = 2, seed = 0 } = {}) =>
  decodeRun({
    sizes: { i: tokens, d: 2 * heads, h: heads, k: 2, v: 2 },
    seed,
    params: { kv_heads: sets },
  });

const cells = (page, name) =>
  page
    .getByRole('region', { name })
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('td')].map(({ textContent }) => textContent.trim()),
      ),
    );

const number = (text) => Number(text.replace('−', '-').replace(',', ''));

/** The panel shows a token of a run: its counts, its outputs both ways, and maps that have grown. */
async function shows(page, { kinds }, token) {
  await page.getByRole('region', { name: 'Cost of this token' }).waitFor();
  await eventually(async () => {
    const counts = await cells(page, 'Cost of this token');
    for (const [at, { tokens }] of kinds.entries()) {
      const { cacheBytes, operations, projections, touched } = tokens[token - 1];
      const attention = operations - projections;
      assert.deepEqual(counts[at].slice(0, 5).map(number), [
        operations,
        projections,
        attention,
        cacheBytes,
        touched,
      ]);
    }
    const outputs = await cells(page, 'Output for this token');
    const left = (await cells(page, 'Cached by this token')).map((row) => row.map(number));
    let set = 0;
    for (const [at, { tokens, output, groups }] of kinds.entries()) {
      const cached = tokens[token - 1].output;
      const full = output.data.slice((token - 1) * cached.length, token * cached.length);
      for (const [way, numbers] of [cached, full].entries())
        for (const [place, value] of numbers.entries())
          assert.ok(Math.abs(number(outputs[2 * at + way][place]) - value) < 0.0051);
      const { keys, values } = tokens[token - 1];
      for (let group = 0; group < groups; group += 1, set += 1) {
        const end = (group + 1) * token * 2;
        const last = [...keys.data.slice(end - 2, end), ...values.data.slice(end - 2, end)];
        for (const [place, value] of last.entries())
          assert.ok(Math.abs(left[set][place] - value) < 0.0051, `${left[set]} ${last}`);
      }
    }
    const filled = await page
      .locator('decoding-panel cache-map')
      .evaluateAll((maps) =>
        maps.map(({ shadowRoot }) => shadowRoot.querySelectorAll('rect:not(.later, .new)').length),
      );
    assert.deepEqual(
      filled,
      kinds.map(({ tokens }) => tokens[token - 1].cacheNumbers),
    );
  });
}

test('the caches grow as tokens come, by button and by keyboard', () =>
  withPage(
    async (page) => {
      const expected = run();
      const panel = page.locator('decoding-panel');
      await shows(page, expected, 1);
      await eventually(async () =>
        assert.ok(await panel.getByRole('button', { name: 'Back' }).isDisabled()),
      );
      await panel.getByRole('button', { name: 'Next' }).click();
      await shows(page, expected, 2);
      await page.getByRole('slider', { name: 'Token', exact: true }).focus();
      await page.keyboard.press('ArrowRight');
      await shows(page, expected, 3);
      await page.keyboard.press('End');
      await shows(page, expected, 8);
      await eventually(async () =>
        assert.ok(await panel.getByRole('button', { name: 'Next' }).isDisabled()),
      );
      await page.waitForFunction(() => location.hash.includes('at=token:8'));
      await page.getByText(/largest difference .* is exactly 0\./).waitFor();
      assert.deepEqual(
        expected.kinds.map(({ difference }) => difference),
        [0, 0, 0],
      );
    },
    { hash: HASH },
  ));

test('columns of numbers are alike, and a name over two of them stands in their middle', () =>
  withPage(
    async (page) => {
      await shows(page, run(), 1);
      const middles = (cells) =>
        cells.map((cell) => {
          const { left, width } = cell.getBoundingClientRect();
          return { left, width, right: left + width };
        });
      await still(page);
      const becomes = page.getByRole('region', { name: 'Output for this token' });
      const columns = await becomes.locator('tbody tr').first().locator('td').evaluateAll(middles);
      const widths = columns.map(({ width }) => width);
      assert.ok(Math.max(...widths) - Math.min(...widths) < 1.5, widths.join());
      const leaves = page.getByRole('region', { name: 'Cached by this token' });
      const heads = leaves.locator('th[scope="colgroup"]');
      await eventually(async () =>
        assert.deepEqual(
          await heads.evaluateAll((all) => all.map((head) => getComputedStyle(head).textAlign)),
          ['center', 'center'],
        ),
      );
      const numbers = await leaves.locator('tbody tr').first().locator('td').evaluateAll(middles);
      for (const [at, { left, right }] of (await heads.evaluateAll(middles)).entries())
        assert.ok(
          Math.abs(left - numbers[2 * at].left) < 1 &&
            Math.abs(right - numbers[2 * at + 1].right) < 1,
        );
    },
    { hash: HASH },
  ));

test('more tokens, other heads, other numbers, and a reload keeps them', () =>
  withPage(
    async (page) => {
      await shows(page, run(), 1);
      const panel = page.locator('decoding-panel');
      await panel.getByRole('slider', { name: /^i tokens/ }).fill('2');
      await shows(page, run({ tokens: 4 }), 1);
      await panel.getByRole('slider', { name: /^g sets/ }).fill('3');
      await shows(page, run({ tokens: 4, heads: 8, sets: 8 }), 1);
      await panel.getByRole('slider', { name: /^h heads/ }).fill('1');
      await shows(page, run({ tokens: 4, heads: 2, sets: 2 }), 1);
      await page.getByRole('button', { name: 'Other numbers' }).click();
      await shows(page, run({ tokens: 4, heads: 2, sets: 2, seed: 1 }), 1);
      await page.waitForFunction(() => location.hash.includes('seed:1'));
      await page.reload();
      await shows(page, run({ tokens: 4, heads: 2, sets: 2, seed: 1 }), 1);
    },
    { hash: HASH },
  ));

test('in words, light and dark, and on a phone; beside multi-head attention too', async () => {
  for (const [colorScheme, screen] of [
    ['light', screens.wide],
    ['dark', screens.small],
  ])
    await withPage(
      async (page) => {
        await shows(page, run(), 1);
        await page
          .getByRole('img', {
            name: 'Multi-query: the cache after token 1, 1 set of keys above values',
          })
          .waitFor();
        await inspect(page, `decoding, ${colorScheme}, ${screen.width}`);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(wider, 0);
      },
      { hash: '#multi-head?open=decoding', colorScheme, screen },
    );
});

test('sizes that cannot be decoded are refused in words', () =>
  withPage(
    async (page) => {
      await page
        .locator('decoding-panel')
        .getByText(/numbers; the most here is/)
        .waitFor();
      await page.getByRole('grid', { name: 'Output', exact: true }).waitFor();
    },
    { hash: `${HASH}&at=tokens:999999999` },
  ));
