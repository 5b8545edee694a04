// Question 1: a visit that starts with wrong answers, runs the experiment, and ends with the right ones.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scalingExperiment } from './core.js';
import { heldAnswers } from './held.js';
import { downloaded, eventually, inspect, screens, useBrowser, withPage } from './support.js';

useBrowser();

const HASH = 'labs.html#why-root-d?samples=1000&shown=theory,divisors';

const part = (page, name) => page.locator(`typed-answer[data-part="${name}"]`);

/** Type an answer and wait for what is said about it. */
async function answer(page, name, text, verdict) {
  const field = part(page, name);
  await field.getByRole('textbox').fill(text);
  await field.getByRole('button', { name: 'Check' }).click();
  await field.locator('.verdict').getByText(verdict).waitFor();
  return field.locator('.verdict').textContent();
}

/** The table shows what the core gives for the same request: undivided where it says nothing else. */
async function shows(page, request) {
  const { variance } = scalingExperiment({ samples: 1000, scale: 'one', ...request });
  const row = page.getByRole('region', { name: 'Samples and theory' }).locator('tbody tr').nth(1);
  await eventually(async () => {
    const [sample, exact] = (await row.locator('td').allTextContents()).map(Number);
    assert.ok(Math.abs(sample / variance.sample - 1) < 0.02, `${sample}, ${variance.sample}`);
    assert.ok(Math.abs(exact / variance.exact - 1) < 0.02, `${exact}, ${variance.exact}`);
  });
}

test('a visit: wrong answers, the experiment, right answers, a derivation', () =>
  withPage(
    async (page) => {
      await shows(page, {});
      await page.getByRole('heading', { name: /at d = 64, s = 1$/ }).waitFor();
      // A wrong answer says what it gives, and not what it should give.
      assert.match(
        await answer(page, 'c', 'd', 'Not yet.'),
        /At d = 4 your formula gives s = 4.* be 0\.25\.\s*$/,
      );
      assert.match(await answer(page, 'a', 'd*mu^2', 'Not yet.'), /your formula gives [^.]+\.\s*$/);
      assert.match(await answer(page, 'b', 'd +', 'Not read:'), /ends where a number should stand/);

      await page.getByRole('radio', { name: '√d' }).check({ force: true });
      await shows(page, { scale: 'sqrt-d' });
      await page.getByRole('radio', { name: '1', exact: true }).check({ force: true });
      await shows(page, { scale: 'one' });
      const mean = page.getByLabel('μ, one number or d of them');
      await mean.fill('abc');
      await mean.press('Enter');
      await page.getByText('A mean is one number, or d of them with commas.').waitFor();
      await mean.fill('[1, 2, 0]');
      await mean.press('Enter');
      await page.getByRole('button', { name: 'Set d to 3' }).click();
      await shows(page, { scale: 'one', d: 3, mean: [1, 2, 0] });
      await page.getByRole('button', { name: 'Redraw' }).click();
      await shows(page, { scale: 'one', d: 3, mean: [1, 2, 0], seed: 1 });

      await answer(page, 'a', '||mu||^2', 'Correct.');
      await answer(page, 'b', 'd', 'Correct.');
      await answer(page, 'c', 'sqrt(d)', 'Correct.');
      const derivation = page.locator('typed-answer[name="a"] hint-rungs');
      await derivation.getByRole('button', { name: 'See why' }).click();
      await eventually(async () => assert.equal(await derivation.locator('.steps li').count(), 3));

      await page.waitForFunction(() => location.hash.includes('c=sqrt(d)'));
      await page.reload();
      await shows(page, { scale: 'one', d: 3, mean: [1, 2, 0], seed: 1 });
      await eventually(async () =>
        assert.equal(await part(page, 'c').getByRole('textbox').inputValue(), 'sqrt(d)'),
      );
    },
    { hash: HASH },
  ));

