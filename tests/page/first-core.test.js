// The smaller core that a first table needs, and how the whole one takes its place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeFor } from './core.js';
import { heldFiles } from './held.js';
import { blank, eventually, homework, shows, useBrowser, withPage } from './support.js';

useBrowser();

const WHOLE = /attention_playground_bg.*\.wasm$/;
const numpy = (page) => page.getByRole('button', { name: 'NumPy', exact: true });
const program = (page) => page.getByRole('region', { name: 'The program in NumPy' });

/** What is fetched, and a way to hold the whole core back. */
function watched() {
  const wasm = [];
  const { hold, release } = heldFiles(WHOLE);
  const prepare = async (page) => {
    page.on('request', (request) => {
      if (request.url().endsWith('.wasm')) wasm.push(request.url());
    });
    await hold(page);
  };
  return { wasm, release, prepare };
}

test('tables come from the first core, and a program from the whole, which is fetched for it', () => {
  const { wasm, release, prepare } = watched();
  return withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      assert.deepEqual(
        wasm.filter((url) => WHOLE.test(url)),
        [],
      );
      await numpy(page).click();
      await blank(page, 'q', 1, 1).fill('4');
      await shows(page, 'Scores', [['6', '11', '20', '2']]);
      await eventually(async () =>
        assert.equal(await program(page).count(), 0, 'the tables do not wait for the program'),
      );
      release();
      await program(page).waitFor();
      const q = [['4', '1', '2']];
      const expected = codeFor('argmax', 'numpy', { inputs: { q } }).trim();
      await eventually(async () =>
        assert.equal((await program(page).innerText()).trim(), expected),
      );
      await blank(page, 'q', 1, 1).fill('5');
      await shows(page, 'Scores', [['7', '11', '25', '2']]);
      assert.equal(wasm.filter((url) => WHOLE.test(url)).length, 1);
    },
    { prepare },
  );
});

test('where the whole core cannot be reached the tables go on, and it is asked for again', () => {
  let broken = true;
  return withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await numpy(page).click();
      await page
        .locator('code-panel')
        .getByText(/could not be loaded/)
        .waitFor();
      await blank(page, 'q', 1, 1).fill('4');
      await shows(page, 'Scores', [['6', '11', '20', '2']]);
      broken = false;
      await blank(page, 'q', 1, 1).fill('5');
      await program(page).waitFor();
    },
    {
      prepare: (page) => page.route(WHOLE, (route) => (broken ? route.abort() : route.continue())),
      expected: [/ERR_FAILED/],
    },
  );
});
