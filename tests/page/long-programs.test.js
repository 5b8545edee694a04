// Long programs in sight: parts fold, and the picture stays and says where one reads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listVariants, runVariant } from './core.js';
import { blank, cell, eventually, numbers, screens, useBrowser, withPage } from './support.js';

useBrowser();

test('the layer opens in at most 4,500 pixels, as parts that unfold', () =>
  withPage(
    async (page) => {
      const folded = page.locator('.group.folded');
      await folded.first().waitFor();
      await eventually(async () => {
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        assert.ok(height <= 4500, `${height} px`);
      });
      const steps = runVariant('transformer-layer').steps.filter(({ op }) => op !== 'input');
      const cards = page.locator('step-list:not([backward]) step-card');
      await eventually(async () => assert.ok((await cards.count()) < 12));
      await page.getByRole('button', { name: 'Layer norm 1: 8 steps' }).click();
      await page.locator('step-card[data-step="mean-1"]').waitFor();
      await page.getByRole('button', { name: 'Layer norm 1: 8 steps' }).click();
      await page.locator('step-card[data-step="mean-1"]').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: `Show all ${steps.length} steps` }).click();
      await eventually(async () => assert.equal(await cards.count(), steps.length));
    },
    { hash: '#transformer-layer', screen: { width: 1440, height: 900 } },
  ));

test('a pinned cell is not left in a folded part, and its link opens it', () =>
  withPage(
    async (page) => {
      await page.locator('step-card[data-step="mean-1"] arithmetic-lines').waitFor();
    },
    { hash: '#transformer-layer?hold=mean-1:0' },
  ));

test('the picture stays in sight and shows the step that is read', () =>
  withPage(
    async (page) => {
      await page.getByRole('button', { name: /^Show all/ }).click();
      await page
        .locator('step-card[data-step="deviation-1"]')
        .evaluate((card) =>
          scrollTo(0, scrollY + card.getBoundingClientRect().top - innerHeight * 0.2),
        );
      await eventually(async () => {
        const drawing = page.locator('program-drawing');
        const lit = await drawing
          .locator('rect.reading')
          .evaluateAll((boxes) => boxes.map((box) => box.parentElement.dataset.id));
        assert.deepEqual(lit, ['deviation-1']);
        const { y, height } = await drawing.boundingBox();
        assert.ok(y >= 0 && y + height <= 1000, `${y}, ${height}`);
      });
      await page.getByText('Click one to jump to it.').waitFor();
    },
    { hash: '#transformer-layer' },
  ));

test('heads are drawn a head: a table of tokens for each', () =>
  withPage(
    async (page) => {
      await page.getByRole('button', { name: /^Show all/ }).click();
      const { tensor } = runVariant('multi-head').steps.find(({ id }) => id === 'q');
      const grids = page.locator('step-card[data-step="q"] value-table');
      await eventually(async () => assert.equal(await grids.count(), tensor.shape[1]));
      await eventually(async () => {
        const rows = await numbers(page, 'Q, h 2');
        assert.equal(rows.length, tensor.shape[0]);
        const second = tensor.data[tensor.shape[2]];
        assert.equal(Number(rows[0][0].replace('−', '-')), Number(second.toFixed(2)));
      });
    },
    { hash: '#multi-head' },
  ));

test('an input is one stop of Tab, and a click in a cell takes its text to be typed over', () =>
  withPage(async (page) => {
    const stops = page.locator('matrix-field[data-name="k"] input[tabindex="0"]');
    await eventually(async () => assert.equal(await stops.count(), 1));
    await blank(page, 'k', 2, 2).click();
    await page.keyboard.type('5');
    await eventually(async () => assert.equal(await blank(page, 'k', 2, 2).inputValue(), '5'));
    await eventually(async () =>
      assert.equal(await stops.getAttribute('aria-label'), 'k, row 2, column 2'),
    );
  }));

test('a masked score reads −∞, and a whole number beside others has no decimals', () =>
  withPage(
    async (page) => {
      await cell(page, 'Masked', 1, 2).waitFor();
      await eventually(async () => {
        const [first] = await numbers(page, 'Masked');
        assert.equal(first[1], '−∞');
        const weights = await numbers(page, 'Weights');
        assert.deepEqual(weights[0].slice(0, 2), ['1', '0']);
        assert.match(weights[1][0], /^0\.\d{4}$/);
      });
    },
    { hash: '#scaled-dot-product?example=causal' },
  ));

