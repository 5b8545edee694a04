// The picture of the program: what is written stands clear, and each state has its own shape.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLES } from '../../www/program/programs.ts';
import { drawThreads } from '../../www/steps/dataflow-layout.ts';
import { listVariants, runVariant } from './core.js';
import { own } from './states.js';
import { eventually, site, useBrowser, withPage } from './support.js';

useBrowser();

test('the sign of a sum stands on no thread, and a box has room for its name', () => {
  let sums = 0;
  for (const id of ['argmax', 'scaled-dot-product', 'kernel']) {
    const { labels, threads, boxes, width } = drawThreads(runVariant(id));
    for (const { x, y } of labels.filter(({ sum }) => sum)) {
      sums += 1;
      for (const { path } of threads) {
        const [, at, from, to] = /^M([\d.]+) ([\d.]+)V([\d.]+)/.exec(path)?.map(Number) ?? [];
        assert.ok(
          !(Math.abs(at - x) < 12 && from < y && to > y - 12),
          `${id}: ${path} at ${x}, ${y}`,
        );
      }
    }
    for (const { text, x, width: wide } of boxes) {
      assert.ok(wide >= text.length * 7 + 12, `${id}: ${text}`);
      assert.ok(x >= 1 && x + wide <= width - 1, `${id}: ${text} is inside`);
    }
  }
  assert.ok(sums > 5);
});

test('the last row of a long program that is seen is whole', () =>
  withPage(
    async (page) => {
      const rails = page.locator('program-drawing .rails').filter({ visible: true });
      await rails.waitFor();
      await eventually(async () => {
        const part = await rails.evaluate((drawing) => {
          const view = drawing.parentElement.getBoundingClientRect();
          const { height } = drawing.getBoundingClientRect();
          const row = height / drawing.querySelectorAll('g[role="button"]').length;
          return ((view.bottom - drawing.getBoundingClientRect().top) / row) % 1;
        });
        assert.ok(Math.min(part, 1 - part) < 0.05, `${part} of a row`);
      });
    },
    { hash: '#transformer-layer' },
  ));

test('in forced colours what is held, read and depending has each its own outline', () =>
  withPage(
    async (page) => {
      const outline = (state) =>
        page
          .locator(`program-drawing rect.${state}`)
          .first()
          .evaluate((box) => {
            const { stroke, strokeWidth, strokeDasharray } = getComputedStyle(box);
            return { stroke, strokeWidth, strokeDasharray };
          });
      await page.locator('program-drawing rect.pinned').first().waitFor();
      await eventually(async () => {
        const [pinned, source, dependent] = await Promise.all(
          ['pinned', 'source', 'dependent'].map(outline),
        );
        assert.deepEqual([pinned.strokeWidth, pinned.strokeDasharray], ['3px', 'none']);
        assert.deepEqual([source.strokeWidth, source.strokeDasharray], ['2px', '2px, 2px']);
        assert.equal(source.stroke, pinned.stroke);
        assert.equal(dependent.strokeDasharray, '4px, 3px');
      });
    },
    { hash: '#scaled-dot-product?hold=weights:0,1', forcedColors: 'active' },
  ));

/** Their boxes as they are drawn, in CSS pixels. */
const drawnIn = (page, selector) =>
  page
    .locator(`program-drawing svg ${selector}`)
    .evaluateAll((nodes) =>
      nodes.map((node) => ({ text: node.textContent, ...node.getBoundingClientRect().toJSON() })),
    );

test('in every drawing of rails a name ends before the letters of its axes', async () => {
  const texts = [
    ...EXAMPLES.map(({ text }) => own(text)),
    ...listVariants().map(({ id }) => `#${id}`),
  ];
  let rails = 0;
  await withPage(
    async (page) => {
      for (const hash of texts) {
        await page.goto('about:blank');
        await page.goto(site + hash);
        await page.locator('program-drawing svg text').first().waitFor();
        await eventually(async () => {
          const svg = page.locator('program-drawing svg').filter({ visible: true });
          const isRails = await svg.evaluate((node) => node.classList.contains('rails'));
          const letters = await drawnIn(page, '> text.letter');
          const { right } = await svg.evaluate((node) => node.getBoundingClientRect().toJSON());
          for (const letter of letters)
            assert.ok(letter.right <= right + 1, `${hash}: ${letter.text} is inside`);
          if (!isRails) return;
          rails += 1;
          for (const name of await drawnIn(page, 'g text')) {
            const row = letters.filter(
              ({ top, bottom }) => top < name.bottom - 4 && bottom > name.top + 4,
            );
            for (const letter of row)
              assert.ok(name.right <= letter.left, `${hash}: ${name.text}, ${letter.text}`);
          }
        });
      }
    },
    { hash: texts[0], screen: { width: 1440, height: 1000 } },
  );
  assert.ok(rails > 15, `${rails} of rails`);
});
