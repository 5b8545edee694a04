// Measuring in the page: points over lines of least time, by keyboard, cancelled, refused, in words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slopeWithError } from '../../www/lib/format.ts';
import { bytesOf, kernels, maps } from '../../www/measure/catalogue.ts';
import { costCurves } from './core.js';
import { downloaded, eventually, inspect, LONG, screens, useBrowser, withPage } from './support.js';

useBrowser();

const HASH = '#linear?open=growth';

const panel = (page) => page.locator('measure-panel');
const button = (page, name) => panel(page).getByRole('button', { name, exact: true });
const box = (page, name) => panel(page).getByRole('checkbox', { name, exact: true });
const slider = (page, name) => panel(page).getByRole('slider', { name });
const points = (page, name) =>
  panel(page).getByRole('figure', { name }).locator('log-plot path.point');

/** Opens what measures and chooses lengths by their exponents. */
async function open(page, [from, to] = [6, 8]) {
  await page.getByRole('button', { name: 'Measure it in this browser' }).click();
  await button(page, 'Measure').waitFor();
  await slider(page, /^[Nn] from/).fill(String(from));
  await slider(page, /^[Nn] to/).fill(String(to));
}

const finished = (page) => button(page, 'Measure again').waitFor({ timeout: LONG });

/** A quantity as the page writes it: "1.5 ms" is 0.0015, "72 %" is 0.72. */
function quantity(text) {
  const found = /^([\d.,]+)\s*([nµmkMG]?)(s|B|%)?$/.exec(text.replaceAll('\u00a0', ' ').trim());
  assert.ok(found, text);
  const power = { n: -9, µ: -6, m: -3, '': 0, k: 3, M: 6, G: 9 }[found[2]];
  return (Number(found[1].replaceAll(',', '')) * 10 ** power) / (found[3] === '%' ? 100 : 1);
}

/** The texts of a table, once it is there. */
async function rows(table) {
  await table.locator('tbody tr').first().waitFor();
  return table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.cells].map(({ textContent }) => textContent.trim())),
    );
}

test('the operations of a kernel are those that the core counts for its variant', () => {
  const sizes = { width: 64, values: 64, heads: 1 };
  const counted = (variant, params, n) => {
    const asked = { curves: [{ variant, request: { params } }], letter: 'N', range: [n, n] };
    const { curves } = costCurves({ ...asked, points: 1, sizes: { D: 64, M: 64 } });
    return curves[0].lines.flops.values[0];
  };
  const near = (found, expected, what) =>
    assert.ok(Math.abs(found / expected - 1) < 0.03, `${what}: ${found}, not ${expected}`);
  for (const n of [256, 4096]) {
    const softmax = counted('scaled-dot-product', {}, n);
    for (const name of ['softmax', 'plain'])
      near(kernels[name].operations({ ...sizes, n }), softmax, name);
    // Of the pairs of a causal mask a kernel visits those that it leaves.
    const left = (n + 1) / (2 * n);
    near(kernels['softmax-causal'].operations({ ...sizes, n }), softmax * left, 'causal');
    for (const map of maps)
      for (const name of ['linear', 'linear-causal']) {
        const { variant, operations } = kernels[name];
        const expected = counted(variant, { feature_map: map }, n);
        near(operations({ ...sizes, n, map }), expected, `${name}, ${map}, ${n}`);
      }
  }
});

test('heads that take much follow one another in the room of one, and all of them are computed', () => {
  const MOST = 64 * 2 ** 20;
  const sizes = { width: 64, values: 64, map: 'elu+1' };
  const fused = Object.entries(kernels).filter(
    ([name, { variant }]) => variant && !name.startsWith('decode') && name !== 'plain',
  );
  for (const [name, kernel] of fused)
    for (const [n, heads, bytes] of [
      [1024, 8, 8 * 2 ** 20],
      [8192, 8, MOST],
      [16_384, 8, 16 * 2 ** 20],
      [16_384, 1, 16 * 2 ** 20],
    ]) {
      const what = `${name}, ${heads} heads of ${n}`;
      assert.equal(bytesOf(kernel, { ...sizes, n, heads }), bytes, what);
      let computed = 0;
      const count = (heads) => {
        computed += heads;
      };
      const exports = { softmax_attention: count, linear_attention: count };
      kernel.run(exports, { ...sizes, n, heads }, 3);
      assert.equal(computed, 3 * heads, what);
      const alone = kernel.operations({ ...sizes, n, heads: 1 });
      assert.equal(kernel.operations({ ...sizes, n, heads }), heads * alone, what);
    }
});

