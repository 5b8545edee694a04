// The growth panel: curves, crossings, readings by every means, and what can be taken away.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costCurves } from './core.js';
import { downloaded, eventually, inspect, screens, useBrowser, withPage } from './support.js';

useBrowser();

const QUADRATIC = { variant: 'linear', request: { params: { feature_map: 'quadratic' } } };
const SOFTMAX = { variant: 'scaled-dot-product' };
const NARROW = { variant: 'linear', request: { params: { feature_map: 'elu+1' } } };
const HASH = '#linear?open=growth&curves=scaled-dot-product,linear.elu%2B1';

/** What the core says about the curves of `HASH`. */
const core = (sizes = {}, curves = [QUADRATIC, SOFTMAX, NARROW]) =>
  costCurves({ curves, letter: 'N', range: [16, 131_072], points: 53, sizes });

const figureOf = (page, name) => page.getByRole('figure', { name, exact: true });
const cursor = (page, name) => page.getByRole('slider', { name: `${name} along N, tokens` });
const reading = (page, name) =>
  figureOf(page, name)
    .locator('.reading')
    .evaluate((line) =>
      [...line.children].map((part) => {
        const named = part.querySelector('.label')?.textContent ?? '';
        return part.textContent.slice(named.length).trim();
      }),
    );

/** As the page writes a count: whole, or three digits and a power of ten. */
function written(value) {
  if (value < 999.5) return Number.isInteger(value) ? String(value) : value.toPrecision(3);
  if (value < 999_999.5) return Math.round(value).toLocaleString('en');
  const [head, power] = value.toExponential(2).split('e+');
  const raised = [...power].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit]).join('');
  return Number(head) === 1 ? `10${raised}` : `${Number(head)}·10${raised}`;
}

async function reads(page, name, size, growth, measure) {
  const at = growth.at.indexOf(size);
  assert.ok(at >= 0, `the curves are known at ${size}`);
  await figureOf(page, name).locator('.reading').waitFor();
  await eventually(async () =>
    assert.deepEqual(await reading(page, name), [
      `N = ${size.toLocaleString('en')}`,
      ...growth.curves.map(({ lines }) => written(lines[measure].values[at])),
    ]),
  );
}

test('three curves with their slopes, and where they cross: about D² tokens', () =>
  withPage(
    async (page) => {
      const growth = core();
      await reads(page, 'Operations', 4096, growth, 'operations');
      await reads(page, 'Memory', 4096, growth, 'kept');
      await eventually(async () =>
        assert.deepEqual(
          await figureOf(page, 'Memory').locator('.reading .label').allTextContents(),
          [
            'Linear, quadratic\u00a0map',
            'Scaled dot-product',
            'Linear, elu\u00a0+\u00a01\u00a0map',
          ],
        ),
      );
      const labels = (name) =>
        figureOf(page, name)
          .locator('log-plot text.name')
          .evaluateAll((texts) => texts.map(({ textContent }) => textContent))
          .then((texts) => texts.filter((text) => text.startsWith('slope')));
      await eventually(async () =>
        assert.deepEqual(await labels('Operations'), ['slope 1.00', 'slope 2.00', 'slope 1.00']),
      );
      await eventually(async () =>
        assert.deepEqual(await labels('Arithmetic intensity'), [
          'slope 0.00',
          'slope 1.00',
          'slope 0.00',
        ]),
      );

      const crossing = growth.crossings.find(
        ({ measure, curves }) => measure === 'operations' && curves.join() === '0,1',
      );
      assert.ok(Math.abs(crossing.at / 64 ** 2 - 1) < 0.1, `${crossing.at}`);
      const at = Math.round(crossing.at).toLocaleString('en');
      const caption = figureOf(page, 'Operations').locator('figcaption');
      await eventually(async () =>
        assert.match(
          await caption.textContent(),
          new RegExp(`equal at\\s+N\\s+= ${at}; D² is 4,096`),
        ),
      );
      const marks = figureOf(page, 'Operations').locator('log-plot circle.mark');
      const count = growth.crossings.filter(({ measure }) => measure === 'operations').length;
      await eventually(async () => assert.equal(await marks.count(), count));

      // A narrower model: the map pays earlier.
      await page.getByRole('slider', { name: /width/ }).first().fill('4');
      const narrow = core({ D: 16 });
      const earlier = narrow.crossings.find(
        ({ measure, curves }) => measure === 'operations' && curves.join() === '0,1',
      );
      assert.ok(earlier.at < crossing.at / 4);
      const then = Math.round(earlier.at).toLocaleString('en');
      await caption.getByText(`${then}; `).waitFor();
      await page.waitForFunction(() => location.hash.includes('at=D:16'));
    },
    { hash: HASH },
  ));