test('the variance of the samples comes when (b) is tried in the experiment, and stays when it is right', () =>
  withPage(
    async (page) => {
      const table = page.getByRole('region', { name: 'Samples and theory' });
      const variance = table.getByRole('rowheader', { name: 'variance' });
      await table.getByRole('rowheader', { name: 'mean' }).waitFor();
      await eventually(async () => assert.equal(await variance.count(), 0));
      const label = () =>
        page.locator('histogram-plot').locator('svg').first().getAttribute('aria-label');
      await eventually(async () => assert.doesNotMatch(await label(), /variance/));
      await answer(page, 'b', 'd^2', 'Not yet.');
      await eventually(async () => assert.equal(await variance.count(), 0));
      await part(page, 'b').getByRole('button', { name: 'Try it in the experiment' }).click();
      await table.getByRole('columnheader', { name: 'your answer' }).waitFor();
      await variance.waitFor();
      await part(page, 'b').getByRole('textbox').fill('2d');
      await variance.waitFor({ state: 'detached' });
      await answer(page, 'b', 'd', 'Correct.');
      await variance.waitFor();
      await page.getByRole('figure', { name: 'Variance', exact: true }).waitFor();
    },
    { hash: 'labs.html#why-root-d?samples=1000' },
  ));

test('a long experiment says how long, and can be started and cancelled', () =>
  withPage(
    async (page) => {
      await page.getByText(/takes about \d+ (seconds|minutes) in this browser/).waitFor();
      await eventually(async () => assert.equal(await page.locator('histogram-plot').count(), 0));
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
      await page.locator('scaling-lab input[name="d"]').fill('4');
      await page.locator('scaling-lab input[name="d"]').press('Enter');
      await page.locator('histogram-plot').waitFor();
    },
    { hash: 'labs.html#why-root-d?samples=1000000&d=4096' },
  ));

test('a refused setting stops what runs, and marks what is from before', () =>
  withPage(
    async (page) => {
      const d = page.locator('scaling-lab input[name="d"]');
      const put = async (text) => {
        await d.fill(text);
        await d.press('Enter');
      };
      await page.locator('.came:not(.stale) histogram-plot').waitFor();
      await page.locator('scaling-lab select[name="samples"]').selectOption('1000000');
      await put('4096');
      await page.getByRole('button', { name: 'Start', exact: true }).click();
      await page.locator('scaling-lab progress').waitFor();
      await page.locator('.came.stale histogram-plot').waitFor();
      await put('0');
      await page.locator('scaling-lab .error').first().waitFor();
      await page.locator('scaling-lab progress').waitFor({ state: 'detached' });
      await eventually(async () =>
        assert.equal(await page.getByRole('button', { name: 'Cancel' }).count(), 0),
      );
      await page.getByText('Below is the previous result.').waitFor();
      await page.locator('.came.stale histogram-plot').waitFor();
      await page.locator('scaling-lab select[name="samples"]').selectOption('1000');
      await put('4');
      await page.locator('.came:not(.stale) histogram-plot').waitFor();
      await page.getByRole('heading', { name: /at d = 4, s = 1$/ }).waitFor();
    },
    { hash: HASH },
  ));

test('a lab that is left asks for nothing more, leaves nothing behind, and can be come back to', () => {
  const { hold, release } = heldAnswers(({ fn }) => fn === 'scalingCost');
  return withPage(
    async (page) => {
      const go = (hash) =>
        page.evaluate((hash) => {
          location.hash = hash;
        }, hash);
      const asked = (fn) =>
        page.evaluate((fn) => window.asked.filter((one) => one === fn).length, fn);
      await page.waitForFunction(() => window.asked.includes('scalingCost'));
      await go('#by-hand');
      await page.locator('by-hand-lab').waitFor();
      await release(page);
      await page.locator('program-form').first().waitFor(); // its answer comes after that of the cost
      await eventually(async () => assert.equal(await asked('scalingExperiment'), 0));
      // Where no other lab takes its place, the same element comes back.
      await go('#why-root-d?samples=1000');
      await page.locator('.came:not(.stale) histogram-plot').waitFor();
      await eventually(async () => assert.equal(await asked('scalingExperiment'), 1));
      await go('#');
      await page
        .getByText('Try each question, check your answer, and see why.', { exact: true })
        .waitFor();
      await go('#why-root-d?samples=1000&d=4');
      await page.getByRole('heading', { name: /at d = 4, s = 1$/ }).waitFor();
      await page.locator('.came:not(.stale) histogram-plot').waitFor();

      const client = await page.context().newCDPSession(page);
      const { result } = await client.send('Runtime.evaluate', {
        expression: "document.querySelector('attention-labs').engine",
      });
      const { objectId } = result;
      const { listeners } = await client.send('DOMDebugger.getEventListeners', { objectId });
      assert.ok(listeners.some(({ type }) => type === 'change'));
      assert.equal(listeners.filter(({ type }) => type === 'progress').length, 0);
    },
    {
      hash: HASH,
      // The worker counts costs slowly, and what it is asked is written down.
      prepare: async (page) => {
        await page.addInitScript(() => {
          window.asked = [];
          const { postMessage } = Worker.prototype;
          Worker.prototype.postMessage = function (data, ...rest) {
            if (data.fn) window.asked.push(data.fn);
            return postMessage.call(this, data, ...rest);
          };
        });
        await hold(page);
      },
    },
  );
});

