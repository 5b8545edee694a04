// From the workbench to a lab and back with the same numbers, from a wrong answer to its experiment, and the labs in small.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blank, cell, eventually, screens, typed, useBrowser, withPage } from './support.js';

useBrowser();

const asked = (page) => page.getByRole('link', { name: /^Question \d of the homework$/ });

test('the numbers of the workbench go along to the lab about its variant, and back', () =>
  withPage(
    async (page) => {
      await blank(page, 'k', 3, 1).fill('1/2');
      await eventually(async () =>
        assert.match(await asked(page).getAttribute('href'), /#argmax\?.*k=.*1\/2/),
      );
      await asked(page).click();
      await page.locator('argmax-lab own-output').waitFor();
      await eventually(async () => assert.equal((await typed(page, 'k'))[2][0], '1/2'));
      await blank(page, 'k', 3, 1).fill('7');
      await eventually(async () => assert.equal((await typed(page, 'k'))[2][0], '7'));
      await page.getByRole('link', { name: 'These numbers in the workbench' }).click();
      await cell(page, 'Scores', 1, 3).waitFor();
      await eventually(async () => assert.equal((await typed(page, 'k'))[2][0], '7'));
    },
    { hash: '#argmax' },
  ));

for (const [hash, link] of [
  ['#scaled-dot-product?q=1,2,3&k=1,0,1&v=1&scale=false', /#why-root-d\?d=3&s=one$/],
  ['#multi-head', /#by-hand$/],
  ['#multi-query-decode', /#decoding\?sizes=b:\d+,h:\d+,n:\d+,d:\d+,k:\d+,v:\d+$/],
  ['#kernel?q=1,2&k=3,-1&v=1&kernel=polynomial&degree=3', /#kernels\?.*kernel=polynomial&degree=3/],
])
  test(`${hash.split('?')[0]} leads to its lab`, () =>
    withPage(
      async (page) => {
        await eventually(async () => assert.match(await asked(page).getAttribute('href'), link));
        await asked(page).click();
        await page.locator('article.lab h3').first().waitFor();
        await eventually(async () => assert.equal(await page.locator('.notice').count(), 0));
      },
      { hash },
    ));

async function check(page, name, text) {
  const field = page.locator(`typed-answer[name="${name}"]`);
  await field.getByRole('textbox').fill(text);
  await field.getByRole('button', { name: 'Check' }).click();
  await field.locator('.verdict').waitFor();
  return field;
}

const tryIt = (place) => place.getByRole('button', { name: 'Try it in the experiment' });

test('question 2: a wrong output leads to the steps, a wrong claim to the gradients where they are open', () =>
  withPage(
    async (page) => {
      for (const [at, text] of ['2', '0', '1'].entries())
        await page.getByLabel(`my output, row 1, column ${at + 1}`, { exact: true }).fill(text);
      await page.getByRole('button', { name: 'Check my output' }).click();
      await page.getByRole('button', { name: 'Show the steps, with the answer' }).click();
      await page.locator('step-list arithmetic-lines').waitFor();
      const claim = page.locator('choice-answer[name="claim"]');
      await claim.getByText('the best key gets all of the credit').click();
      await claim.getByRole('button', { name: 'Check' }).click();
      await claim.getByText('Not yet.').waitFor();
      await eventually(async () =>
        assert.equal(await tryIt(claim).count(), 0, 'the gradients are held back'),
      );
      await page.locator('.gate[data-gate="gradients"]').getByRole('button').click();
      await tryIt(claim).click();
      await page.getByRole('heading', { name: 'Through argmax' }).first().waitFor();
    },
    { hash: 'labs.html#argmax' },
  ));

test('question 4: a line that fails leads to the einsum desk, a wrong cost to what is counted', () =>
  withPage(
    async (page) => {
      const line = page.locator('shared-keys-program [data-line="q"]');
      await tryIt(line).click();
      await eventually(async () => {
        assert.equal(await page.getByLabel('Equation').inputValue(), 'bd,hdq->bhq');
        assert.equal(await page.getByLabel('Second operand, or none').inputValue(), 'W_q: d q');
      });
      const field = await check(page, 'mqa-time', 'O(bd^2)');
      await tryIt(field).click();
      await page.locator('decoding-panel .counts, decoding-panel .named').first().waitFor();
    },
    { hash: 'labs.html#decoding?A=dq&C=bd,hdq->bhq' },
  ));

test('question 6: a wrong condition leads to a search that breaks it, a wrong φ to its numbers', () =>
  withPage(
    async (page) => {
      const choice = page.locator('choice-answer[name="condition"]');
      await choice
        .getByText('sim(q, k) is never negative, whatever the query and the key are.', {
          exact: true,
        })
        .click();
      await choice.getByRole('button', { name: 'Check' }).click();
      await tryIt(choice).click();
      await page.getByText('This similarity fails: a sum of 0 was found.').waitFor();
      const sim = await check(page, 'sim', '(q·k)^2 + 1');
      await sim.getByText('Not yet.').waitFor();
      await eventually(async () =>
        assert.equal(await tryIt(sim).count(), 0, 'its numbers are held back'),
      );
      await check(page, 'sim', '(q·k + 1)^2');
      await page.locator('feature-map').waitFor();
      const field = await check(page, 'phi', '(x1^2, x1 x2, x2^2)');
      await tryIt(field).click();
      await eventually(async () => {
        const fields = page.locator('feature-map .fields input');
        assert.equal(await fields.first().inputValue(), '1, 2');
      });
    },
    { hash: 'labs.html#kernels' },
  ));

test('no wrong answer leads to an experiment that would be the answer where answers are hidden', () =>
  withPage(
    async (page) => {
      const claim = page.locator('choice-answer[name="claim"]');
      await claim.getByText('the best key gets all of the credit').click();
      await claim.getByRole('button', { name: 'Check' }).click();
      await claim.locator('.verdict').waitFor();
      await eventually(async () => assert.equal(await tryIt(claim).count(), 0));
    },
    { hash: 'labs.html#argmax?answers=hide' },
  ));

for (const screen of [screens.wide, screens.phone])
  test(`each lab is drawn in small from what was set in it, ${screen.width} wide`, () =>
    withPage(
      async (page) => {
        const drawn = page.locator('lab-thumbnail svg');
        const parts = () => drawn.evaluateAll((all) => all.map((svg) => svg.childElementCount));
        await eventually(async () => {
          const counts = await parts();
          assert.equal(counts.length, 6);
          assert.ok(
            counts.every((count) => count >= 2),
            counts.join(),
          );
        });
        const picture = () => drawn.nth(5).innerHTML();
        const before = await picture();
        await page.evaluate(() => {
          location.hash = '#kernels?kernel=quadratic';
        });
        await page.locator('denominator-search').waitFor();
        await page.evaluate(() => {
          location.hash = '#';
        });
        await eventually(async () => {
          const now = await picture();
          assert.ok(now.length > 100 && now !== before);
        });
      },
      { hash: 'labs.html', screen },
    ));
