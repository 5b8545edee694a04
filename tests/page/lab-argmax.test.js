// A student's visit to question 2: the output by hand, the gradients, and the training.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runVariant } from './core.js';
import { eventually, inspect, screens, useBrowser, withPage } from './support.js';

useBrowser();

const own = (page, column) =>
  page.getByLabel(`my output, row 1, column ${column}`, { exact: true });

async function answer(page, texts) {
  for (const [at, text] of texts.entries()) await own(page, at + 1).fill(text);
  await page.getByRole('button', { name: 'Check my output' }).click();
}

const verdict = (page) => page.locator('argmax-lab own-output').locator('.verdict');

test('a visit: a wrong answer, a named slip, the right one, and own numbers', () =>
  withPage(
    async (page) => {
      await own(page, 1).waitFor();
      // What softmax gives on these numbers.
      await answer(page, ['0.998', '3.986', '3.001']);
      await verdict(page).getByText('Not yet.').waitFor();
      await verdict(page).getByText('Softmax in place of argmax.').waitFor();
      // What is wrong is said, and not the number that would be right.
      const mine = page.locator('argmax-lab own-output');
      await mine
        .getByText(/my output, row 1, column 1: this number, o₁₁, is not 0\.998\./i)
        .waitFor();
      await eventually(async () => assert.equal(await mine.getByText(/which is/).count(), 0));
      await eventually(async () => {
        const below = await page.locator('lab-inputs').boundingBox();
        const title = await page.getByRole('heading', { name: 'Your output' }).boundingBox();
        assert.ok(title.y - (below.y + below.height) >= 16, 'the answer stands off the tables');
      });
      await answer(page, ['1', '4', '3']);
      await verdict(page).getByText('Correct.').waitFor();

      await page.getByLabel('q, row 1, column 1', { exact: true }).fill('9');
      await eventually(async () => assert.equal(await verdict(page).count(), 0));
      await answer(page, ['1', '4', '3']);
      await verdict(page).getByText('Not yet.').waitFor();
      await answer(page, ['0', '-1', '4']);
      await verdict(page).getByText('Correct.').waitFor();
      await page.waitForFunction(() => location.hash.includes('q=9,1,2'));
      await page.getByRole('button', { name: 'Show the steps' }).click();
      await page.getByRole('grid', { name: 'Scores', exact: true }).waitFor();

      // What answers the question comes when it is answered.
      const tables = page.locator('argmax-gradients');
      const claim = page.locator('choice-answer');
      await eventually(async () => assert.equal(await tables.count(), 0));
      await page.getByLabel(/Yes, and faster/).check();
      await claim.getByRole('button', { name: 'Check' }).click();
      await claim.getByText('Not yet.').waitFor();
      await eventually(async () => assert.equal(await tables.count(), 0));
      await page.getByLabel(/queries and keys get a gradient of exactly 0/).check();
      await claim.getByRole('button', { name: 'Check' }).click();
      await claim.getByText('Correct.').waitFor();
      await tables.getByText('all exactly 0').first().waitFor();
    },
    { hash: 'labs.html#argmax' },
  ));

test('one’s own tables on the way stay beside a wrong output, and Enter leads to the next cell', () =>
  withPage(
    async (page) => {
      await own(page, 1).waitFor();
      await page.getByRole('button', { name: 'Check my answer for Scores' }).click();
      const score = (column) =>
        page.getByLabel(`my scores, row 1, column ${column}`, { exact: true });
      await score(1).fill('3');
      await score(1).press('Enter');
      await page.keyboard.type('11');
      await page.keyboard.press('Tab');
      await page.keyboard.type('5');
      await answer(page, ['0', '3', '4']);
      await verdict(page).getByText('Not yet.').waitFor();
      for (const [column, text] of [
        [1, '3'],
        [2, '11'],
        [3, '5'],
      ])
        await eventually(async () => assert.equal(await score(column).inputValue(), text));
      // What would show the answer says so, and is the only one that shows steps.
      await eventually(async () =>
        assert.equal(await page.getByRole('button', { name: /^Show .*steps/ }).count(), 1),
      );
      await page.getByRole('button', { name: 'Show the steps, with the answer' }).click();
      await page.getByRole('grid', { name: 'Scores', exact: true }).waitFor();
      await eventually(async () => assert.equal(await score(2).inputValue(), '11'));
    },
    { hash: 'labs.html#argmax' },
  ));