test('sixteen heads of 16,384 tokens are measured under 64 MiB', () =>
  withPage(
    async (page) => {
      await open(page, [13, 14]);
      await box(page, 'Softmax in one pass').uncheck();
      await box(page, 'Softmax in three passes').uncheck();
      await slider(page, /^h/).fill('4');
      await button(page, 'Measure').click();
      await panel(page).getByText('2 points.').waitFor({ timeout: LONG });
      await panel(page)
        .getByText(/run one after another, in the memory of one/)
        .waitFor();
      const summary = panel(page).getByRole('region', { name: 'Each kernel in numbers' });
      const [cells] = await rows(summary);
      const tables = 4 * 4 * 16_384 * 64;
      const allocated = quantity(cells.at(-1));
      // What is shown is rounded, so the tables may seem to be a little larger than the whole.
      assert.ok(allocated > 0.95 * tables && allocated < 64 * 2 ** 20, cells.at(-1));
    },
    { hash: HASH },
  ));

// Where a machine is busy, a longer run may take less time.
test('a slope that falls has a minus sign', () => {
  assert.equal(slopeWithError({ power: -0.126, error: 0.02 }), '−0.13 ± 0.02');
  assert.equal(slopeWithError({ power: -0.001, error: 0 }), '0.00 ± 0.01');
  assert.equal(slopeWithError(undefined), '');
});

test('by keyboard alone: choose, measure, and read points, slopes, the limit and the memory', () =>
  withPage(
    async (page) => {
      const press = async (target, ...keys) => {
        await target.focus();
        for (const key of keys) await page.keyboard.press(key);
      };
      await press(page.getByRole('button', { name: 'Measure it in this browser' }), 'Enter');
      await button(page, 'Measure').waitFor();
      // The focus is at what came, so that the next Tab is at the first choice.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await eventually(async () =>
        assert.equal(await box(page, 'Softmax in one pass').isChecked(), false),
      );
      await page.keyboard.press('Space');
      await press(slider(page, /^N from/), 'Home');
      await press(slider(page, /^N to/), 'Home', 'ArrowRight');
      await press(button(page, 'Measure'), 'Enter');
      await button(page, 'Cancel').waitFor();
      await panel(page).getByRole('progressbar', { name: 'Points measured' }).waitFor();
      await finished(page);
      await eventually(async () => {
        const focused = await page.evaluate(() => {
          let at = document.activeElement;
          while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
          return at?.textContent;
        });
        assert.equal(focused, 'Measure again');
      });
      await panel(page).getByText('9 points.').waitFor();

      // Three lengths, three kernels: every point is over its line, in both plots.
      for (const name of ['Measured time', 'Measured memory']) {
        await eventually(async () => assert.equal(await points(page, name).count(), 9));
        const figure = panel(page).getByRole('figure', { name });
        await eventually(async () =>
          assert.equal(await figure.locator('log-plot polyline.line').count(), 3),
        );
        const places = await points(page, name).evaluateAll((paths) =>
          paths.map((path) => path.getAttribute('transform')),
        );
        for (const place of places)
          assert.match(place, /^translate\(\d+\.\d \d+\.\d\)$/, 'inside the plot');
      }
      await eventually(async () =>
        assert.equal(
          await panel(page)
            .getByText(/slope −?\d\.\d\d ± \d/)
            .count(),
          3,
          'a slope at each line',
        ),
      );
      const limit = await panel(page)
        .getByText(/The peak of this browser:/)
        .textContent();
      const [, gigaflops, gigabytes] = /([\d.]+) GFLOP\/s, and\s+([\d.]+) GB\/s/.exec(limit);
      assert.ok(Number(gigaflops) > 0 && Number(gigabytes) > 0, limit);

      // The whole in numbers.
      const table = panel(page).getByRole('region', { name: 'Each kernel in numbers' });
      const summary = await eventually(async () => {
        const found = await rows(table);
        assert.deepEqual(
          found.map(([name]) => name),
          ['Softmax in one pass', 'Softmax in three passes', 'Linear attention'],
        );
        return found;
      });
      for (const [, slope, derived, speed, share, bytes] of summary) {
        assert.match(slope, /^−?\d\.\d\d ± \d+\.\d\d$/);
        assert.match(derived, /^[12]\.0\d$/);
        for (const text of [speed, share, bytes]) assert.ok(quantity(text) > 0, text);
      }

      // Every point in numbers.
      await press(button(page, 'Table of the points'), 'Enter');
      const all = panel(page).getByRole('region', { name: 'The points in numbers' });
      const found = await eventually(async () => {
        const found = (await rows(all)).filter((cells) => cells.length > 1);
        assert.deepEqual(
          found.map(([n]) => n),
          ['64', '128', '256', '64', '128', '256', '64', '128', '256'],
        );
        return found;
      });
      for (const [n, median, middle, speed, share, bytes, batches] of found) {
        const [low, high] = middle.split(' – ').map(quantity);
        const value = quantity(median);
        assert.ok(low > 0 && low <= value && value <= high, `${median} in ${middle}`);
        for (const text of [speed, share]) assert.ok(quantity(text) > 0, text);
        // Q, K, V and the output of 64 columns each.
        assert.ok(quantity(bytes) >= 4 * 4 * 64 * Number(n), bytes);
        assert.ok(Number.parseInt(batches, 10) >= 3, batches);
      }

      // The cursor reads the points, too.
      const cursor = panel(page).getByRole('slider', { name: 'Least time along N, tokens' });
      await press(cursor, 'Home');
      const spoken = /^N = 64: Softmax in one pass \S+\s?[nµm]?s, measured \S+\s?[nµm]?s; /;
      await eventually(async () =>
        assert.match(await cursor.getAttribute('aria-valuetext'), spoken),
      );
      await eventually(async () =>
        assert.ok(
          !(await page.evaluate(() => location.hash)).includes('at='),
          'no part of the link',
        ),
      );
    },
    { hash: HASH },
  ));

