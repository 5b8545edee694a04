// What the build asked the core is what the page asks first, its answers are the worker's to the last bit, and a first table comes from them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { read, written } from '../../www/core/lossless-json.ts';
import { heldFiles, heldTimers } from './held.js';
import { blank, eventually, homework, shows, useBrowser, withPage } from './support.js';

useBrowser();

const CORES = /\.wasm$/;
const ANSWERS = /first_answers-.*\.json$/;
const file = new URL('../../pkg/first_answers.json', import.meta.url);
const answers = JSON.parse(readFileSync(file, 'utf8')).map(({ fn, args, value }) => ({
  fn,
  args,
  value: read(value),
}));

/** In the page: keep what the worker is asked and what it answers; what its core lacks is asked again. */
function listen() {
  window.heard = [];
  const Real = window.Worker;
  window.Worker = class extends Real {
    constructor(...of) {
      super(...of);
      this.addEventListener('message', ({ data }) => {
        const question = window.heard.find(({ id }) => id === data.id);
        if (data.beyond) window.heard = window.heard.filter((other) => other !== question);
        else if (question) question.value = structuredClone(data.value);
      });
    }
    postMessage(question, ...rest) {
      const { id, fn, args } = question;
      if (fn) window.heard.push({ id, fn, args: structuredClone(args) });
      super.postMessage(question, ...rest);
    }
  };
}

test('plain data is read back to the last bit', () => {
  const numbers = [0, -0, 1 / 3, 5e-324, Number.MAX_VALUE, NaN, Infinity, -Infinity];
  const data = {
    list: numbers,
    table: Float64Array.from(numbers),
    text: '$',
    nothing: null,
    absent: undefined,
    yes: true,
    empty: [[], {}, new Float64Array()],
  };
  assert.deepStrictEqual(read(JSON.parse(JSON.stringify(written(data)))), data);
});

/** The questions of each state whose answers are there: of what the page opens with, and of the element in README. */
const openings = [
  { name: 'what the page opens with', hash: '', asked: answers.slice(0, -2) },
  {
    name: 'homework 2 (a)',
    hash: '#argmax',
    asked: [...answers.slice(0, 2), ...answers.slice(-2)],
  },
];

for (const { name, hash, asked } of openings) {
  test(`without the asset the worker is asked the same questions, and answers the same: ${name}`, () =>
    withPage(
      async (page) => {
        await page.getByText(/\d+ operations,\s+\d+ numbers in memory/).waitFor();
        await eventually(async () => {
          const heard = await page.evaluate(() => window.heard);
          const first = heard
            .slice(0, asked.length)
            .map(({ fn, args, value }) => ({ fn, args, value }));
          assert.deepStrictEqual(first, asked);
        });
      },
      {
        hash,
        prepare: async (page) => {
          await page.addInitScript(listen);
          await page.route(ANSWERS, (route) => route.abort());
        },
        expected: [/ERR_FAILED/],
      },
    ));

  test(`who only looks fetches no core: ${name}`, () => {
    const cores = [];
    return withPage(
      async (page) => {
        await page.getByText(/\d+ operations,\s+\d+ numbers in memory/).waitFor();
        await page.getByRole('group', { name: /^The program: / }).waitFor();
        await page.waitForLoadState('networkidle');
        assert.deepEqual([cores.length, page.workers().length], [0, 0]);
      },
      {
        hash,
        prepare: async (page) =>
          page.on('request', (request) => CORES.test(request.url()) && cores.push(request.url())),
      },
    );
  });
}

test('what is asked for while the core is still coming is answered, though it was asked for in two steps', () => {
  const { hold, release } = heldFiles(CORES);
  const unanswered = heldTimers(200); // each question has one until its answer has come
  return withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      const asked = (count) =>
        eventually(async () => assert.equal(await unanswered.left(page), count));
      await asked(0);
      await page.getByRole('button', { name: 'one more: keys' }).click();
      await asked(1);
      await page.getByRole('button', { name: 'NumPy', exact: true }).click();
      await asked(2);
      release();
      await page.getByRole('region', { name: 'The program in NumPy' }).waitFor();
      await asked(0);
    },
    {
      prepare: async (page) => {
        await unanswered.hold(page);
        await hold(page);
      },
    },
  );
});

test('a first table needs no core; the first edit waits for it, and no answer is asked for twice', () => {
  const { hold, release } = heldFiles(CORES);
  return withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await shows(page, 'Output', homework.output);
      await blank(page, 'q', 1, 1).fill('3');
      release();
      await shows(page, 'Scores', [['5', '11', '15', '2']]);
      const asked = await page.evaluate(() => window.heard);
      const isKnown = (one) => answers.some(({ fn, args }) => JSON.stringify([fn, args]) === one);
      const again = asked.filter(({ fn, args }) => isKnown(JSON.stringify([fn, args])));
      assert.deepEqual(again, []);
      await page.keyboard.press('ControlOrMeta+Z');
      await shows(page, 'Scores', homework.scores);
    },
    {
      prepare: async (page) => {
        await page.addInitScript(listen);
        await hold(page);
      },
    },
  );
});

test('who only looks fetches no core; at the first move of a pointer it comes, and waits for questions', () => {
  const cores = [];
  return withPage(
    async (page) => {
      await page.getByText('28 operations, 38 numbers in memory').waitFor();
      await page.getByRole('group', { name: /^The program: / }).waitFor();
      await page.waitForLoadState('networkidle');
      assert.deepEqual([cores.length, page.workers().length], [0, 0]);
      const started = page.waitForEvent('worker');
      await page.mouse.move(700, 20);
      await started;
      await eventually(() => assert.equal(cores.length, 1));
    },
    {
      prepare: async (page) =>
        page.on('request', (request) => CORES.test(request.url()) && cores.push(request.url())),
    },
  );
});

for (const [sign, give] of [
  ['a key', (page) => page.keyboard.press('Shift')],
  ['a wheel', (page) => page.mouse.wheel(0, 10)],
  ['the keyboard that comes to a blank', (page) => blank(page, 'q', 1, 1).focus()],
])
  test(`the core comes at ${sign}`, () =>
    withPage(async (page) => {
      await shows(page, 'Output', homework.output);
      assert.equal(page.workers().length, 0);
      const started = page.waitForEvent('worker');
      await give(page);
      await started;
    }));
