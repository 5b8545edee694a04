// What takes its time says so, leaves what was good in place, and can be cancelled.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pack } from '../../www/state/url/compress.ts';
import { heldAnswers, heldTimers } from './held.js';
import { blank, eventually, homework, inspect, shows, useBrowser, withPage } from './support.js';

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

/** A worker that keeps any run whose q begins with a 9. */
const slowRuns = () =>
  heldAnswers(({ fn, args }) => fn === 'runVariant' && args[1]?.inputs.q[0][0] === '9');

test('512 × 512: the line says what is computed; Cancel keeps what there was, and Undo goes on', () =>
  withPage(
    async (page) => {
      await shows(page, 'Dot products q·k', homework.scores);
      const [worker] = page.workers();
      const hash = await large();
      await page.evaluate((hash) => {
        location.hash = hash;
      }, hash);
      await line(page).getByText('Computing the steps …').waitFor();
      await shows(page, 'Dot products q·k', homework.scores);
      await eventually(async () =>
        assert.equal(await page.locator('step-card[stale]').count(), 0, 'what is good stays good'),
      );
      await line(page).getByRole('button', { name: 'Cancel' }).click();
      await page.locator(stopped).getByText('You stopped the calculation.').waitFor();
      await eventually(() => assert.ok(!page.workers().includes(worker), 'its worker is ended'));
      await eventually(async () => assert.equal(await line(page).getByRole('button').count(), 0));
      await shows(page, 'Dot products q·k', homework.scores);
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.locator(stopped).waitFor({ state: 'detached' });
      await blank(page, 'q', 1, 1).fill('3');
      await shows(page, 'Dot products q·k', [['5', '11', '15', '2']]);
    },
    { hash: '#scaled-dot-product', prepare: slowRuns().hold },
  ));

test('what was cancelled is computed after all, when asked for', () => {
  const { hold, release } = slowRuns();
  return withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await blank(page, 'q', 1, 1).fill('9');
      await line(page).getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Compute it again' }).click();
      await line(page).getByRole('button', { name: 'Cancel' }).waitFor();
      await release(page);
      await page.locator(stopped).waitFor({ state: 'detached' });
      await shows(page, 'Scores', [['11', '11', '45', '2']]);
      await eventually(async () => assert.equal(await line(page).getByRole('button').count(), 0));
    },
    { prepare: hold },
  );
});

test('what is quick says nothing; what is slow is said once, politely, and counted in seconds', () => {
  const runs = slowRuns();
  const patience = heldTimers(200); // a question whose answer has come by then is quick
  const leisure = heldTimers(120); // until the cost is asked for, which would wait for the held run too
  return withPage(
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
      // With its answer goes what would say that it is slow.
      await eventually(async () => assert.equal(await patience.left(page), 0));
      await eventually(async () => assert.deepEqual(await page.evaluate(() => window.said), []));
      await blank(page, 'q', 1, 1).fill('9');
      await runs.asked(page);
      await eventually(async () => assert.deepEqual(await page.evaluate(() => window.said), []));
      await patience.pass(page);
      await line(page).getByText('2 s').waitFor();
      await inspect(page, 'computing');
      await runs.release(page);
      await shows(page, 'Scores', [['11', '11', '45', '2']]);
      await eventually(async () => assert.equal(await line(page).getByRole('button').count(), 0));
      // The seconds are for the eye only.
      await eventually(async () => {
        const said = (await page.evaluate(() => window.said)).filter(Boolean);
        assert.deepEqual(said, ['Computing the steps …']);
      });
    },
    {
      prepare: async (page) => {
        await runs.hold(page);
        await patience.hold(page);
        await leisure.hold(page);
      },
    },
  );
});

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
      await line(one).getByText('Computing the steps …').waitFor();
      await blank(two, 'q', 1, 1).fill('3');
      await line(two).getByText('Waiting for another example on this page').waitFor();
      await line(one).getByRole('button', { name: 'Cancel' }).click();
      await shows(two, 'Scores', [['5', '11', '15', '2']]);
      await one.locator(stopped).waitFor();
      await eventually(async () => assert.equal(await two.locator(stopped).count(), 0));
    },
    { prepare: slowRuns().hold },
  ));