test('points appear while others are measured, and a cancelled run keeps them', () =>
  withPage(
    async (page) => {
      await open(page, [6, 13]);
      await button(page, 'Measure').click();
      const first = points(page, 'Measured time').first();
      await first.waitFor({ timeout: LONG });
      await button(page, 'Cancel').click();
      await panel(page)
        .getByText(/^\s*Cancelled\. \d+ points?\.\s*$/)
        .waitFor();
      const count = await points(page, 'Measured time').count();
      assert.ok(count >= 1 && count < 24, `${count} points`);
      // What is chosen otherwise leaves what was measured; measured again, it is forgotten.
      await box(page, 'Softmax in three passes').uncheck();
      await eventually(async () =>
        assert.equal(await points(page, 'Measured time').count(), count),
      );
      await slider(page, /^N to/).fill('7');
      await button(page, 'Measure again').click();
      await panel(page).getByText('4 points.').waitFor({ timeout: LONG });
      await eventually(async () => assert.equal(await points(page, 'Measured time').count(), 4));
      // A slope needs three points.
      await eventually(async () =>
        assert.equal(
          await panel(page)
            .getByText(/slope \d/)
            .count(),
          0,
        ),
      );
      // Out of sight it ends.
      await button(page, 'Measure again').click();
      await page.getByRole('button', { name: 'Hide growth' }).click();
      await page.getByRole('button', { name: 'Show growth' }).click();
      await panel(page)
        .getByText(/Cancelled\./)
        .waitFor();
    },
    { hash: HASH },
  ));

test('three passes are refused where they would not fit, with the bytes and what would', () =>
  withPage(
    async (page) => {
      await open(page, [13, 14]);
      const refused = panel(page).getByText(/Softmax in three passes is not measured from/);
      const text = async () => (await refused.textContent()).replaceAll(/\s+/g, ' ').trim();
      const needed = (n, heads, width) =>
        (4 * (4 * heads * width * n + n ** 2)).toLocaleString('en');
      await eventually(async () =>
        assert.equal(
          await text(),
          `Softmax in three passes is not measured from N = 16,384 on. Its tables take ${needed(16_384, 1, 64)} ` +
            'bytes, more than the 536,870,912 that are allowed here. Up to N = 8,192 it fits.',
        ),
      );
      await slider(page, /^d/).fill('8');
      await slider(page, /^h/).fill('4');
      await eventually(async () =>
        assert.equal(
          await text(),
          `Softmax in three passes is not measured from N = 16,384 on. Its tables take ${needed(16_384, 1, 256)} ` +
            'bytes, more than the 536,870,912 that are allowed here. Up to N = 8,192 it fits.',
        ),
      );
      // What fits is measured, and it ends without an error.
      await box(page, 'Softmax in one pass').uncheck();
      await box(page, 'Linear attention').uncheck();
      await slider(page, /^d/).fill('3');
      await slider(page, /^h/).fill('0');
      await button(page, 'Measure').click();
      await panel(page).getByText('1 point.').waitFor({ timeout: LONG });
      await slider(page, /^N to/).fill('10');
      // What is chosen now would fit; what was asked for did not.
      await panel(page)
        .getByText(/at N = 16,384 was not measured\. Its tables take/)
        .waitFor();
      // Nothing chosen: nothing to start.
      await box(page, 'Softmax in three passes').uncheck();
      await eventually(async () => assert.ok(await button(page, 'Measure again').isDisabled()));
      await panel(page).getByText('Choose something to measure.').waitFor();
    },
    { hash: HASH },
  ));