test('three examples stand at the foot of a variant', () =>
  withPage(
    async (page) => {
      const links = page.locator('try-also').getByRole('link');
      await eventually(async () => assert.equal(await links.count(), 3));
      await links.first().click();
      await page.waitForFunction(() => location.hash.includes('example='));
    },
    { screen: screens.middle },
  ));

// Chromium's line breaking once failed on the arithmetic of some cells in some widths, and took the tab along.
test('the arithmetic of every weight is read on phones of every width', () =>
  withPage(
    async (page) => {
      let crashed = '';
      let at = '';
      page.on('crash', () => {
        crashed = at;
      });
      await page.locator('.dock .line').waitFor();
      for (const width of [320, 360, 375, 390, 402, 412, 430])
        for (let place = 0; place < 16 && !crashed; place += 1) {
          const cell = [Math.floor(place / 4), place % 4];
          at = `${cell} at ${width}`;
          await page.setViewportSize({ width, height: 844 });
          await page.evaluate((cell) => {
            location.hash = `scaled-dot-product?example=words&hold=weights:${cell}`;
          }, cell.join());
          await page
            .locator('.dock .line')
            .getByText(`w${cell.map((at) => '₁₂₃₄'[at]).join('')}`)
            .waitFor()
            .catch((error) => {
              throw crashed ? new Error(`the tab crashed: ${crashed}`) : error;
            });
        }
    },
    { hash: '', screen: screens.phone },
  ));

/** The top of the steps below the end of the inputs. */
const between = async (page) => {
  await page.locator('step-card value-table td').first().waitFor();
  const inputs = await page.locator('input-list').boundingBox();
  const step = await page.locator('step-list').boundingBox();
  return step.y - inputs.y - inputs.height;
};

for (const { id } of listVariants())
  test(`on a phone the steps follow the inputs: ${id}`, () =>
    withPage(
      async (page) => {
        await eventually(async () => assert.ok((await between(page)) < 280));
        const folds = page.locator('details.fold');
        await eventually(async () =>
          assert.deepEqual(await folds.locator('summary').allTextContents(), [
            'Sizes and settings',
            'The program as a picture',
          ]),
        );
        await folds.first().locator('summary').click();
        await page.locator('size-steppers').waitFor();
        await folds.last().locator('summary').click();
        await page.locator('program-drawing').getByRole('button').first().waitFor();
      },
      { hash: `#${id}`, screen: screens.phone },
    ));

test('on a phone what is folded opens where something in it has to be mended, and is on paper', () =>
  withPage(
    async (page) => {
      await page.locator('param-settings .error').waitFor();
      await page.locator('details.fold[open] #temperature').fill('2');
      await eventually(async () =>
        assert.equal(await page.locator('param-settings .error').count(), 0),
      );
      await page.locator('details.fold[open] #temperature').waitFor();
      await page.getByText('Sizes and settings').click();
      await eventually(async () =>
        assert.equal(await page.locator('param-settings').isVisible(), false),
      );
      await page.emulateMedia({ media: 'print' });
      await eventually(async () =>
        assert.ok((await page.locator('param-settings').boundingBox()).height > 0),
      );
    },
    { hash: '#scaled-dot-product?temperature=0', screen: screens.phone },
  ));

test('on a phone a product wider than the screen stands below its operands, with its headings', () =>
  withPage(
    async (page) => {
      const picture = page.locator('step-card').first().locator('step-picture');
      const tables = picture.locator('value-table');
      await tables.last().locator('td').first().waitFor();
      await eventually(async () => {
        const boxes = await tables.evaluateAll((all) =>
          all.map((table) => table.getBoundingClientRect().toJSON()),
        );
        for (const [at, { left, right, top }] of boxes.entries()) {
          assert.ok(left >= 0 && right <= 390, `${left} to ${right}`);
          if (at > 0) assert.ok(top >= boxes[at - 1].bottom, 'below the one before');
        }
      });
      const heading = tables.last().locator('thead').getByText('sat');
      await eventually(async () => assert.ok((await heading.boundingBox()).height > 8));
      await eventually(async () => assert.equal(await picture.locator('[data-more]').count(), 0));
    },
    { hash: '', screen: screens.phone },
  ));
