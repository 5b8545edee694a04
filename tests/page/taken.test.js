// What is taken away beside the tables of the steps: of a comparison, of the temperature, of tables of words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareRuns, costOf, parseMatrix } from './core.js';
import { downloaded, eventually, screens, still, useBrowser, withPage } from './support.js';

useBrowser();

const expected = [/^request: blob:/];
const trio = '#argmax?compare=.&compare=scaled-dot-product&compare=linear';

/** What is on the clipboard after a table was copied. */
async function copied(page, name, format) {
  await page.evaluate(() => navigator.clipboard.writeText('nothing'));
  const button = page.getByRole('button', { name: `Copy ${name} as ${format}`, exact: true });
  if ((await button.count()) === 0)
    await page.getByRole('button', { name: new RegExp(`^Copy (or save )?${name}$`) }).click();
  await button.click();
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await eventually(async () => assert.notEqual(await read(), 'nothing'));
  return read();
}

/** The text of the file that a button brings, and what it is called. */
async function saved(page, name) {
  const button = page.getByRole('button', { name, exact: true });
  const file = await downloaded(page, () => button.click());
  return { name: file.name, text: String(file.bytes) };
}

test('every table and difference of a comparison is copied, and saved with its bars', () =>
  withPage(
    async (page) => {
      const { rows } = compareRuns(
        ['argmax', 'scaled-dot-product'].map((variant) => ({ variant })),
      );
      const [, { tensor, difference }] = rows.find(({ id }) => id === 'weights').cells;
      const name = 'Weights, Scaled dot-product attention';
      const less = `${name} minus Argmax attention`;
      await page.getByRole('button', { name: `Copy or save ${name}`, exact: true }).waitFor();
      const read = async (name) =>
        parseMatrix(await copied(page, name, 'CSV'))
          .cells.flat()
          .map(Number);
      await eventually(async () => assert.deepEqual(await read(name), [...tensor.data]));
      await eventually(async () => assert.deepEqual(await read(less), [...difference.tensor.data]));
      const bar = `height="${tensor.data[1] * 72}"`;
      const drawn = async (name) => {
        await page.getByRole('button', { name: `Copy or save ${name}`, exact: true }).click();
        return (await saved(page, `Save ${name} as SVG`)).text;
      };
      const [whole, apart] = [await drawn(name), await drawn(less)];
      assert.match(whole, />0\.9554</);
      assert.match(apart, />−0\.0446</);
      const [, width] = apart.match(/^<svg [^>]*?width="([\d.]+)"/);
      const [, title] = apart.match(/<text [^>]*font-size="20"[^>]*>([^<]+)</);
      const length = await page.evaluate((text) => {
        const context = document.createElement('canvas').getContext('2d');
        context.font = '20px Playground Serif';
        return context.measureText(text).width;
      }, title);
      assert.ok(length + 48 <= Number(width), `${length} in ${width}: the title is whole`);
      assert.ok(whole.includes(bar) && !apart.includes(bar));
    },
    { hash: trio, expected },
  ));

test('the way of the temperature is saved, with ticks where they belong and a name for each key', () =>
  withPage(
    async (page) => {
      const plot = page.locator('temperature-curves');
      await plot.locator('.line').nth(3).waitFor();
      await still(page);
      const { ticks, texts } = await plot.evaluate(({ shadowRoot }) => ({
        ticks: [...shadowRoot.querySelectorAll('line.axis')]
          .filter((line) => line.x1.baseVal.value === line.x2.baseVal.value)
          .map((line) => line.x1.baseVal.value),
        texts: [...shadowRoot.querySelectorAll('text.middle:not(.italic)')].map((text) => {
          const { x, width } = text.getBBox();
          return x + width / 2;
        }),
      }));
      assert.equal(ticks.length, 5);
      for (const [at, tick] of ticks.entries()) {
        assert.ok(Math.abs(texts[at] - tick) < 1, `${texts[at]} at ${tick}`);
        assert.ok(Math.abs(tick - ticks[0] - ((ticks[4] - ticks[0]) * at) / 4) < 1);
      }
      await eventually(async () =>
        assert.deepEqual(
          new Set(await plot.locator('text.name').allTextContents()),
          new Set(['key 1', 'key 2', 'key 3', 'key 4']),
        ),
      );
      const csv = await saved(page, 'Save Weights of query 1 by T as CSV');
      const [head, first, ...rest] = csv.text.trim().split('\n');
      assert.equal(csv.name, 'weights-of-query-1-by-t.csv');
      assert.deepEqual([head, rest.length], ['T,key 1,key 2,key 3,key 4', 80]);
      assert.equal(Number(first.split(',')[0]), 0.01);
      const svg = (await saved(page, 'Save Weights of query 1 by T as SVG')).text;
      assert.match(svg, />key 2</);
    },
    { hash: trio, expected },
  ));

