// What the page shows when it opens, and that it opens under its security policy.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addresses } from '../../www/lib/addresses.ts';
import { unbroken } from '../../www/lib/format.ts';
import {
  blank,
  cell,
  eventually,
  holds,
  homework,
  screens,
  shows,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

test('a tuple and a shape stay on one line', () => {
  assert.equal(unbroken('its value, (1, 4, 3), whole'), 'its value, (1,\u00a04,\u00a03), whole');
  assert.equal(
    unbroken('keys, 1 × 2 × 3 × 2'),
    'keys, 1\u00a0×\u00a02\u00a0×\u00a03\u00a0×\u00a02',
  );
  assert.equal(unbroken('as in (a, b), row 2, 3'), 'as in (a, b), row 2, 3');
});

test('the page says what it is, and opens with softmax on four words, one cell pinned', () =>
  withPage(
    async (page) => {
      await page.getByText('See attention compute.').waitFor();
      await page.getByRole('heading', { level: 1, name: 'Scaled dot-product attention' }).waitFor();
      await page.getByText('Example: Four words').waitFor();
      const words = ['the', 'cat', 'sat', 'down'];
      const grid = page.getByRole('grid', { name: 'Weights' });
      await eventually(async () =>
        assert.deepEqual(await grid.locator('thead th.column').allTextContents(), words),
      );
      await eventually(async () =>
        assert.deepEqual(
          (await grid.locator('tbody th').allTextContents()).map((text) => text.trim()),
          words,
        ),
      );
      const typed = page.locator('matrix-field[data-name="q"] tbody th');
      await eventually(async () =>
        assert.deepEqual(
          (await typed.allTextContents()).map((text) => text.trim()),
          words,
        ),
      );
      await page.locator('step-card[data-step="products"] arithmetic-lines').waitFor();
      assert.equal(new URL(page.url()).hash, '', 'it needs no link');
      await eventually(async () =>
        assert.ok(await page.getByRole('button', { name: 'Undo' }).isDisabled()),
      );
      await page.getByRole('button', { name: 'one more: queries' }).click();
      await eventually(async () => assert.deepEqual(await typed.count(), 5));
      await eventually(async () =>
        assert.equal((await typed.first().textContent()).trim(), '1', 'a fifth token has no word'),
      );
    },
    { hash: '' },
  ));

test('three doors lead on, the foot says what it is, and an address that is not known is not printed', () =>
  withPage(
    async (page) => {
      const front = page.getByRole('region', { name: 'What this is' });
      await eventually(async () => {
        const doors = await front
          .locator('a')
          .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
        assert.equal(doors[0], '#');
        assert.match(doors[1], /labs\.html$/);
        assert.equal(doors.length, 2 + (addresses.sheet ? 1 : 0));
      });
      const known = [addresses.sheet, addresses.notebook, addresses.source].filter(Boolean);
      const foot = page.getByRole('contentinfo');
      await foot.getByText('runs wholly in your browser').waitFor();
      await eventually(async () => {
        const links = await foot
          .locator('a')
          .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
        assert.equal(links.length, 2 + known.length);
        assert.ok(links.every(Boolean));
      });
      await front.getByRole('button', { name: 'Compare variants' }).click();
      await page.locator('compare-view').waitFor();
    },
    { hash: '' },
  ));

test('three things to try are said until they have been done, on this visit and the next', () =>
  withPage(
    async (page) => {
      const left = page.locator('.tour li:not([data-done])');
      await left.first().waitFor();
      await eventually(async () => assert.equal(await left.count(), 3));
      await cell(page, 'Weights', 1, 1).hover();
      await eventually(async () => assert.equal(await left.count(), 2));
      await cell(page, 'Weights', 1, 2).click();
      await eventually(async () => assert.equal(await left.count(), 1));
      await page.reload();
      await left.first().waitFor();
      await eventually(async () =>
        assert.deepEqual(await left.allTextContents(), ['Change an input']),
      );
      await blank(page, 'q', 1, 1).fill('3');
      await page.getByText('Hover over any number to see what it comes from.').waitFor();
      await eventually(async () => assert.equal(await left.count(), 0));
    },
    { hash: '' },
  ));

test('the page opens homework 2 (a) by its link, computed, and leads to its lab', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await shows(page, 'Weights', homework.weights);
    await shows(page, 'Output', homework.output);
    await holds(page, 'k', homework.k);
    await page.getByRole('heading', { level: 1, name: 'Argmax attention' }).waitFor();
    await page.locator('example-list').getByRole('link', { name: 'Homework 2 (a)' }).click();
    await page.getByRole('heading', { level: 2, name: 'Argmax attention' }).waitFor();
    assert.match(page.url(), /labs\.html#argmax$/);
  }));

