// The roofline: a decoding step by three kinds of heads, under the roofs of machines with sources.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import machines from '../../www/panels/roofline/machines.json' with { type: 'json' };
import { goesThrough } from '../../www/plot/label-placement.ts';
import { costCurves } from './core.js';
import { eventually, inspect, LONG, screens, still, useBrowser, withPage } from './support.js';

useBrowser();

const DECODERS = ['multi-head-decode', 'grouped-query-decode', 'multi-query-decode'];
const HASH = '#multi-head-decode?open=roofline';

/** flop, bytes and flop/byte of each kind, from the core. */
function steps({ n = 4096, width = 2, ...sizes } = {}) {
  const curves = DECODERS.map((variant) => ({ variant }));
  const { curves: found } = costCurves({ curves, letter: 'n', range: [n, n], points: 1, sizes });
  return found.map(({ lines }) => {
    const [flop, bytes] = [lines.flops.values[0], lines.fused.values[0] * width];
    return { flop, bytes, intensity: flop / bytes };
  });
}

/** "1.12 ms" as a number. */
function measured(text) {
  const [, number, prefix] = /^([\d.,]+)\s?([nµmkMGTP]?)[Bs]?$/.exec(text.replace('\u00a0', ' '));
  const power = { n: -9, µ: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15 }[prefix];
  return Number(number.replace(',', '')) * 10 ** power;
}

const near = (found, expected) =>
  assert.ok(Math.abs(found / expected - 1) < 0.006, `${found}, not ${expected}`);

/** The table says what the core counts, and the least time on a machine. */
async function shows(page, expected, machine) {
  const rows = page.getByRole('region', { name: 'One step in numbers' }).locator('tbody tr');
  await rows.first().waitFor();
  await eventually(async () => {
    const cells = await rows.evaluateAll((rows) =>
      rows.map((row) => [...row.cells].slice(2).map(({ textContent }) => textContent.trim())),
    );
    assert.equal(cells.length, 3);
    for (const [at, { flop, bytes, intensity }] of expected.entries()) {
      const time = Math.max(flop / machine.flops, bytes / machine.bandwidth);
      const found = cells[at].map(measured);
      for (const [place, value] of [flop, bytes, intensity, time].entries())
        near(found[place], value);
    }
  });
}

test('points move with the sizes, under the roof of the chosen machine', () =>
  withPage(
    async (page) => {
      await shows(page, steps(), machines[0]);
      await page.getByText('All three are bound by memory.').waitFor();
      const points = () =>
        page
          .locator('roofline-plot circle.ring')
          .evaluateAll((rings) => rings.map((ring) => Number(ring.getAttribute('cx'))));
      let before;
      await eventually(async () => {
        before = await points();
        assert.ok(before[0] < before[1] && before[1] < before[2], before.join());
      });

      // A longer cache moves multi-head to the left, and multi-query hardly.
      await page.getByRole('slider', { name: /cached tokens/ }).fill('15');
      await shows(page, steps({ n: 32_768 }), machines[0]);
      await eventually(async () => {
        const after = await points();
        assert.ok(
          before[0] - after[0] > 10 && Math.abs(before[2] - after[2]) < 3,
          `${before} ${after}`,
        );
      });
      await page.waitForFunction(() => location.hash.includes('at=n:32768'));

      await page.locator('roofline-panel label', { hasText: 'H100 SXM' }).click();
      await shows(page, steps({ n: 32_768 }), machines[1]);
      await page.waitForFunction(() => location.hash.includes('machine:1'));
      await page.reload();
      await shows(page, steps({ n: 32_768 }), machines[1]);
      await page.locator('roofline-panel label', { hasText: /^\s*4\s*$/ }).click();
      await shows(page, steps({ n: 32_768, width: 4 }), machines[1]);

      // Groups that are as many as the heads are multi-head attention.
      await page.getByRole('slider', { name: /key–value heads/ }).fill('5');
      await shows(page, steps({ n: 32_768, width: 4, g: 32 }), machines[1]);
      // Fewer heads than sets: the sets follow.
      await page.getByRole('slider', { name: /^h heads/ }).fill('2');
      await shows(page, steps({ n: 32_768, width: 4, h: 4, g: 4 }), machines[1]);
    },
    { hash: HASH },
  ));

test('this browser is measured when it is asked for, and stands beside the machines', () =>
  withPage(
    async (page) => {
      await shows(page, steps(), machines[0]);
      await page.getByRole('button', { name: 'Measure this browser too' }).press('Enter');
      const line = page.getByText(/This browser: .* measured here\./);
      await line.waitFor({ timeout: LONG });
      const [, gigaflops, gigabytes] = /([\d.]+) Gflop\/s.*? ([\d.]+) GB\/s/.exec(
        await line.textContent(),
      );
      assert.ok(Number(gigaflops) > 0 && Number(gigabytes) > 0);
      await eventually(async () =>
        assert.equal(await page.locator('roofline-plot .roof').count(), machines.length + 1),
      );
      await eventually(async () =>
        assert.equal(await page.locator('roofline-plot text.own').textContent(), 'this browser'),
      );
      await eventually(async () =>
        assert.ok(await page.getByRole('radio', { name: 'this browser' }).isChecked()),
      );
      // The least time is that of the figures, which are written with three digits.
      const [step] = steps();
      const least = Math.max(step.flop / gigaflops, step.bytes / gigabytes) / 1e9;
      const row = page.getByRole('region', { name: 'One step in numbers' }).locator('tbody tr');
      await eventually(async () => {
        const found = measured((await row.first().locator('td').last().textContent()).trim());
        assert.ok(Math.abs(found / least - 1) < 0.02, `${found}, not ${least}`);
      });
      await page.locator('roofline-panel label', { hasText: 'H100 SXM' }).click();
      await shows(page, steps(), machines[1]);
      await eventually(async () =>
        assert.equal(await page.locator('roofline-plot .roof').count(), machines.length + 1),
      );
    },
    { hash: HASH },
  ));

