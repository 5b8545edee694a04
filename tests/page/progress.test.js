// What takes its time says so, leaves what was good in place, and can be cancelled.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pack } from '../../www/state/url/compress.ts';
import {
  blank,
  eventually,
  homework,
  inspect,
  retimed,
  shows,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

/** Of 512 queries and keys with 16 numbers each; its first number is a 9. */
async function large() {
  const table = (start) => {
    const cell = (i, j) => (i + j === 0 ? start : ((i * 7 + j * 3) % 11) / 10);
    const row = (i) => Array.from({ length: 16 }, (_, j) => cell(i, j)).join(',');
    return Array.from({ length: 512 }, (_, i) => row(i)).join(';');
  };
  return pack(`scaled-dot-product?q=${table(9)}&k=${table(1)}&v=${table(2)}`);
}

const line = (page) => page.locator('progress-line');
const stopped = '.error[data-code="cancelled"]';

/** A worker that is a while at any run whose q begins with a 9. */
const slowly = (milliseconds) => (page) =>
  page.context().route(/assets\/worker-.*\.js$/, async (route) => {
    const response = await route.fetch();
    const slow = `addEventListener('message', ({ data }) => {
      if (data.fn !== 'runVariant' || data.args[1]?.inputs.q[0][0] !== '9') return;
      for (const end = performance.now() + ${milliseconds}; performance.now() < end; );
    });`;
    await route.fulfill({ response, body: slow + (await response.text()) });
  });

test('512 × 512: the line says what is computed; Cancel keeps what there was, and Undo goes on', () =>
  withPage(
    async (page) => {
      await shows(page, 'Products', homework.scores);
      const [worker] = page.workers();
      const hash = await large();
      await page.evaluate((hash) => {
        location.hash = hash;
      }, hash);
      await line(page).getByText('Computing the steps …').waitFor();
      await shows(page, 'Products', homework.scores);
      assert.equal(await page.locator('step-card[stale]').count(), 0, 'what is good stays good');
      await line(page).getByRole('button', { name: 'Cancel' }).click();
      await page.locator(stopped).getByText('You stopped the calculation.').waitFor();
      await eventually(() => assert.ok(!page.workers().includes(worker), 'its worker is ended'));
      await eventually(async () => assert.equal(await line(page).getByRole('button').count(), 0));
      await shows(page, 'Products', homework.scores);
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.locator(stopped).waitFor({ state: 'detached' });
      await blank(page, 'q', 1, 1).fill('3');
      await shows(page, 'Products', [['5', '11', '15', '2']]);
    },
    // So that there is time to cancel on a fast machine too.
    { hash: '#scaled-dot-product', prepare: slowly(8000) },
  ));

test('what was cancelled is computed after all, when asked for', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await blank(page, 'q', 1, 1).fill('9');
      await line(page).getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Compute it again' }).click();
      await page.locator(stopped).waitFor({ state: 'detached' });
      await shows(page, 'Scores', [['11', '11', '45', '2']]);
      assert.equal(await line(page).getByRole('button').count(), 0);
    },
    { prepare: slowly(1500) },
  ));

test('what is quick says nothing; what is slow is said once, politely, and counted in seconds', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await page.evaluate(() => {
        const root = document.querySelector('attention-playground').shadowRoot;
        const status = root
          .querySelector('progress-line')
          .shadowRoot.querySelector('[aria-live=polite]');
        window.said = [];
        const hear = () => window.said.push(status.textContent.trim());
        new MutationObserver(hear).observe(status, {
          childList: true,
          characterData: true,
          subtree: true,
        });
      });
      for (const key of ['2', '3', '4']) await blank(page, 'q', 1, 1).fill(key);
      await shows(page, 'Scores', [['6', '11', '20', '2']]);
      assert.deepEqual(await page.evaluate(() => window.said.splice(0)), []);
      await blank(page, 'q', 1, 1).fill('9');
      await line(page).getByText('2 s').waitFor();
      await inspect(page, 'computing');
      await shows(page, 'Scores', [['11', '11', '45', '2']]);
      const said = (await page.evaluate(() => window.said)).filter(Boolean);
      assert.equal(said[0], 'Computing the steps …');
      // What follows may take its time on a slow machine too; the seconds are for the eye only.
      assert.ok(
        said.every((text, at) => text !== said[at - 1] && !/\d/.test(text)),
        said.join(),
      );
    },
    {
      prepare: async (page) => {
        await slowly(4000)(page);
        await retimed(200, 1500)(page); // what is quick here may take longer on a busy machine
      },
    },
  ));

test('Cancel in one element leaves the questions of another alone', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await page.evaluate(() => {
        const other = document.createElement('attention-playground');
        other.setAttribute('variant', 'argmax');
        document.body.append(other);
      });
      const [one, two] = [0, 1].map((at) => page.locator('attention-playground').nth(at));
      await shows(two, 'Scores', homework.scores);
      await blank(one, 'q', 1, 1).fill('9');
      await blank(two, 'q', 1, 1).fill('3');
      await line(two).getByText('Waiting for another example on this page').waitFor();
      await line(one).getByRole('button', { name: 'Cancel' }).click();
      await shows(two, 'Scores', [['5', '11', '15', '2']]);
      await one.locator(stopped).waitFor();
      assert.equal(await two.locator(stopped).count(), 0);
    },
    { prepare: slowly(8000) },
  ));