test('where Back brings an answer that was checked, what was said of it is said again', () =>
  withPage(
    async (page) => {
      await answer(page, 'b', 'd^2', 'Not yet.');
      await page.waitForFunction(() => location.hash.includes('b=d^2'));
      await page.getByRole('button', { name: 'Hide answers' }).click();
      await answer(page, 'b', 'd', 'Correct.');
      await page.goBack();
      const b = part(page, 'b');
      await eventually(async () => assert.equal(await b.getByRole('textbox').inputValue(), 'd^2'));
      await b.getByText('Not yet.').waitFor();
      await eventually(async () => assert.equal(await b.getByText('Correct.').count(), 0));
    },
    { hash: HASH },
  ));

test('with answers hidden nothing exact is shown, and answers are checked all the same', () =>
  withPage(
    async (page) => {
      await page.getByRole('region', { name: 'Samples and theory' }).waitFor();
      // The error of a mean is the exact deviation over the root of the count.
      for (const name of ['exact', 'standard error'])
        await eventually(async () =>
          assert.equal(await page.getByRole('columnheader', { name }).count(), 0, name),
        );
      await eventually(async () => assert.equal(await page.getByText('±').count(), 0));
      const plot = page.locator('histogram-plot');
      await eventually(async () => assert.ok((await plot.locator('.bar').count()) > 50));
      await eventually(async () => assert.equal(await plot.locator('.mean').count(), 0));
      await eventually(async () =>
        assert.equal(await plot.locator('polyline').getAttribute('points'), ''),
      );
      await eventually(async () => assert.equal(await plot.getByText(/normal/).count(), 0));
      const saved = async (name, head) => {
        const save = page.getByRole('figure', { name, exact: true }).getByRole('button');
        const { bytes } = await downloaded(page, () => save.filter({ hasText: 'CSV' }).click());
        assert.match(String(bytes), head);
      };
      await saved('Histogram', /^from,samples\n/);
      await eventually(async () =>
        assert.equal(await page.getByRole('figure', { name: 'Variance', exact: true }).count(), 0),
      );
      const said = await answer(page, 'a', '0', 'Not yet.');
      assert.match(said, /your formula gives 0\.\s*$/);
      await answer(page, 'b', 'd', 'Correct.');
      await saved('Variance', /^d,s,variance,entropy unscaled,(?!.*(exact|error))/);
      await eventually(async () =>
        assert.equal(await page.getByRole('button', { name: 'Show anyway' }).count(), 0),
      );
    },
    { hash: `${HASH}&answers=hide` },
  ));

for (const [colorScheme, screen] of [
  ['light', screens.wide],
  ['dark', screens.small],
])
  test(`axe and width, ${colorScheme}, ${screen.width}`, () =>
    withPage(
      async (page) => {
        await shows(page, {});
        await answer(page, 'a', 'd', 'Not yet.');
        await page
          .locator('typed-answer[data-part="b"]')
          .getByRole('button', { name: 'Hint 1 of 3' })
          .click();
        await inspect(page, `question 1, ${colorScheme}, ${screen.width}`);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(wider, 0);
      },
      { hash: HASH, colorScheme, screen },
    ));