test('out of sight it waits, and says so', () =>
  withPage(
    async (page) => {
      await open(page);
      await page.evaluate(() => {
        let state = 'hidden';
        Object.defineProperty(document, 'visibilityState', { get: () => state });
        window.show = () => {
          state = 'visible';
          document.dispatchEvent(new Event('visibilitychange'));
        };
      });
      await button(page, 'Measure').click();
      await panel(page)
        .getByText(/Waiting until this tab is visible/)
        .waitFor();
      await eventually(async () => assert.equal(await points(page, 'Measured time').count(), 0));
      await page.evaluate(() => window.show());
      await finished(page);
      await panel(page).getByText('9 points.').waitFor();
    },
    { hash: HASH },
  ));

test('every number leaves as CSV, and the drawing with its points as SVG', () =>
  withPage(
    async (page) => {
      await open(page, [6, 7]);
      await button(page, 'Measure').click();
      await finished(page);
      const save = async (format) => {
        const save = button(page, `Save Measured time by N as ${format}`);
        return String((await downloaded(page, () => save.click())).bytes);
      };
      const [head, ...lines] = (await save('CSV')).trim().split('\n');
      assert.equal(head.split(',')[4], 'median s');
      assert.equal(lines.length, 6);
      for (const line of lines) {
        const [name, ...cells] = line.split(',');
        assert.match(name, /^"(Softmax|Linear)/);
        const dropped = cells.pop();
        assert.equal(dropped, '0');
        for (const cell of cells)
          assert.ok(Number(cell) > 0 && Number.isFinite(Number(cell)), line);
      }
      const drawing = await save('SVG');
      assert.equal(drawing.match(/transform="translate/g).length, 6);
      assert.ok(!/class=|var\(|data-fleeting/.test(drawing));
    },
    { hash: HASH },
  ));

test('decoding steps are measured along their cache', () =>
  withPage(
    async (page) => {
      await open(page, [8, 10]);
      await eventually(async () =>
        assert.equal(await panel(page).getByRole('checkbox').count(), 3),
      );
      await button(page, 'Measure').click();
      await finished(page);
      await eventually(async () => assert.equal(await points(page, 'Measured time').count(), 9));
      const summary = panel(page).getByRole('region', { name: 'Each kernel in numbers' });
      await eventually(async () =>
        assert.match(await summary.locator('thead').textContent(), /GB\/s/),
      );
      for (const cells of await rows(summary)) assert.ok(quantity(cells[3]) > 0);
    },
    { hash: '#multi-query-decode?open=growth' },
  ));

test('in words, light and dark, on a phone and in forced colours', async () => {
  for (const [colorScheme, screen] of [
    ['light', screens.wide],
    ['dark', screens.small],
  ])
    await withPage(
      async (page) => {
        await open(page);
        await button(page, 'Measure').click();
        await finished(page);
        await button(page, 'Table of the points').click();
        await inspect(page, `measured, ${colorScheme}, ${screen.width}`);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(wider, 0);
      },
      { hash: '#argmax?open=growth', colorScheme, screen },
    );
  await withPage(
    async (page) => {
      await open(page, [6, 7]);
      await button(page, 'Measure').click();
      await finished(page);
      await eventually(async () => {
        const shapes = await points(page, 'Measured time').evaluateAll((paths) =>
          paths.map((path) => [getComputedStyle(path).fill, path.getAttribute('d')]),
        );
        assert.equal(new Set(shapes.map(([fill]) => fill)).size, 1);
        assert.equal(shapes.length, 6);
        assert.equal(new Set(shapes.map(([, shape]) => shape)).size, 3);
      });
    },
    { hash: HASH, forcedColors: 'active' },
  );
});
