// What is taken away comes back: tables as text, drawings and pictures, the whole state as a file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exact, write } from '../../www/lib/format.ts';
import { parseMatrix, runVariant } from './core.js';
import {
  blank,
  downloaded,
  eventually,
  holds,
  homework,
  inspect,
  shows,
  still,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

/** A download is an address of the page's own making. */
const expected = [/^request: blob:/];
const soft = '#scaled-dot-product';
const weights = runVariant('scaled-dot-product').steps.find(({ id }) => id === 'weights').tensor;
const [rows, columns] = weights.shape;

const menu = (page, name) =>
  page.getByRole('button', { name: `Copy or save ${name}`, exact: true });

/** What is on the clipboard after a table was copied. */
async function copied(page, name, format) {
  await page.evaluate(() => navigator.clipboard.writeText('nothing'));
  const button = page.getByRole('button', { name: `Copy ${name} as ${format}`, exact: true });
  if ((await button.count()) === 0) await menu(page, name).click();
  await button.click();
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await eventually(async () => assert.notEqual(await read(), 'nothing'));
  return read();
}

const saveTable = (page, name, format) =>
  downloaded(page, () => page.getByRole('button', { name: `Save ${name} as ${format}` }).click());

/** The numbers that the core reads in a text, as it would from a paste. */
const readBack = (text) => parseMatrix(text).cells.flat().map(Number);

for (const format of ['CSV', 'TSV', 'NumPy']) {
  test(`${format} is read back to the last bit`, () =>
    withPage(
      async (page) => {
        await page.getByRole('grid', { name: 'Weights' }).waitFor();
        const text = await copied(page, 'Weights', format);
        const cells = parseMatrix(text).cells;
        assert.deepEqual([cells.length, cells[0].length], [rows, columns]);
        assert.deepEqual(readBack(text), [...weights.data]);
      },
      { hash: soft },
    ));
}

for (const format of ['LaTeX', 'Markdown']) {
  test(`${format} has the digits of the screen, and is read back as they are`, () =>
    withPage(
      async (page) => {
        await page.getByRole('grid', { name: 'Weights' }).waitFor();
        const text = await copied(page, 'Weights', format);
        const shown = [...weights.data].map((value) => write(value, 4));
        for (const part of shown.filter((part) => /^[0-9.]+$/.test(part)))
          assert.ok(text.includes(part), `${part} in ${text}`);
        for (const [at, value] of readBack(text).entries()) {
          assert.ok(Math.abs(value - weights.data[at]) <= 5e-5, `${value} for ${weights.data[at]}`);
        }
        assert.equal(readBack(text).length, weights.data.length);
      },
      { hash: soft },
    ));
}

test('a double is written so that it is read back as the same double', () => {
  for (const value of [0.1, 1 / 3, 5e-324, 1.7976931348623157e308, -0, 1e21, -2.5e-7]) {
    assert.ok(Object.is(Number(exact(value)), value), exact(value));
    assert.ok(Object.is(Number(parseMatrix(exact(value)).cells[0][0]), value), exact(value));
  }
});

test('a masked score and a power of ten are written as each format writes them', () =>
  withPage(
    async (page) => {
      await page.getByRole('grid', { name: 'Masked' }).waitFor();
      assert.match(await copied(page, 'Masked', 'NumPy'), /^masked = np\.array\(\[\[.*-np\.inf/);
      assert.match(await copied(page, 'Masked', 'LaTeX'), /-\\infty/);
      assert.match(await copied(page, 'Masked', 'CSV'), /-inf/);
      const tex = await copied(page, 'Weights', 'LaTeX');
      assert.match(tex, /\d \\cdot 10\^\{-\d+\}/);
      assert.deepEqual(readBack(tex).map(Math.sign), [1, 0, 1, 1]);
    },
    { hash: '#scaled-dot-product?q=1;2&k=1;8&v=1;2&causal=true' },
  ));

test('tables of several heads are one array of three axes', () =>
  withPage(
    async (page) => {
      const step = runVariant('multi-head').steps.find(({ id }) => id === 'weights');
      await page.locator('step-card[data-step="weights"]').waitFor();
      const text = await copied(page, step.label, 'NumPy');
      const list = text.replace(/^\w+ = np\.array\(/, '').replace(/\)$/, '');
      const back = JSON.parse(list);
      const { shape, data } = step.tensor;
      assert.deepEqual([back.length, back[0].length, back[0][0].length], shape);
      assert.deepEqual(back.flat(2), [...data]);
    },
    { hash: '#multi-head' },
  ));

test('what is typed can be copied too, and the menu is usable with the keyboard alone', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await menu(page, 'k').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await eventually(async () =>
      assert.equal(
        await page.evaluate(() => navigator.clipboard.readText()),
        homework.k.map((row) => row.join(',')).join('\n'),
      ),
    );
    await eventually(async () =>
      assert.match(await page.locator('[role="status"]').textContent(), /k copied as CSV/),
    );
    const back = async () => {
      await eventually(async () =>
        assert.equal(await menu(page, 'k').getAttribute('aria-expanded'), 'false'),
      );
      await eventually(async () => {
        const focused = await menu(page, 'k').evaluate(
          (node) => node.getRootNode().activeElement === node,
        );
        assert.ok(focused, 'the keyboard is back where the menu was opened');
      });
    };
    await back();
    await page.keyboard.press('Enter');
    await inspect(page, 'an open menu of formats');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await back();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await back();
  }));

test('the formats have a row of their own: what opens them stays, and so do the tables beside', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    const across = async (locator) => {
      const { x, width } = await locator.boundingBox();
      return [x, width];
    };
    const key = page.locator('step-card').first().locator('value-key');
    await still(page);
    const before = [await across(menu(page, 'Scores')), await across(key)];
    const level = async () => {
      await eventually(async () => {
        const tops = [];
        for (const name of ['k', 'v']) tops.push((await blank(page, name, 1, 1).boundingBox()).y);
        assert.equal(tops[0], tops[1]);
      });
    };
    await level();
    await menu(page, 'Scores').click();
    await page.getByRole('button', { name: 'Copy Scores as CSV' }).waitFor();
    await eventually(async () =>
      assert.deepEqual([await across(menu(page, 'Scores')), await across(key)], before),
    );
    await page.getByRole('button', { name: 'Copy Scores as CSV' }).click();
    await page.getByText('Copied', { exact: true }).waitFor();
    await eventually(async () =>
      assert.deepEqual([await across(menu(page, 'Scores')), await across(key)], before),
    );
    await menu(page, 'k').scrollIntoViewIfNeeded();
    const beside = await blank(page, 'v', 1, 1).boundingBox();
    await menu(page, 'k').click();
    const formats = page.getByRole('button', { name: 'Copy k as CSV' });
    await formats.waitFor();
    // Under what opens them, where one looks, and above the table.
    await eventually(async () =>
      assert.ok((await formats.boundingBox()).y < (await blank(page, 'k', 1, 1).boundingBox()).y),
    );
    await eventually(async () =>
      assert.deepEqual(await blank(page, 'v', 1, 1).boundingBox(), beside),
    );
  }));