test('the cursor reads by keyboard, by pointing, by click and by touch', async () => {
  const growth = core();
  const [here, next] = [4096, growth.at[growth.at.indexOf(4096) + 1]];
  await withPage(
    async (page) => {
      await reads(page, 'Operations', here, growth, 'operations');
      const slider = cursor(page, 'Operations');
      await slider.focus();
      await page.keyboard.press('ArrowRight');
      await reads(page, 'Operations', next, growth, 'operations');
      await reads(page, 'Memory', next, growth, 'kept');
      await eventually(async () =>
        assert.equal(await slider.getAttribute('aria-valuenow'), String(next)),
      );
      await eventually(async () =>
        assert.match(
          await slider.getAttribute('aria-valuetext'),
          /Scaled dot-product attention \d/,
        ),
      );
      await page.keyboard.press('Home');
      await reads(page, 'Operations', 16, growth, 'operations');
      await page.waitForFunction(() => location.hash.includes('at=N:16'));

      // Pointing is passing, a click stays.
      const box = await slider.boundingBox();
      await page.mouse.move(box.x + 420, box.y + 60);
      let passing;
      await eventually(async () => {
        passing = await reading(page, 'Operations');
        assert.notEqual(passing[0], 'N = 16');
      });
      await page.mouse.move(box.x + 420, box.y - 60);
      await reads(page, 'Operations', 16, growth, 'operations');
      await page.mouse.click(box.x + 420, box.y + 60);
      await page.mouse.move(box.x + 420, box.y - 60);
      await eventually(async () => assert.deepEqual(await reading(page, 'Operations'), passing));
    },
    { hash: HASH },
  );
  await withPage(
    async (page) => {
      await reads(page, 'Operations', here, growth, 'operations');
      const slider = cursor(page, 'Operations');
      await slider.scrollIntoViewIfNeeded();
      const box = await slider.boundingBox();
      await page.touchscreen.tap(box.x + 60, box.y + 60);
      await eventually(async () => {
        const [first] = await reading(page, 'Operations');
        assert.notEqual(first, 'N = 4,096');
      });
    },
    { hash: HASH, screen: screens.phone, hasTouch: true },
  );
});

test('it opens with the curve that crosses the own one, and where they cross', async () => {
  for (const [variant, beside] of [
    ['scaled-dot-product', 'linear.quadratic'],
    ['linear', 'scaled-dot-product'],
  ])
    await withPage(
      async (page) => {
        await page.getByRole('button', { name: 'Growth' }).click();
        await page.locator('figcaption').first().getByText('are equal at').first().waitFor();
        const curves = () => new URLSearchParams(page.url().split('?')[1]).get('curves');
        await eventually(() => assert.equal(curves(), beside));
        await page.getByRole('checkbox', { checked: true }).click();
        await eventually(() => assert.equal(curves(), null));
      },
      { hash: `#${variant}` },
    );
});

test('curves are added and taken away, four at most, and a reload keeps them', () =>
  withPage(async (page) => {
    await page.getByRole('button', { name: 'Show growth' }).click();
    const box = (name) => page.getByRole('checkbox', { name, exact: true });
    await page.getByRole('checkbox', { checked: true }).uncheck(); // the one that it opens with
    for (const name of ['Multi-head attention', 'Transformer layer', 'Kernel attention'])
      await box(name).check();
    const lines = figureOf(page, 'Operations').locator('log-plot polyline.line');
    await eventually(async () => assert.equal(await lines.count(), 4));
    await eventually(async () => assert.ok(await box('Scaled dot-product attention').isDisabled()));
    await box('Transformer layer').uncheck();
    await eventually(async () => assert.equal(await lines.count(), 3));
    await page.waitForFunction(() => location.hash.includes('curves=multi-head,kernel'));
    await page.reload();
    await eventually(async () => assert.equal(await lines.count(), 3));
    await eventually(async () => assert.ok(await box('Multi-head attention').isChecked()));
    // Its own curve is the program that is shown, with its parameters.
    const argmax = costCurves({
      curves: [{ variant: 'argmax' }],
      letter: 'N',
      range: [4096, 4096],
      points: 1,
    });
    await eventually(async () => {
      const [, first] = await reading(page, 'Operations');
      assert.equal(first, written(argmax.curves[0].lines.operations.values[0]));
    });
  }));

