// Matrices at every size: every number to 16 × 16, beyond it a map with a cursor and exact numbers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exact } from '../../www/lib/format.ts';
import { runVariant } from './core.js';
import {
  arithmetic,
  blank,
  cell,
  eventually,
  inspect,
  numbers,
  painted,
  screens,
  still,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

/** Numbers with one decimal, without a pattern that an eye or a test could take for another. */
const table = (rows, columns, seed) =>
  Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) =>
      String((((r * 31 + c * 17 + seed * 7) % 41) - 20) / 10),
    ),
  );
const typed = (n, d) => ({ q: table(n, d, 1), k: table(n, d, 2), v: table(n, d, 3) });
const hashOf = (inputs) =>
  `#scaled-dot-product?${Object.entries(inputs)
    .map(([name, rows]) => `${name}=${rows.map((row) => row.join(',')).join(';')}`)
    .join('&')}`;
const weightsOf = (inputs, params) =>
  runVariant('scaled-dot-product', { inputs, params }).steps.find(({ id }) => id === 'weights')
    .tensor;

const map = (page, step) => page.locator(`step-card[data-step="${step}"] value-map canvas`);
const reading = (page, name) => page.getByRole('grid', { name, exact: true });
/** Row and column, counted from 1, of the cell that the cursor is on. */
const cursor = (page, name) =>
  reading(page, name)
    .locator('td[tabindex="0"]')
    .evaluate(({ dataset }) => [Number(dataset.row) + 1, Number(dataset.column) + 1]);
const stands = (page, name, expected) =>
  eventually(async () => assert.deepEqual(await cursor(page, name), expected));

test('to 16 × 16 every number stands there, dense, without the 0 before the point', () =>
  withPage(
    async (page) => {
      await reading(page, 'Weights').waitFor();
      const { data } = weightsOf(typed(16, 3));
      await eventually(async () => {
        const shown = (await numbers(page, 'Weights')).flat();
        assert.equal(shown.length, 256);
        for (const [at, text] of shown.entries()) {
          const two = data[at].toFixed(2);
          assert.equal(text, Number(two) === 0 ? '·' : two.replace(/^0/, ''), `${data[at]}`);
        }
        const box = await cell(page, 'Weights', 2, 2).boundingBox();
        assert.equal(box.height, 19);
        const room = await reading(page, 'Dot products q·k').evaluate((table) => table.offsetWidth);
        assert.ok(room <= 640, `signed numbers fit in a card without scrolling: ${room}`);
      });
      await eventually(async () => assert.equal(await page.locator('value-map').count(), 0));
      await page
        .locator('step-card[data-step="weights"]')
        .getByText('Every row sums to 1.')
        .waitFor();
      await inspect(page, 'dense tables');
    },
    { hash: hashOf(typed(16, 3)) },
  ));

const larger = (inputs) =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, rows]) => [
      name,
      rows.map((row) => row.map((text) => String(Math.round(Number(text) * 30) / 10))),
    ]),
  );
/** How far a table goes beyond what it scrolls in. */
const beyond = (page, step) =>
  page
    .locator(`step-card[data-step="${step}"] .scroll`)
    .evaluate((box) => box.scrollWidth - box.clientWidth);

test('sixteen columns of two digits and a sign fit in a card, with a decimal less', () =>
  withPage(
    async (page) => {
      await reading(page, 'Dot products q·k').waitFor();
      await eventually(async () => {
        const shown = (await numbers(page, 'Dot products q·k')).flat();
        assert.ok(shown.some((text) => /^−\d\d\.\d$/.test(text)));
      });
      for (const step of ['products', 'scores', 'weights'])
        await eventually(async () => assert.equal(await beyond(page, step), 0));
    },
    { hash: hashOf(larger(typed(16, 4))) },
  ));

test('where a table goes on beyond the edge, the edge says so until its end is seen', () =>
  withPage(
    async (page) => {
      await reading(page, 'Dot products q·k').waitFor();
      const box = page.locator('step-card[data-step="products"] .scroll');
      await eventually(async () => assert.ok((await beyond(page, 'products')) > 0));
      await page.locator('step-card[data-step="products"] .scroll[data-more]').waitFor();
      await box.evaluate((node) => node.scrollTo(node.scrollWidth, 0));
      await eventually(async () => assert.equal(await box.getAttribute('data-more'), null));
    },
    { screen: screens.phone, hash: hashOf(typed(12, 4)) },
  ));