test('one’s own output is in the address, whole or in part, and back after a reload', () =>
  withPage(
    async (page) => {
      const stand = (texts) =>
        eventually(async () => {
          for (const [at, text] of texts.entries())
            assert.equal(await own(page, at + 1).inputValue(), text);
        });
      await own(page, 1).waitFor();
      await own(page, 1).fill('1');
      await own(page, 3).fill('3');
      await page.waitForFunction(() => location.hash.endsWith('?output=1,_,3'));
      await page.reload();
      await stand(['1', '', '3']);
      await answer(page, ['1', '4', '3']);
      await verdict(page).getByText('Correct.').waitFor();
      await page.waitForFunction(() => location.hash.includes('?output=1,4,3'));
      await page.evaluate(() => {
        location.hash = '#argmax?output=2,4,x';
      });
      await stand(['2', '4', 'x']);
      await eventually(async () =>
        assert.equal(await verdict(page).count(), 0, 'what was said is about another table'),
      );
      await page.goBack();
      await stand(['1', '4', '3']);
      for (const column of [1, 2, 3]) await own(page, column).fill('');
      await page.waitForFunction(() => !location.hash.includes('output=1'));
    },
    { hash: 'labs.html#argmax' },
  ));

test('argmax gives gradients of exactly 0, softmax does not, and T leads from one to the other', () =>
  withPage(
    async (page) => {
      await page
        .getByText('open when your answer to (b) is right')
        .getByRole('button', { name: 'Show anyway' })
        .click();
      const cells = (name) => page.getByRole('grid', { name, exact: true }).locator('td');
      await cells('∂L/∂q, through argmax').first().waitFor();
      await eventually(async () =>
        assert.deepEqual(await cells('∂L/∂q, through argmax').allTextContents(), ['0', '0', '0']),
      );
      // The weights are not those that the workbench opens with, and the page says why.
      const { steps } = runVariant('scaled-dot-product', { params: { scale: false } });
      const [largest] = [...steps.find(({ id }) => id === 'weights').tensor.data].sort().reverse();
      await eventually(async () => {
        const weights = await cells('Weights, through softmax').allTextContents();
        assert.ok(Math.abs(Number(weights[1]) - largest) < 0.001, weights.join());
      });
      await page.getByText(/no score is divided by √d; scaled dot-product attention/).waitFor();
      await cells('∂L/∂q, through softmax').first().waitFor();
      const soft = await cells('∂L/∂q, through softmax').allTextContents();
      assert.ok(soft.every((text) => text !== '0'));
      const slider = page.locator('temperature-plot input[type="range"]');
      await slider.fill('60');
      await page.getByText('through softmax at T = 10 on the other').waitFor();
      await eventually(async () =>
        assert.notDeepEqual(await cells('∂L/∂q, through softmax').allTextContents(), soft),
      );
      const curve = page.getByRole('slider', { name: /^Gradient norm along T/ });
      await curve.press('Home');
      await page.getByText('At T = 0.01 the largest entry').waitFor();
    },
    { hash: 'labs.html#argmax' },
  ));

test('a temperature between two that were tried is read at the nearest', () =>
  withPage((page) => page.getByText('At T = 1 the largest entry').waitFor(), {
    hash: 'labs.html#argmax?T=1.01',
  }));