test('memory by three rules, and the numbers as a table', () =>
  withPage(
    async (page) => {
      const growth = core();
      for (const [label, rule] of [
        ['fused kernel', 'fused'],
        ['every intermediate', 'every'],
        ['kept for backpropagation', 'kept'],
      ]) {
        await figureOf(page, 'Memory').getByText(label, { exact: true }).click();
        await reads(page, 'Memory', 4096, growth, rule);
      }
      await page.getByRole('button', { name: 'Table of the numbers' }).click();
      const table = page.getByRole('region', { name: 'The numbers of the plots' });
      const row = table.getByRole('row').filter({ hasText: /^\s*1,024/ });
      const at = growth.at.indexOf(1024);
      const expected = growth.curves.flatMap(({ lines }) =>
        ['operations', 'kept'].map((measure) => written(lines[measure].values[at])),
      );
      await eventually(async () => {
        const found = await row.locator('td').allTextContents();
        assert.deepEqual(
          found.filter((_, place) => place % 3 < 2),
          expected,
        );
      });
      await eventually(async () => assert.equal(await table.locator('tbody tr').count(), 14));
      await figureOf(page, 'Memory').getByText('every intermediate', { exact: true }).click();
      await page.waitForFunction(() => /at=.*rule:1(?!\d)/.test(location.hash));
      await page.reload();
      await reads(page, 'Memory', 4096, growth, 'every');
    },
    { hash: HASH },
  ));

