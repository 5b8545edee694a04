// axe finds nothing: in every state of tests/page/states.js, in light and in dark.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { opening, states } from './states.js';
import { COLOUR_RULES, inspect, useBrowser, withPage } from './support.js';

useBrowser();

test('there are states enough, with an error and without', () => {
  const names = new Set(states.map(({ name }) => name));
  assert.equal(names.size, states.length, 'each has a name of its own');
  const refused = states.filter(({ error }) => error).length;
  assert.ok(refused >= 10 && states.length - refused >= 30, `${refused} of ${states.length}`);
});

// Two at a time: each waits for its page about as long as axe then works.
describe('axe', { concurrency: 2 }, () => {
  for (const state of states)
    test(`axe: ${state.name}`, async () =>
      withPage(
        async (page) => {
          await state.go?.(page);
          await inspect(page, `${state.name}, light`);
          await page.emulateMedia({ colorScheme: 'dark' });
          await inspect(page, `${state.name}, dark`, COLOUR_RULES);
        },
        await opening(state),
      ));
});

test('axe: negative numbers and every step of the ramp', () =>
  withPage(
    async (page) => {
      await page.getByRole('grid', { name: 'Scores' }).waitFor();
      await inspect(page, 'ramp');
    },
    {
      hash: '#argmax?q=1&k=1;2;3;4;5;6;7;8;-1;-2;-3;-4;-5;-6;-7;-8&v=1;2;3;4;5;6;7;8;-1;-2;-3;-4;-5;-6;-7;-8',
    },
  ));