test('measuring ends with the panel, and no host has to know what WebAssembly is', () =>
  withPage(
    async (page) => {
      await shows(page, steps(), machines[0]);
      const begun = page.waitForEvent('worker');
      await page.getByRole('button', { name: 'Measure this browser too' }).click();
      const worker = await begun;
      await page.getByRole('button', { name: 'Hide roofline' }).click();
      await eventually(() => assert.ok(!page.workers().includes(worker), 'its worker is ended'));
      await page.getByRole('button', { name: 'Show roofline' }).click();
      await page.getByRole('button', { name: 'Measure this browser too' }).click();
      await page.getByText(/This browser: .* measured here\./).waitFor({ timeout: LONG });
    },
    {
      hash: HASH,
      prepare: (page) =>
        page.route(/kernels_.*\.wasm$/, async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, contentType: 'application/octet-stream' });
        }),
    },
  ));

test('each machine has its figures and a source, and the page draws no other', () =>
  withPage(
    async (page) => {
      await shows(page, steps(), machines[0]);
      for (const { name, flops, bandwidth, figures, source } of machines) {
        assert.match(source.url, /^https:\/\/[a-z.]+\.(nvidia|google)\.com\//);
        const tera = String(flops / 1e12);
        assert.ok(figures.includes(tera), `${name}: ${figures} says ${tera}`);
        const speed = [(bandwidth / 1e9).toLocaleString('en'), (bandwidth / 1e12).toString()];
        assert.ok(
          speed.some((text) => figures.includes(text)),
          `${name}: ${figures}`,
        );
        const link = page.getByRole('link', { name: source.text });
        await eventually(async () => assert.equal(await link.getAttribute('href'), source.url));
      }
      await eventually(async () =>
        assert.equal(await page.locator('roofline-plot .roof').count(), machines.length),
      );
    },
    { hash: HASH },
  ));

test('in words, light and dark, and on a phone; not where nothing is decoded', async () => {
  for (const [colorScheme, screen] of [
    ['light', screens.wide],
    ['dark', screens.small],
  ])
    await withPage(
      async (page) => {
        await shows(page, steps(), machines[0]);
        await page.getByRole('img', { name: /multi-query 31\.\d flop for each byte/ }).waitFor();
        await inspect(page, `roofline, ${colorScheme}, ${screen.width}`);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(wider, 0);
      },
      { hash: HASH, colorScheme, screen },
    );
  await withPage(async (page) => {
    await page.getByRole('button', { name: 'Show growth' }).waitFor();
    await eventually(async () =>
      assert.equal(await page.getByRole('button', { name: 'Show roofline' }).count(), 0),
    );
  });
});

test('names stand clear of roofs and dotted lines, at every width', async () => {
  for (const screen of [screens.wide, screens.phone, screens.small])
    await withPage(
      async (page) => {
        await shows(page, steps(), machines[0]);
        await eventually(async () =>
          assert.ok((await page.locator('roofline-plot text.halo').count()) >= 4),
        );
        await still(page);
        const { names, lines } = await page.locator('roofline-plot').evaluate(({ shadowRoot }) => {
          const all = (selector) => [...shadowRoot.querySelectorAll(selector)];
          return {
            names: all('text.halo').map((text) => {
              const { x, y, width, height } = text.getBBox();
              return { left: x, right: x + width, top: y + 2, bottom: y + height - 2 };
            }),
            lines: [
              ...all('polyline.roof').map(({ points }) => Array.from(points, ({ x, y }) => [x, y])),
              ...all('line.fall').map(({ x1, x2, y1, y2 }) => [
                [x1.baseVal.value, y1.baseVal.value],
                [x2.baseVal.value, y2.baseVal.value],
              ]),
            ],
          };
        });
        for (const name of names)
          for (const line of lines)
            for (const [at, to] of line.entries())
              assert.ok(at === 0 || !goesThrough(line[at - 1], to, name), JSON.stringify(name));
      },
      { hash: HASH, screen },
    );
});

test('a column has one unit while its numbers are read well in it', () =>
  withPage(
    async (page) => {
      await shows(page, steps(), machines[0]);
      const rows = page.getByRole('region', { name: 'One step in numbers' }).locator('tbody tr');
      await eventually(async () => {
        const units = await rows.evaluateAll((rows) =>
          rows.map(({ cells }) => [3, 5].map((at) => cells[at].textContent.split('\u00a0')[1])),
        );
        assert.deepEqual(units, Array(3).fill(['MB', 'µs']));
      });
    },
    { hash: HASH },
  ));
