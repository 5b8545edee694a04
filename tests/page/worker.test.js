// The worker may die at any time: the page starts another, and what was on the screen is still true.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beforeWorker, withoutWebAssembly } from './changed.js';
import { withoutPageCore } from './held.js';
import {
  arithmetic,
  blank,
  cell,
  eventually,
  holds,
  homework,
  lit,
  shows,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

/** The worker ends without a word, as when a browser short of memory takes it away. */
async function killWorker(page) {
  const worker = await eventually(() => {
    assert.ok(page.workers().length > 0);
    return page.workers().at(-1);
  });
  await worker.evaluate(() => self.close()).catch(() => {}); // it cannot answer any more
}

/** Kill the worker, and wait for the next one. */
async function mended(page) {
  const next = page.waitForEvent('worker');
  await killWorker(page);
  await next;
}

test('after the death of its worker the page is as it was, and goes on', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 1).fill('1/2');
    await shows(page, 'Scores', [['2.5', '11', '2.5', '2']]);
    await cell(page, 'Scores', 1, 2).click();
    await arithmetic(page).waitFor();
    const [first] = page.workers();
    await mended(page);
    assert.notEqual(page.workers().at(-1), first);
    await holds(page, 'q', [['1/2', '1', '2']]);
    await shows(page, 'Scores', [['2.5', '11', '2.5', '2']]);
    await eventually(async () => assert.deepEqual(await lit(page, 'scores', 'pinned'), ['1,2']));
    await blank(page, 'q', 1, 1).fill('2');
    await shows(page, 'Scores', [['4', '11', '10', '2']]);
    await page.keyboard.press('ControlOrMeta+Z');
    await page.keyboard.press('ControlOrMeta+Z');
    await shows(page, 'Scores', homework.scores);
  }));

test('three deaths within seconds stop it; “Try again” brings back the state, edits included', () =>
  withPage(
    async (page) => {
      await blank(page, 'q', 1, 1).fill('2');
      await shows(page, 'Scores', [['4', '11', '10', '2']]); // so there is a worker, and it works
      await page.evaluate(() => {
        window.isBroken = true;
      });
      await killWorker(page);
      await page.getByText('The calculator has stopped.').waitFor();
      await shows(page, 'Scores', [['4', '11', '10', '2']]);
      await blank(page, 'k', 1, 1).fill('9');
      await page.evaluate(() => {
        window.isBroken = false;
      });
      await page.getByRole('button', { name: 'Try again' }).click();
      await shows(page, 'Scores', [['20', '11', '10', '2']]);
      await eventually(async () =>
        assert.equal(await page.getByText('The calculator has stopped.').count(), 0),
      );
      await holds(page, 'q', [['2', '1', '2']]);
    },
    {
      // As where a worker dies as soon as it is started.
      prepare: (page) =>
        page.addInitScript(() => {
          const Started = Worker;
          window.Worker = class extends Started {
            constructor(...given) {
              super(...given);
              const died = new ErrorEvent('error', { message: 'It died.', cancelable: true });
              if (window.isBroken) setTimeout(() => this.dispatchEvent(died));
            }
          };
        }),
    },
  ));

test('where WebAssembly cannot start, the page says so in words', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await page.keyboard.press('Shift'); // at a sign of a person it is to start
      await page.getByText('The calculator cannot start.').waitFor();
      await page.getByText('The browser says:').waitFor();
    },
    {
      prepare: withoutWebAssembly,
    },
  ));

test('a crash on one input is said once, and the next input is computed', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await blank(page, 'q', 1, 1).fill('3');
      const error = page.locator('.error[data-code="crash"]');
      await error.waitFor();
      await eventually(async () => assert.equal(await blank(page, 'q', 1, 1).inputValue(), '3'));
      await shows(page, 'Scores', homework.scores);
      await blank(page, 'q', 1, 1).fill('4');
      await shows(page, 'Scores', [['6', '11', '20', '2']]);
      await error.waitFor({ state: 'detached' });
    },
    {
      // A worker that dies whenever q begins with a 3.
      prepare: async (page) => {
        await withoutPageCore(page);
        await beforeWorker(
          page,
          `addEventListener('message', (event) => {
            const { id, args } = event.data;
            if (args?.[1]?.inputs.q[0][0] !== '3') return;
            event.stopImmediatePropagation();
            postMessage({ id, fatal: 'a crash' });
          });`,
        );
      },
    },
  ));

test('where the core in the page breaks, the worker answers that very question and all that follow', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await blank(page, 'q', 1, 1).focus();
      await page.waitForFunction(() => window.wrapped);
      await blank(page, 'q', 1, 1).fill('3');
      await shows(page, 'Scores', [['5', '11', '15', '2']]);
      await holds(page, 'q', [['3', '1', '2']]);
      await cell(page, 'Scores', 1, 2).click();
      await arithmetic(page).waitFor();
      await blank(page, 'q', 1, 1).fill('4');
      await shows(page, 'Scores', [['6', '11', '20', '2']]);
      await eventually(async () =>
        assert.deepEqual(await page.evaluate(() => window.calls), ['runVariant']),
      );
      await eventually(async () => assert.equal(await page.locator('.error').count(), 0));
    },
    {
      prepare: (page) =>
        page.addInitScript(() => {
          window.calls = [];
          const { instantiate } = WebAssembly;
          const breaking = (name) => () => {
            window.calls.push(name);
            throw new WebAssembly.RuntimeError('unreachable');
          };
          WebAssembly.instantiate = async (...of) => {
            const instance = await instantiate.apply(WebAssembly, of);
            const [runVariant, explainCell] = ['runVariant', 'explainCell'].map(breaking);
            window.wrapped = true;
            const exports = { ...instance.exports, runVariant, explainCell };
            return new Proxy(instance, {
              get: (target, name) => (name === 'exports' ? exports : target[name]),
            });
          };
        }),
    },
  ));

test('an edit does not wait for a long explanation', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await cell(page, 'Scores', 1, 2).click();
      await blank(page, 'q', 1, 1).fill('3');
      await shows(page, 'Scores', [['5', '11', '15', '2']]);
      await eventually(async () => assert.equal(await page.locator('.error').count(), 0));
      await eventually(async () => assert.deepEqual(await lit(page, 'scores', 'pinned'), ['1,2']));
    },
    {
      // A worker that never gets an explanation done.
      prepare: async (page) => {
        await withoutPageCore(page);
        await beforeWorker(
          page,
          `addEventListener('message', ({ data }) => {
            while (data.fn === 'explainCell');
          });`,
        );
      },
    },
  ));
