// What a lab waits for may not come: the page says why, and how to go on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beforeWorker, withoutWebAssembly } from './changed.js';
import { eventually, inspect, useBrowser, withPage } from './support.js';

useBrowser();

for (const [id, ready] of [
  ['why-root-d?samples=1000', 'histogram-plot'],
  ['argmax', 'lab-inputs'],
  ['by-hand', 'program-form'],
  ['kernels', 'denominator-search param-settings'],
]) {
  let broken = true;
  test(`where the core cannot start, ${id} says so, and “Try again” brings it`, () =>
    withPage(
      async (page) => {
        await page.getByText('The calculator cannot start.').waitFor();
        await page.getByText('The browser says:').waitFor();
        await eventually(async () =>
          assert.equal(await page.getByText(/^(Getting|Starting)/).count(), 0),
        );
        await inspect(page, `${id}, stopped`);
        broken = false;
        await page.getByRole('button', { name: 'Try again' }).click();
        await page.locator(ready).first().waitFor();
        await eventually(async () =>
          assert.equal(await page.getByText('The calculator cannot start.').count(), 0),
        );
      },
      {
        hash: `labs.html#${id}`,
        prepare: (page) => withoutWebAssembly(page, () => broken),
      },
    ));
}

test('a lab that cannot be loaded says so, and comes when the page is loaded again', () => {
  let broken = true;
  return withPage(
    async (page) => {
      await page.getByText('This lab could not be loaded.').waitFor();
      await eventually(async () =>
        assert.equal(await page.getByText('Getting the lab ready').count(), 0),
      );
      await inspect(page, 'a lab that cannot be loaded');
      await page.getByRole('link', { name: /^1/ }).click();
      await page.locator('scaling-lab').waitFor();
      await eventually(async () =>
        assert.equal(await page.getByText('This lab could not be loaded.').count(), 0),
      );
      await page.goBack();
      await page.getByText('This lab could not be loaded.').waitFor();
      broken = false;
      await page.getByRole('button', { name: 'Load the page again' }).click();
      await page.locator('lab-inputs').waitFor();
    },
    {
      hash: 'labs.html#argmax',
      prepare: (page) =>
        page.route(/assets\/argmax-lab-.*\.js$/, (route) =>
          broken ? route.abort() : route.continue(),
        ),
      expected: [/ERR_FAILED/],
    },
  );
});

for (const [id, lab] of [
  ['argmax', 'argmax-lab'],
  ['kernels', 'denominator-search'],
])
  test(`what the core refuses at the beginning of ${id} is said`, () =>
    withPage(
      async (page) => {
        const note = page.locator(`${lab} .error`).first();
        await note.getByText('The calculation broke down on this input.').waitFor();
        await eventually(async () => assert.equal(await page.getByText(/^Getting/).count(), 0));
      },
      {
        hash: `labs.html#${id}`,
        // A worker that dies whenever it is asked for the variants.
        prepare: (page) =>
          beforeWorker(
            page,
            `addEventListener('message', (event) => {
              const { id, fn } = event.data;
              if (fn !== 'listVariants') return;
              event.stopImmediatePropagation();
              postMessage({ id, fatal: 'a crash' });
            });`,
          ),
      },
    ));