test('on a phone the slider of the temperature stays in the page', () =>
  withPage(
    async (page) => {
      const slider = page.getByRole('slider', { name: 'Temperature' });
      await eventually(async () => {
        const { x, width } = await slider.boundingBox();
        assert.ok(x >= 16 && x + width <= screens.phone.width - 16, `${x} ${width}`);
      });
    },
    { hash: trio, screen: screens.phone },
  ));

test('tables of costs are copied: every digit for programs, the shown ones for paper', () =>
  withPage(
    async (page) => {
      const report = costOf('argmax');
      const csv = (await copied(page, 'Cost of each step', 'CSV')).split('\n');
      const head =
        'step,operations in letters,operations here,numbers in memory in letters,numbers in memory here';
      assert.equal(csv[0], head);
      const scores = report.steps.find(({ label }) => label === 'Scores');
      const row = csv.find((line) => line.startsWith('Scores,')).split(',');
      assert.equal(Number(row[2]), scores.operations.performed.number);
      assert.equal(Number(row[4]), scores.cells.number);
      const tex = await copied(page, 'Cost of the whole', 'LaTeX');
      assert.match(tex, /^\\begin\{tabular\}\{l[lr]{3}\}\n {2}in all & here & in letters/);
      const markdown = await copied(page, 'Cost of the whole', 'Markdown');
      assert.match(markdown, /^\| in all \| here \|.*\n\|---\|/);
    },
    { hash: '#argmax?open=cost' },
  ));

test('tables of decoding, growth and the roofline are copied, their heads with them', () =>
  withPage(
    async (page) => {
      const csv = async (name) => (await copied(page, name, 'CSV')).split('\n');
      const left = await csv('Cached by this token');
      assert.equal(left[0], 'token 1,set,key 1,key 2,value 1,value 2');
      assert.match(left[2], /^Multi-head,2(,-?\d+(\.\d+)?){4}$/);
      await eventually(async () => assert.equal((await csv('Output for this token')).length, 7));
      const step = await csv('One step in numbers');
      assert.match(step[0], /,bytes moved,flop\/byte,least time in seconds$/);
      assert.match(step[1], /^"MHA, multi-head",32,\d+,\d+,\d\.\d+,0\.\d+$/);
      await page.getByRole('button', { name: 'Table of the numbers' }).click();
      const [head, first] = await csv('The numbers of the plots');
      assert.match(head, /^n,[^,]+: operations,[^,]+: memory,[^,]+: intensity/);
      assert.match(first, /^\d+(,\d+(\.\d+)?){3}/);
    },
    { hash: '#multi-query-decode?open=decoding,growth,roofline' },
  ));

test('of many keys the names stay inside the plot of the temperature', () =>
  withPage(
    async (page) => {
      const names = page.locator('temperature-curves text.name');
      await names.nth(5).waitFor();
      await eventually(async () => {
        const tops = await names.evaluateAll((texts) => texts.map((text) => text.getBBox().y));
        assert.equal(tops.length, 6);
        assert.ok(Math.min(...tops) >= 0, tops.join());
      });
    },
    {
      hash: '#argmax?q=1,2&k=1,2;0,3;5,0;0,0;1,1;2,2;0,1;1,0;3,1;2,0&v=1;2;3;4;5;6;7;8;9;1&compare=.&compare=scaled-dot-product',
    },
  ));
