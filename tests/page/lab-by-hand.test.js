// A student's visit to question 3: blanks that do not fit, blanks that fit, and wider values.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, inspect, screens, useBrowser, withPage } from './support.js';

useBrowser();

const RIGHT = { a: 'self.d_model', b: 'd_model', d: 'Q', e: 'softmax', f: 'V', h: 'W_o' };
const hole = (page, name) => page.getByLabel(`blank (${name})`, { exact: true });

async function fill(page, texts) {
  for (const [name, text] of Object.entries(texts)) await hole(page, name).fill(text);
  await page.getByRole('button', { name: 'Check the blanks' }).click();
}

test('a visit: misfits by tensor and size, what computes something else, then right, then (b)', () =>
  withPage(
    async (page) => {
      await hole(page, 'a').waitFor();
      // What the sheet gives is printed, and cannot be typed over.
      await eventually(async () =>
        assert.equal(await page.locator('program-form input').count(), 6),
      );
      for (const [given, text] of [
        ['c', 'd_model'],
        ['g', 'self.num_heads'],
      ]) {
        const line = page.locator('program-form li', { hasText: `(${given}), given` });
        await eventually(async () => assert.ok((await line.innerText()).includes(text), given));
      }
      await fill(page, { ...RIGHT, a: 'self.d_k', f: 'K', h: '' });
      const found = page.locator('by-hand-lab .found');
      await found.getByText('K has 4 features here, and 3 heads of 4 would be 12.').waitFor();
      await found.getByText(/keys are as wide as values/).waitFor();
      await page.getByText('3 of 6 blanks are right, 1 still empty: (h).').waitFor();
      await eventually(async () =>
        assert.equal(await hole(page, 'f').getAttribute('aria-invalid'), 'true'),
      );

      // A blank that is changed loses its own mark alone; Enter checks.
      const marks = page.locator('by-hand-lab program-form').first().locator('.mark');
      await marks.getByText('not yet').nth(1).waitFor();
      await hole(page, 'f').fill('V');
      await marks.getByText('not yet').nth(1).waitFor({ state: 'detached' });
      await eventually(async () =>
        assert.equal(await hole(page, 'a').getAttribute('aria-invalid'), 'true'),
      );
      await eventually(async () =>
        assert.equal(await marks.getByText('right', { exact: true }).count(), 3),
      );
      await hole(page, 'h').fill('self.W_o');
      await hole(page, 'h').press('Enter');
      await page.getByText('5 of 6 blanks are right.').waitFor();

      // What one line is refused for is said beside "right", and not how it is mended.
      await fill(page, { ...RIGHT, h: 'self.W_o' });
      const said = page.locator('by-hand-lab > section').first().locator('.verdict');
      await said.getByText('All blanks are correct.').waitFor();
      await said.getByText(/PyTorch refuses line\s+24/).waitFor();
      await eventually(async () =>
        assert.match(
          await said.innerText(),
          /^All blanks are correct\..*wrong in the handout itself, not in your blanks/s,
        ),
      );
      await eventually(async () =>
        assert.equal(await page.getByText('The program runs, and').count(), 0),
      );

      const wide = page.locator('widened-values');
      await wide.getByText('Line 20 stops.').first().waitFor();
      await eventually(async () =>
        assert.equal(await wide.getByText('stands before the blank already').count(), 0),
      );
      await wide.getByLabel('the width of a head').fill('-1');
      await wide.getByText('Line 24 stops.').first().waitFor();
      await wide.getByLabel('the width of all heads').fill('2 * self.d_model');
      await wide.getByText(/PyTorch refuses view/).waitFor();
      await wide.getByLabel('what W_o takes').fill('d_model + d_model');
      await wide.locator('.verdict.wrong').getByText('Line 24 stops.').waitFor();
      await eventually(async () =>
        assert.equal(await wide.getByText('It runs at all sizes').count(), 0),
      );
      await wide.getByLabel('how the heads are joined').selectOption('reshape');
      await wide.getByText('It runs at all sizes').waitFor();
      await eventually(async () =>
        assert.equal(await wide.getByText(/stops\.|refused/).count(), 0),
      );
      await wide.getByLabel('what W_o takes').fill('d_model');
      await wide.getByText('Line 31 stops.').first().waitFor();
    },
    { hash: 'labs.html#by-hand' },
  ));

test('with hidden answers (b) waits for (a), and a link brings fillings along', () =>
  withPage(
    async (page) => {
      await hole(page, 'a').waitFor();
      await eventually(async () => assert.equal(await hole(page, 'd').inputValue(), 'K'));
      await page.getByRole('button', { name: 'Check the blanks' }).click();
      await page.getByText('Not yet.').waitFor();
      await eventually(async () => assert.equal(await page.locator('widened-values').count(), 0));
      await eventually(async () =>
        assert.equal(await page.getByRole('button', { name: 'Show anyway' }).count(), 0),
      );
      await fill(page, RIGHT);
      await page.locator('widened-values').waitFor();
    },
    { hash: 'labs.html#by-hand?d=K&answers=hide' },
  ));

for (const colorScheme of ['light', 'dark']) {
  test(`axe, ${colorScheme}, and no sideways scroll at 320 px`, () =>
    withPage(
      async (page) => {
        await hole(page, 'a').waitFor();
        await fill(page, { a: 'self.d_k' });
        await page.locator('by-hand-lab .found li').first().waitFor();
        await page.locator('widened-values .verdict').waitFor();
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${over} px too wide`);
        await inspect(page, 'with a wrong blank');
      },
      { hash: 'labs.html#by-hand?shown=wider', colorScheme, screen: screens.small },
    ));
}

for (const width of [320, 390, 1280]) {
  test(`every field of the program is in view at ${width} px`, () =>
    withPage(
      async (page) => {
        await hole(page, 'a').waitFor();
        await fill(page, { ...RIGHT, a: 'd_k', e: 'torch.nn.functional.softmax' });
        await page.locator('by-hand-lab .found li').first().waitFor();
        const fields = page.locator('program-form').locator('input, select, .mark');
        await eventually(async () => assert.ok((await fields.count()) > 12));
        for (const field of await fields.all()) {
          const { x, width: wide } = await field.boundingBox();
          assert.ok(x >= 0 && x + wide <= width, `${x} to ${x + wide}`);
        }
        const inside = await page
          .locator('program-form ol')
          .evaluateAll((lists) => lists.every((list) => list.scrollWidth <= list.clientWidth));
        assert.ok(inside, 'nothing runs off the right');
        const mark = page.locator('program-form .mark').first();
        const code = page.locator('program-form ol').first();
        const font = (element) => getComputedStyle(element).fontFamily;
        await eventually(async () =>
          assert.notEqual(await mark.evaluate(font), await code.evaluate(font)),
        );
      },
      { hash: 'labs.html#by-hand?shown=wider', screen: { width, height: 844 } },
    ));
}
