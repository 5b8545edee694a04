// The parts that a first table does not wait for: they come after it, and where they cannot, the page says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldFiles } from './held.js';
import { eventually, homework, shows, useBrowser, withPage } from './support.js';

useBrowser();

const REST = /assets\/deferred-components-.*\.js$/;

test('a first table stands without the rest, which comes as soon as it is there', () => {
  const { hold, release } = heldFiles(REST);
  return withPage(
    async (page) => {
      await shows(page, 'Output', homework.output);
      const gradients = page.getByRole('button', { name: 'Show gradients' });
      await eventually(async () => assert.equal(await gradients.count(), 0));
      release();
      await gradients.waitFor();
      await page.getByRole('group', { name: /^The program: / }).waitFor();
    },
    { prepare: hold },
  );
});

test('where the rest cannot be loaded the page says so, and computes all the same', () =>
  withPage(
    async (page) => {
      await page.getByText('Part of this page could not be loaded').waitFor();
      await page.getByLabel('q, row 1, column 1', { exact: true }).fill('2');
      await shows(page, 'Scores', [['4', '11', '10', '2']]);
    },
    { prepare: (page) => page.route(REST, (route) => route.abort()), expected: [/ERR_FAILED/] },
  ));

test('what could not be loaded comes when the browser is online again', () => {
  let isAway = true;
  return withPage(
    async (page) => {
      const said = page.getByText('Part of this page could not be loaded');
      await said.waitFor();
      await page.context().setOffline(true);
      isAway = false;
      await page.context().setOffline(false);
      await page.getByRole('button', { name: 'Show gradients' }).waitFor();
      await eventually(async () => assert.equal(await said.count(), 0));
    },
    {
      prepare: (page) => page.route(REST, (route) => (isAway ? route.abort() : route.continue())),
      expected: [/ERR_FAILED|ERR_INTERNET_DISCONNECTED/],
    },
  );
});
