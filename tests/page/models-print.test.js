// The models on paper: what is looked at and its numbers, and nothing to press.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, useBrowser, withPage } from './support.js';

useBrowser();

const TEXT = 'The dog ran to the car, and the dog ran to the park.';

/** What stands on the page, through every shadow root. */
const shown = (page, selector) =>
  page.evaluate((selector) => {
    const all = (root) =>
      [...root.querySelectorAll('*')].flatMap((node) => [
        node,
        ...(node.shadowRoot ? all(node.shadowRoot) : []),
      ]);
    return all(document)
      .filter(
        (node) => node.matches(selector) && node.checkVisibility({ checkVisibilityCSS: true }),
      )
      .map((node) => node.textContent.trim() || node.localName);
  }, selector);

for (const [view, element, says] of [
  ['model', 'model-view', /Model “causal”\. Model view/],
  ['head', 'head-view', /Model “causal”, layer 1\. Head view/],
  ['neuron', 'neuron-view', /Model “causal”, layer 1, head 2\. Neuron view/],
])
  test(`the ${view} view on paper says what it is, and has nothing to press but what it draws`, () =>
    withPage(
      async (page) => {
        await page.locator(`${element} .box, ${element} .tile`).first().waitFor();
        await eventually(async () => assert.equal((await shown(page, '.paper')).length, 0));
        await page.emulateMedia({ media: 'print' });
        await eventually(async () => assert.match((await shown(page, '.paper')).join(), says));
        await eventually(async () =>
          assert.deepEqual(
            await shown(
              page,
              'models-bar, select, input, summary, .act, .button, copy-table, save-plot',
            ),
            [],
          ),
        );
        await eventually(async () =>
          assert.ok((await page.getByRole('textbox', { name: /^Text/ }).inputValue()) === TEXT),
        );
        // Tables are whole: paper does not scroll.
        await eventually(async () => {
          const cut = await page
            .locator(`${element} .box`)
            .evaluateAll(
              (boxes) =>
                boxes.filter((box) => getComputedStyle(box).overflowX !== 'visible').length,
            );
          assert.equal(cut, 0);
        });
        const pdf = await page.pdf({ format: 'A4' });
        const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g).length;
        assert.ok(pages >= 1 && pages <= 5, `${pages} pages`);
      },
      { hash: `models.html#causal?text=${encodeURIComponent(TEXT)}&head=1.2&view=${view}` },
    ));

for (const [where, set] of [
  ['on paper', (page) => page.emulateMedia({ media: 'print' })],
  [
    'with large letters',
    (page) =>
      page.evaluate(() => {
        document.documentElement.style.fontSize = '20px';
      }),
  ],
])
  test(`${where} the lines of the head view go from token to token`, () =>
    withPage(
      async (page) => {
        await page.locator('head-view .tokens').first().waitFor();
        await set(page);
        await eventually(async () => {
          const [left, right] = await page
            .locator('head-view .tokens')
            .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
          const lines = await page.locator('head-view lines-drawing svg').boundingBox();
          assert.equal(left.height, right.height);
          assert.ok(Math.abs(left.height - lines.height) <= 1, `${left.height}, ${lines.height}`);
          assert.ok(Math.abs(left.y - lines.y) <= 1, `${left.y}, ${lines.y}`);
        });
      },
      { hash: `models.html#causal?text=${encodeURIComponent(TEXT)}&head=1.2&view=head` },
    ));