test('each step shows its shape by axis, its equation and its formula', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    const card = page.locator('step-card[data-step="scores"]');
    await card.getByText('i × j = 1 × 4').waitFor();
    await eventually(async () =>
      assert.equal(await card.locator('code').textContent(), 'id,jd→ij'),
    );
    const maths = await card.locator('math').evaluate((element) => ({
      namespace: element.namespaceURI,
      axes: [...element.querySelectorAll('[class^="axis-"]')].map((letter) => letter.className),
    }));
    assert.equal(maths.namespace, 'http://www.w3.org/1998/Math/MathML');
    assert.deepEqual(new Set(maths.axes), new Set(['axis-i', 'axis-j', 'axis-d']));
  }));

test('fills say the value: the largest score is on the last step, an exact 0 on none', () =>
  withPage(async (page) => {
    await shows(page, 'Weights', homework.weights);
    await eventually(async () => {
      const fills = await page
        .getByRole('grid', { name: 'Weights' })
        .locator('td')
        .evaluateAll((cells) =>
          cells.map((cell) => [...cell.classList].filter((name) => /^[pn]\d$/.test(name))),
        );
      assert.deepEqual(fills, [[], ['p8'], [], []]);
    });
  }));

test('the policy refuses an inline script, eval and a worker from elsewhere', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      const outcome = await page.evaluate(() => {
        const tried = {};
        try {
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.body.append(script);
        } catch {}
        tried.script = window.ran === true;
        try {
          document.createElement('div').innerHTML = '<b>x</b>';
          tried.html = true;
        } catch {
          tried.html = false;
        }
        try {
          new Worker('data:text/javascript,0');
          tried.worker = true;
        } catch {
          tried.worker = false;
        }
        return tried;
      });
      assert.deepEqual(outcome, { script: false, html: false, worker: false });
    },
    {
      expected: [
        /^policy: (require-trusted-types-for|script-src|worker-src)/,
        /Trusted|Content Security Policy/,
      ],
    },
  ));

test('without JavaScript the page says what it needs', () =>
  withPage(
    async (page) => {
      await page.getByText('JavaScript is switched off').waitFor();
      await page.getByRole('heading', { name: 'Attention Playground' }).waitFor();
    },
    { javaScriptEnabled: false },
  ));

for (const [name, screen] of Object.entries(screens)) {
  test(`no sideways scrolling on a ${name} screen, nor with text twice as large`, () =>
    withPage(
      async (page) => {
        await shows(page, 'Output', homework.output);
        const width = () => page.evaluate(() => document.documentElement.scrollWidth);
        await eventually(async () =>
          assert.ok((await width()) <= screen.width, `${await width()} px on ${screen.width}`),
        );
        await page.evaluate(() => {
          document.documentElement.style.fontSize = '200%';
        });
        await page.getByRole('grid', { name: 'Output' }).waitFor();
        await eventually(async () =>
          assert.ok(
            (await width()) <= screen.width,
            `${await width()} px at 200 % on ${screen.width}`,
          ),
        );
        await eventually(async () => {
          const card = await page.locator('step-card').first().boundingBox();
          assert.ok(card.width > 0.75 * screen.width, 'the steps have the room to themselves');
        });
      },
      { screen },
    ));
}

for (const hash of [
  '#argmax?open=steps,cost,growth&gradients=yes&code=numpy',
  '#multi-head-decode?open=cost,growth,roofline,decoding',
])
  test(`no sideways scrolling with text twice as large and open panels: ${hash}`, () =>
    withPage(
      async (page) => {
        await page.locator('log-plot').first().waitFor();
        for (const { width, height } of [screens.phone, screens.small]) {
          await page.setViewportSize({ width, height });
          await page.evaluate(() => {
            document.documentElement.style.fontSize = '200%';
          });
          const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
          await eventually(async () => assert.ok((await wide()) <= width, `${await wide()} px`));
        }
      },
      { hash },
    ));