test('a table is saved as a drawing with every number, and as a picture of twice its size', () =>
  withPage(
    async (page) => {
      await page.getByRole('grid', { name: 'Weights' }).waitFor();
      await menu(page, 'Weights').click();
      const svg = await saveTable(page, 'Weights', 'SVG');
      assert.equal(svg.name, 'weights.svg');
      const drawing = await page.evaluate((text) => {
        const image = new Image();
        image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
        return image.decode().then(() => [image.naturalWidth, image.naturalHeight]);
      }, svg.bytes.toString());
      const texts = [...svg.bytes.toString().matchAll(/<text[^>]*>([^<]*)<\/text>/g)];
      const shown = texts.map(([, text]) => text);
      for (const value of weights.data) assert.ok(shown.includes(write(value, 4)), `${value}`);
      assert.ok(shown.includes(`Weights, ${rows} × ${columns}`));
      const png = await saveTable(page, 'Weights', 'PNG');
      assert.equal(png.name, 'weights.png');
      assert.equal(png.bytes.toString('latin1', 1, 4), 'PNG');
      const size = [png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)];
      assert.deepEqual(
        size,
        drawing.map((side) => Math.round(side * 3)),
      );
      assert.ok(png.bytes.length > 3000, 'it is no empty sheet');
    },
    { hash: soft, expected },
  ));

test('a map is saved with its axes, its range and one pixel a cell', () =>
  withPage(
    async (page) => {
      await page.locator('value-map canvas').first().waitFor();
      await menu(page, 'Weights').click();
      const svg = (await saveTable(page, 'Weights', 'SVG')).bytes.toString();
      assert.match(svg, /<image [^>]*image-rendering="pixelated"/);
      assert.match(svg, />square-root scale|, square-root scale</);
      const [, pixels] = svg.match(/<image [^>]*href="(data:image\/png;base64,[^"]+)"/);
      const bytes = Buffer.from(pixels.split(',')[1], 'base64');
      assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [20, 20]);
      const png = await saveTable(page, 'Weights', 'PNG');
      assert.ok(png.bytes.length > 3000);
    },
    {
      hash: `#scaled-dot-product?${['q', 'k', 'v'].map((name) => `${name}=${Array.from({ length: 20 }, (_, r) => ((r * 7) % 11) / 10).join(';')}`).join('&')}`,
      expected,
    },
  ));