test('the digits that a person chooses are shown in dense tables and beside maps', () =>
  withPage(
    async (page) => {
      await reading(page, 'Weights').waitFor();
      await page.locator('param-settings').getByText('6', { exact: true }).click();
      const { data } = weightsOf(typed(12, 3));
      await eventually(async () =>
        assert.equal((await numbers(page, 'Weights'))[0][0], data[0].toFixed(6).replace(/^0/, '')),
      );
    },
    { hash: hashOf(typed(12, 3)) },
  ));

test('beyond 16 × 16 a map takes one pixel a cell, and the mouse reads it exactly', () =>
  withPage(
    async (page) => {
      const canvas = map(page, 'weights');
      await painted(canvas);
      const tensor = weightsOf(typed(40, 4));
      await eventually(async () => {
        const size = await canvas.evaluate(({ width, height }) => [width, height]);
        assert.deepEqual(size, [40, 40]);
      });
      await still(page);
      await eventually(async () =>
        assert.match(
          await canvas.getAttribute('aria-label'),
          /^Map of Weights: 40 by 40 numbers, from 0 to /,
        ),
      );
      const box = await canvas.boundingBox();
      assert.equal(box.width % 40, 0, 'a cell is a whole number of pixels');
      // The largest number is the darkest pixel.
      const pixels = await canvas.evaluate((canvas) => [
        ...canvas.getContext('2d').getImageData(0, 0, 40, 40).data,
      ]);
      const light = (at) => pixels[4 * at] + pixels[4 * at + 1] + pixels[4 * at + 2];
      const largest = tensor.data.indexOf(Math.max(...tensor.data));
      const least = tensor.data.indexOf(Math.min(...tensor.data));
      assert.ok(tensor.data.every((_, at) => light(largest) <= light(at)));
      assert.ok(light(least) > light(largest) + 200);
      assert.equal(pixels[4 * least + 3], 255, 'a small number is not paper');
      const side = box.width / 40;
      await canvas.hover({ position: { x: 12.5 * side, y: 30.5 * side } });
      await stands(page, 'Weights', [31, 13]);
      await eventually(async () => {
        const shown = await cell(page, 'Weights', 31, 13).textContent();
        assert.equal(shown.trim(), tensor.data[30 * 40 + 12].toFixed(4));
      });
      await page.getByText('Row 31 sums to 1.').waitFor();
    },
    { hash: hashOf(typed(40, 4)) },
  ));

test('where the page around has scaled it, as slides do, the mouse reads the cell that it is on', () =>
  withPage(
    async (page) => {
      const canvas = map(page, 'weights');
      await painted(canvas);
      await page.evaluate(() => {
        document.body.style.cssText = 'transform: scale(0.6); transform-origin: 0 0';
      });
      await eventually(async () => {
        const { x, y, width, height } = await canvas.boundingBox();
        await page.mouse.move(x + (12.5 / 40) * width, y + (30.5 / 40) * height);
        assert.deepEqual(await cursor(page, 'Weights'), [31, 13]);
      });
    },
    { hash: hashOf(typed(40, 4)) },
  ));

test('the keys move the cursor, and the window of exact numbers is a grid that says where it is', () =>
  withPage(
    async (page) => {
      const grid = reading(page, 'Weights');
      await grid.waitFor();
      await eventually(async () => assert.equal(await grid.getAttribute('aria-rowcount'), '41'));
      await eventually(async () => assert.equal(await grid.getAttribute('aria-colcount'), '41'));
      await grid.locator('td[tabindex="0"]').focus();
      for (const [key, at] of [
        ['ArrowRight', [1, 2]],
        ['ArrowDown', [2, 2]],
        ['PageDown', [7, 2]],
        ['End', [7, 40]],
        ['Control+End', [40, 40]],
        ['PageUp', [35, 40]],
        ['Home', [35, 1]],
        ['Control+Home', [1, 1]],
      ]) {
        await page.keyboard.press(key);
        await stands(page, 'Weights', at);
        await eventually(async () => {
          const focused = await grid.evaluate((table) => {
            const cell = table.getRootNode().activeElement;
            return [
              cell.getAttribute('aria-colindex'),
              cell.parentElement.getAttribute('aria-rowindex'),
            ];
          });
          assert.deepEqual(focused.map(Number), [at[1] + 1, at[0] + 1], `focus after ${key}`);
        });
      }
      await eventually(async () => assert.equal(await grid.locator('td').count(), 25));
    },
    { hash: hashOf(typed(40, 4)) },
  ));