test('training: softmax and straight through learn, argmax stands still, step by step', () =>
  withPage(
    async (page) => {
      await page.getByText(/Softmax reaches 0\.01 after \d+ steps/).waitFor();
      await page.getByText(/argmax ends at a loss of 0\.750, where it began at 0\.750/).waitFor();
      const table = (name) => page.getByRole('grid', { name, exact: true }).locator('td');
      for (const name of ['q, argmax', 'q, softmax']) await table(name).first().waitFor();
      const before = await table('q, argmax').allTextContents();
      const soft = await table('q, softmax').allTextContents();
      await eventually(async () =>
        assert.equal((await page.getByText('exactly 0').count()) >= 2, true),
      );
      await page.getByRole('button', { name: 'End', exact: true }).click();
      await page.getByText('Step 200 of 200').waitFor();
      await eventually(async () =>
        assert.deepEqual(await table('q, argmax').allTextContents(), before),
      );
      await eventually(async () =>
        assert.notDeepEqual(await table('q, softmax').allTextContents(), soft),
      );
      await eventually(async () =>
        assert.equal(await page.getByRole('button', { name: 'Play' }).count(), 0, 'nothing moves'),
      );
    },
    { hash: 'labs.html#argmax?shown=training', reducedMotion: 'reduce' },
  ));

test('a setting of the training that is out of range is the nearest that is not, and is shown', () =>
  withPage(
    async (page) => {
      const steps = page.getByLabel('steps', { exact: true });
      for (const [text, taken] of [
        ['2000', '1000'],
        ['3000', '1000'],
        ['', '200'],
        ['2.6', '3'],
        ['7/2', '4'],
        ['1e2', '100'],
        ['1,000', '1000'],
        ['−5', '1'],
        ['many', '200'],
      ]) {
        await steps.fill(text);
        await steps.press('Enter');
        await page.getByText(`Step 0 of ${taken}`, { exact: true }).waitFor();
        await eventually(async () => assert.equal(await steps.inputValue(), taken));
      }
      await page.getByText('“many” is not a number, so 200 stands there.').waitFor();
      const rate = page.getByLabel('rate', { exact: true });
      await rate.fill('0.5');
      await rate.press('Enter');
      await eventually(async () => assert.equal(await rate.inputValue(), '0.5'));
      await page.getByText('is not a number').waitFor({ state: 'detached' });
      for (const [text, taken] of [
        ['1e-3', '0.001'],
        ['1/4', '0.25'],
        ['0,75', '0.75'],
      ]) {
        await rate.fill(text);
        await rate.press('Enter');
        await eventually(async () => assert.equal(await rate.inputValue(), taken));
      }
    },
    { hash: 'labs.html#argmax?shown=training' },
  ));

test('with hidden answers no number is given away, and answers are still checked', () =>
  withPage(
    async (page) => {
      await own(page, 1).waitFor();
      await answer(page, ['2', '4', '3']);
      await verdict(page).getByText('Not yet.').waitFor();
      await eventually(async () =>
        assert.equal(await page.locator('argmax-gradients, step-list, lab-table').count(), 0),
      );
      const mine = page.locator('argmax-lab own-output');
      await mine.getByText(/o₁₁, is not 2\./).waitFor();
      await eventually(async () =>
        assert.equal(await mine.getByText(/which is|summed/).count(), 0),
      );
      await answer(page, ['1', '4', '3']);
      await verdict(page).getByText('Correct.').waitFor();
    },
    { hash: 'labs.html#argmax?answers=hide' },
  ));

for (const colorScheme of ['light', 'dark']) {
  test(`axe, ${colorScheme}, and no sideways scroll at 320 px`, () =>
    withPage(
      async (page) => {
        await page.getByText(/Softmax reaches 0\.01 after/).waitFor();
        await answer(page, ['2', '4', '3']);
        await verdict(page).waitFor();
        await page.getByRole('button', { name: 'Hint 1 of 3' }).first().click();
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${over} px too wide`);
        await inspect(page, 'with a wrong answer');
      },
      { hash: 'labs.html#argmax?shown=training', colorScheme, screen: screens.small },
    ));
}