const openPanel = (page) => page.getByRole('button', { name: 'Save / print' }).click();
const openFile = (page, text) =>
  page.locator('take-away input[type="file"]').setInputFiles({
    name: 'state.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });

test('the whole state is saved as a file, and opening it brings everything back', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await blank(page, 'k', 1, 1).fill('1/3');
      await blank(page, 'q', 1, 2).fill('0.1000000000000000055');
      await page.locator('param-settings').getByText('1/√d').click();
      await page.locator('param-settings').getByText('6', { exact: true }).click();
      await eventually(async () => assert.match(page.url(), /digits=6/));
      const address = page.url();
      await openPanel(page);
      await inspect(page, 'the panel for saving and printing');
      const { name, bytes } = await downloaded(page, () =>
        page.getByRole('button', { name: 'Save as a file' }).click(),
      );
      assert.equal(name, 'argmax.json');
      const file = JSON.parse(bytes.toString());
      assert.equal(file.version, 1);
      assert.equal(file.inputs.k[0][0], '1/3');
      assert.equal(file.inputs.q[0][1], '0.1000000000000000055');
      await page.getByRole('button', { name: 'Reset' }).click();
      await holds(page, 'k', homework.k);
      await openFile(page, bytes.toString());
      await holds(page, 'k', [['1/3', '2', '0'], ...homework.k.slice(1)]);
      await eventually(async () => assert.equal(page.url(), address));
      await page.getByRole('button', { name: 'Undo' }).click();
      await holds(page, 'k', homework.k);
    },
    { expected },
  ));

test('a broken, foreign or hostile file is refused in words, and nothing is lost', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await openPanel(page);
    const good = {
      program: 'Attention Playground',
      version: 1,
      variant: 'argmax',
      inputs: { q: [['1']], k: [['1']], v: [['1']] },
      params: {},
      digits: null,
      gradients: false,
      view: { steps: false, cost: false, code: '' },
    };
    for (const [change, reason] of [
      ['{"program":', /it is not JSON/],
      ['[1, 2]', /not written as fields/],
      [{ program: 'Another' }, /not saved here/],
      [{ version: 2 }, /version 2/],
      [{ variant: 'none' }, /no variant here is called “none”/],
      [{ extra: 1 }, /“extra”/],
      [{ inputs: { q: [['1'], ['1', '2']] } }, /rows of q are not equally long/],
      [{ inputs: { q: [[{}]] } }, /q is not written as rows of numbers/],
      [{ inputs: { ...good.inputs, w: [['1']] } }, /“w”/],
      [{ params: { temperature: 1 } }, /“temperature”/],
      [{ params: { causal: 'huge' } }, /“huge”/],
      [{ digits: 12 }, /“12”/],
      [
        {
          compare: {
            others: [{ variant: 'argmax', params: {}, inputs: { q: { shape: [1, 0] } } }],
            at: 0,
          },
        },
        /does not hold what its name says/,
      ],
      [{ view: { code: 'cobol' } }, /“cobol”/],
      [{ held: { step: 'scores', index: ['x'] } }, /names no cell/],
    ]) {
      await openFile(
        page,
        typeof change === 'string' ? change : JSON.stringify({ ...good, ...change }),
      );
      await eventually(async () => {
        const notice = await page.locator('.notice').textContent();
        assert.match(notice, /This file cannot be opened/);
        assert.match(notice, reason);
      });
      await shows(page, 'Scores', homework.scores);
    }
    await openFile(page, JSON.stringify(good));
    await shows(page, 'Scores', [['1']]);
    await eventually(async () => assert.equal(await page.locator('.notice').count(), 0));
  }));

test('a file of a comparison brings back its columns and the cell in hand', () =>
  withPage(
    async (page) => {
      const held = page.locator('compare-row[data-row="weights"] td.pinned');
      await eventually(async () => assert.ok((await held.count()) > 2));
      await openPanel(page);
      const { bytes } = await downloaded(page, () =>
        page.getByRole('button', { name: 'Save as a file' }).click(),
      );
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Stop comparing' }).click();
      await shows(page, 'Scores', homework.scores);
      await openPanel(page);
      await openFile(page, bytes.toString());
      await eventually(async () => assert.ok((await held.count()) > 2));
      await page.waitForFunction(() => location.hash.endsWith('hold=weights:0,2'));
    },
    { hash: '#argmax?compare=.&compare=scaled-dot-product&hold=weights:0,2', expected },
  ));

test('what is copied while an entry is wrong is said to be from before', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await blank(page, 'q', 1, 1).fill('abc');
      await page.locator('matrix-field[data-name="q"] .error').waitFor();
      for (const name of ['q', 'Scores']) {
        await menu(page, name).click();
        await page.getByRole('button', { name: `Copy ${name} as CSV`, exact: true }).click();
        await page.getByText('Copied, from before the error').first().waitFor();
        const heard = page.getByRole('status').filter({ hasText: `${name} copied as CSV` });
        await heard.filter({ hasText: 'as it was before the error' }).waitFor();
      }
    },
    { expected },
  ));