test('moving the cursor repaints the window and not the map', () =>
  withPage(
    async (page) => {
      const canvas = map(page, 'weights');
      await painted(canvas);
      await still(page);
      await canvas.evaluate((canvas) => {
        const context = canvas.getContext('2d');
        const put = context.putImageData.bind(context);
        window.painted = 0;
        context.putImageData = (...rest) => {
          window.painted += 1;
          put(...rest);
        };
      });
      await reading(page, 'Weights').locator('td[tabindex="0"]').focus();
      for (let step = 0; step < 12; step += 1) await page.keyboard.press('ArrowDown');
      await stands(page, 'Weights', [13, 1]);
      await eventually(async () => assert.equal(await page.evaluate(() => window.painted), 0));
      await page.getByRole('button', { name: 'Dark' }).click();
      await eventually(async () => assert.equal(await page.evaluate(() => window.painted), 1));
    },
    { hash: hashOf(typed(40, 4)) },
  ));

test('a click on a map holds the cell: its sources and dependents are marked on the other maps', () =>
  withPage(
    async (page) => {
      const canvas = map(page, 'weights');
      await painted(canvas);
      const box = await canvas.boundingBox();
      const side = box.width / 40;
      await canvas.click({ position: { x: 5.5 * side, y: 7.5 * side } });
      await arithmetic(page).waitFor();
      const drawn = (step, kind) =>
        page
          .locator(`[data-step="${step}"] value-map, [data-name="${step}"] value-map`)
          .evaluateAll(
            (maps, kind) =>
              maps.flatMap((map) => {
                const { view } = map;
                const { width, height } = map.shadowRoot
                  .querySelector('svg')
                  .getBoundingClientRect();
                return [...map.shadowRoot.querySelectorAll(`rect.${kind}`)].map((rect) => {
                  const of = (name, cells, length) =>
                    Math.abs(Math.round((Number(rect.getAttribute(name)) * cells) / length));
                  return [
                    of('x', view.columns, width),
                    of('y', view.rows, height),
                    of('width', view.columns, width),
                    of('height', view.rows, height),
                  ];
                });
              }),
            kind,
          );
      await eventually(async () =>
        assert.deepEqual(await drawn('scores', 'sources'), [[0, 7, 40, 1]], 'row 8 of the scores'),
      );
      await eventually(async () =>
        assert.deepEqual(await drawn('output', 'dependents'), [[0, 7, 4, 1]]),
      );
      await eventually(async () => assert.deepEqual(await drawn('q', 'origins'), [[0, 7, 4, 1]]));
      await eventually(async () =>
        assert.deepEqual(
          await drawn('k', 'origins'),
          [[0, 0, 4, 40]],
          'all keys, as one rectangle',
        ),
      );
      await eventually(async () => assert.equal((await drawn('weights', 'pinned')).length, 1));
      await inspect(page, 'a map with a held cell');
      await page.keyboard.press('Escape');
      await eventually(async () => assert.deepEqual(await drawn('scores', 'sources'), []));
    },
    { hash: hashOf(typed(40, 4)) },
  ));

test('zero is paper, and what merely rounds to zero is not', () =>
  withPage(
    async (page) => {
      const canvas = map(page, 'weights');
      await painted(canvas);
      const pixels = await canvas.evaluate((canvas) => [
        ...canvas.getContext('2d').getImageData(0, 0, 20, 20).data,
      ]);
      assert.equal(pixels[4 * 1 + 3], 0, 'a later key has weight exactly 0');
      assert.equal(pixels[4 * 20 + 3], 255, 'row 2 has some for key 1');
      await eventually(async () =>
        assert.equal((await cell(page, 'Weights', 1, 2).textContent()).trim(), '0'),
      );
    },
    { hash: `${hashOf(typed(20, 2))}&causal=true` },
  ));