test('plots leave as CSV, SVG and PNG that stand alone', () =>
  withPage(
    async (page) => {
      const growth = core();
      await reads(page, 'Operations', 4096, growth, 'operations');
      const save = async (format) => {
        const save = page.getByRole('button', { name: `Save Operations by N as ${format}` });
        const { name, bytes } = await downloaded(page, () => save.click());
        assert.equal(name, `operations-by-n.${format.toLowerCase()}`);
        return bytes;
      };
      const rows = String(await save('CSV'))
        .trim()
        .split('\n')
        .map((row) => row.split(','));
      assert.equal(rows.length, 1 + growth.at.length);
      assert.deepEqual(rows[0].slice(0, 4), ['N', 'D', 'M', '"linear.quadratic: operations"']);
      const numbers = growth.curves.flatMap(({ lines }) =>
        ['operations', 'needed', 'fused', 'every', 'kept', 'intensity'].map(
          (name) => lines[name].values[9],
        ),
      );
      assert.deepEqual(rows[10].map(Number), [growth.at[9], 64, 64, ...numbers]);

      const drawing = String(await save('SVG'));
      assert.match(drawing, /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      assert.match(drawing, /<title>Operations by N<\/title>/);
      assert.match(
        drawing,
        /@font-face \{ font-family: "Playground Serif"; [^}]*data:font\/woff2;base64,d09GM/,
      );
      assert.match(drawing, />slope 2\.00</);
      assert.ok(!/class=|var\(|data-fleeting|https?:\/\/(?!www\.w3\.org)/.test(drawing));
      const problem = await page.evaluate((text) => {
        const file = new Blob([text]);
        return file.size > 200_000 ? `${file.size} bytes` : '';
      }, drawing);
      assert.equal(problem, '');

      const picture = await save('PNG');
      assert.equal(picture.subarray(1, 4).toString(), 'PNG');
      const [width, height] = [picture.readUInt32BE(16), picture.readUInt32BE(20)];
      assert.ok(width > 1800 && height > 800, `${width} × ${height}`);
      assert.ok(picture.length > 20_000, 'there is something in the picture');
    },
    { hash: HASH },
  ));

test('in words, light and dark, on a phone and in forced colours', async () => {
  for (const [colorScheme, screen] of [
    ['light', screens.wide],
    ['dark', screens.small],
  ])
    await withPage(
      async (page) => {
        await reads(page, 'Operations', 4096, core(), 'operations');
        await page.getByRole('button', { name: 'Table of the numbers' }).click();
        await inspect(page, `growth, ${colorScheme}, ${screen.width}`);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(wider, 0);
      },
      { hash: HASH, colorScheme, screen },
    );
  await withPage(
    async (page) => {
      await reads(page, 'Operations', 4096, core(), 'operations');
      await eventually(async () => {
        const strokes = await figureOf(page, 'Operations')
          .locator('log-plot polyline.line')
          .evaluateAll((lines) =>
            lines.map((line) => [
              getComputedStyle(line).stroke,
              getComputedStyle(line).strokeDasharray,
            ]),
          );
        assert.equal(new Set(strokes.map(([stroke]) => stroke)).size, 1);
        assert.equal(new Set(strokes.map(([, dash]) => dash)).size, 3);
      });
    },
    { hash: HASH, forcedColors: 'active' },
  );
});

test('a link with sizes that are none, or that do not fit, says so and loses nothing', async () => {
  await withPage(
    async (page) => {
      await page.getByText('This link cannot be followed: “N:x” gives no sizes.').first().waitFor();
    },
    { hash: '#argmax?open=growth&at=N:x' },
  );
  await withPage(
    async (page) => {
      const panel = page.locator('growth-panel');
      await panel.getByText('d = 100 is not a multiple of h = 8.').waitFor();
      await page.getByRole('grid', { name: 'Output', exact: true }).waitFor();
    },
    { hash: '#multi-head?open=growth&at=d:100,h:8' },
  );
});

test('what could not be reached is asked for again when the panel is opened again', () => {
  let broken = true;
  return withPage(
    async (page) => {
      await page
        .locator('growth-panel')
        .getByText(/could not be loaded/)
        .waitFor();
      broken = false;
      await page.getByRole('button', { name: 'Hide growth' }).click();
      await page.getByRole('button', { name: 'Show growth' }).click();
      await reads(page, 'Operations', 4096, core(), 'operations');
    },
    {
      hash: HASH,
      prepare: (page) =>
        page.route(/attention_playground_bg.*\.wasm$/, (route) =>
          broken ? route.abort() : route.continue(),
        ),
      expected: [/ERR_FAILED/],
    },
  );
});

test('until there is an answer, curves keep their own names', () =>
  withPage(
    async (page) => {
      await reads(page, 'Operations', 4096, core(), 'operations');
      const names = () =>
        figureOf(page, 'Operations')
          .locator('log-plot text.name')
          .evaluateAll((texts) => texts.map(({ textContent }) => textContent).join(' '));
      await eventually(async () =>
        assert.match(await names(), /slope 1.00 .* slope 2.00 .* slope 1.00/),
      );
      const before = await names();
      // A worker that is asked and stays silent.
      await page.evaluate(() => {
        const { engine } = document.querySelector('attention-playground').workbench;
        const { call } = engine;
        engine.call = (asker, ...rest) =>
          asker.lane === 'panel' ? new Promise(() => {}) : call.call(engine, asker, ...rest);
      });
      await page.getByLabel('Argmax attention', { exact: true }).check();
      await page.getByLabel('Linear attention, elu + 1 map', { exact: true }).uncheck();
      await eventually(async () =>
        assert.ok(await page.getByLabel('Argmax attention', { exact: true }).isChecked()),
      );
      await eventually(async () => assert.equal(await names(), before));
    },
    { hash: HASH },
  ));

test('curves and sizes are undone with the rest, and the panel stays open', () =>
  withPage(
    async (page) => {
      const names = () =>
        figureOf(page, 'Operations')
          .locator('log-plot text.name')
          .evaluateAll((texts) => texts.map(({ textContent }) => textContent));
      await reads(page, 'Operations', 4096, core(), 'operations');
      const before = await names();
      await page.getByRole('slider', { name: /^D width/ }).fill('8');
      await page.waitForFunction(() => location.hash.includes('at=D:256'));
      await page.getByLabel('Argmax attention', { exact: true }).check();
      await eventually(async () => assert.notDeepEqual(await names(), before));
      await page.keyboard.press('ControlOrMeta+Z');
      await page.waitForFunction(() => !location.hash.includes('argmax'));
      await page.keyboard.press('ControlOrMeta+Z');
      await page.waitForFunction(() => !location.hash.includes('at='));
      await reads(page, 'Operations', 4096, core(), 'operations');
      await page.keyboard.press('ControlOrMeta+Y');
      await page.waitForFunction(() => location.hash.includes('at=D:256'));
    },
    { hash: HASH },
  ));