test('heads are small multiples on one scale, read at one place', () =>
  withPage(
    async (page) => {
      await page.locator('step-card').first().waitFor();
      const name = page.locator('size-steppers li', { hasText: 'keys' });
      await eventually(async () => assert.ok((await name.count()) <= 1));
      const grids = page.locator('step-card[data-step="weights"] map-reader');
      await page.evaluate(() => {
        const host = document.querySelector('attention-playground');
        const { workbench } = host;
        const letters = new Set(workbench.info.inputs.flatMap(({ sizes }) => [...sizes]));
        for (const letter of ['i', 'j', 'n'])
          if (letters.has(letter)) workbench.actions['axis-resize']({ letter, size: 20 });
      });
      await eventually(async () => assert.ok((await grids.count()) >= 2));
      const keys = page.locator('step-card[data-step="weights"] value-key');
      await eventually(async () => assert.equal(await keys.count(), 1, 'one key for all heads'));
      await grids.first().locator('canvas').hover();
      const places = () =>
        grids.evaluateAll((readers) =>
          readers.map(({ cursor }) => `${cursor.row},${cursor.column}`),
        );
      await eventually(async () => {
        const [first, ...others] = await places();
        assert.notEqual(first, '0,0');
        assert.ok(others.every((place) => place === first));
      });
      await eventually(async () => {
        const scales = await grids.evaluateAll((readers) => readers.map(({ scale }) => scale.size));
        assert.equal(new Set(scales).size, 1);
      });
      await inspect(page, 'small multiples of maps');
    },
    { hash: '#multi-head' },
  ));

test('a large input is a map and a few blanks; a click brings them to a cell, and typing changes it', () =>
  withPage(
    async (page) => {
      const field = page.locator('matrix-field[data-name="k"]');
      await field.locator('canvas').waitFor();
      await eventually(async () =>
        assert.equal(await field.locator('input.blank').count(), 20, '5 rows of 4'),
      );
      const box = await field.locator('canvas').boundingBox();
      await field
        .locator('canvas')
        .click({ position: { x: 0.5 * (box.width / 4), y: 29.5 * (box.height / 40) } });
      const input = blank(page, 'k', 30, 1);
      await eventually(async () =>
        assert.ok(await input.evaluate((node) => node.getRootNode().activeElement === node)),
      );
      await eventually(async () => assert.equal(await input.inputValue(), typed(40, 4).k[29][0]));
      await page.keyboard.type('9.5');
      const changed = typed(40, 4);
      changed.k[29][0] = '9.5';
      const expected = weightsOf(changed).data[0];
      await eventually(async () =>
        assert.equal(
          (await cell(page, 'Weights', 1, 1).textContent()).trim(),
          expected.toFixed(4),
          exact(expected),
        ),
      );
      await page.keyboard.press('PageDown');
      await eventually(async () =>
        assert.ok(
          await blank(page, 'k', 35, 1).evaluate(
            (node) => node.getRootNode().activeElement === node,
          ),
        ),
      );
    },
    { hash: hashOf(typed(40, 4)) },
  ));

test('on a phone a touch moves the window, and a number there is held', () =>
  withPage(
    async (page) => {
      const canvas = map(page, 'weights');
      await painted(canvas);
      const box = await canvas.boundingBox();
      await canvas.tap({ position: { x: 20.5 * (box.width / 40), y: 10.5 * (box.height / 40) } });
      await stands(page, 'Weights', [11, 21]);
      await eventually(async () => assert.equal(await page.locator('.dock').count(), 0));
      await cell(page, 'Weights', 11, 21).tap();
      await page.locator('.dock').waitFor();
      await eventually(async () => {
        const { scroll, view } = await page.evaluate(() => ({
          scroll: document.documentElement.scrollWidth,
          view: innerWidth,
        }));
        assert.ok(scroll <= view, `the page scrolls sideways: ${scroll} > ${view}`);
      });
      await inspect(page, 'maps on a phone');
    },
    { hash: hashOf(typed(40, 4)), screen: screens.phone, hasTouch: true, isMobile: true },
  ));

test('a cell that a link holds is the one that its map is read at, in forced colours too', () =>
  withPage(
    async (page) => {
      await stands(page, 'Weights', [11, 21]);
      await painted(map(page, 'weights'));
      const pixels = await map(page, 'weights').evaluate((canvas) => [
        ...canvas.getContext('2d').getImageData(0, 0, 40, 40).data,
      ]);
      const shades = new Set(pixels.filter((_, at) => at % 4 === 0));
      assert.ok(shades.size > 20, `a ramp keeps its colours: ${shades.size} shades`);
    },
    { hash: `${hashOf(typed(40, 4))}&hold=weights:10,20`, forcedColors: 'active' },
  ));
