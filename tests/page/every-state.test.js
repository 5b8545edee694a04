// In every state of tests/page/states.js no table is cut without a word, nothing lies on another or beyond the edge,
// on a phone too, and axe finds nothing in light and in dark.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { laidOut, layoutFaults } from './layout.js';
import { opening, states } from './states.js';
import { eventually, inspect, inspectColours, screens, useBrowser, withPage } from './support.js';

useBrowser();

/** In the page: every box with a table in it that scrolls sideways, with what is said of it. */
function cutBoxes() {
  const found = [];
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (!['auto', 'scroll'].includes(getComputedStyle(element).overflowX)) continue;
      if (!element.querySelector('value-table, table')) continue;
      const beyond = element.scrollWidth - element.clientWidth - element.scrollLeft;
      if (beyond <= 1 || !element.checkVisibility()) continue;
      found.push(getComputedStyle(element, '::after').content);
    }
  };
  look(document);
  return found;
}

/** A table that goes on beyond an edge says how many columns there are. */
const assertSaid = (page) =>
  eventually(async () => {
    const said = await page.evaluate(cutBoxes);
    assert.ok(
      said.every((text) => /columns/.test(text)),
      `a table is cut without a word: ${said.join()}`,
    );
  });

test('there are states enough, with an error and without', () => {
  const names = new Set(states.map(({ name }) => name));
  assert.equal(names.size, states.length, 'each has a name of its own');
  const refused = states.filter(({ error }) => error).length;
  assert.ok(refused >= 10 && states.length - refused >= 30, `${refused} of ${states.length}`);
});

// Two at a time: each waits for its page about as long as axe then works.
describe('every state', { concurrency: 2 }, () => {
  for (const state of states)
    test(`nothing is cut, and axe finds nothing: ${state.name}`, async () =>
      withPage(
        async (page) => {
          await state.go?.(page);
          await assertSaid(page);
          await inspect(page, `${state.name}, light`);
          await page.emulateMedia({ colorScheme: 'dark' });
          await inspectColours(page, `${state.name}, dark`);
          await laidOut(page, state.name);
          if (state.screen || state.name === 'text at 200 %') return;
          await page.setViewportSize(screens.phone);
          await laidOut(page, `${state.name}, on a phone`);
        },
        await opening(state),
      ));
});

test('what lies on another, beyond the edge or too small is found', () =>
  withPage(async (page) => {
    await page.getByRole('grid', { name: 'Scores' }).waitFor();
    await eventually(async () => assert.deepEqual(await layoutFaults(page), []));
    await page.evaluate(() => {
      window.left = () =>
        document.querySelector('attention-playground').shadowRoot.querySelector('.left');
    });
    for (const [style, fault] of [
      ['position: absolute; top: 4rem; left: 0', /lie on each other/],
      ['margin-left: 200vw; display: block', /beyond the edge/],
      ['width: 200vw; display: block', /px wide, its screen/],
      ['font-size: 11px', /written at 11 px/],
    ]) {
      await page.evaluate((style) => {
        for (const at of [1, 2]) {
          const button = document.createElement('button');
          button.className = 'added';
          button.textContent = `Added ${at}`;
          button.style.cssText = style;
          window.left().append(button);
        }
      }, style);
      assert.match((await layoutFaults(page)).join('\n'), fault);
      await page.evaluate(() => {
        for (const button of window.left().querySelectorAll('.added')) button.remove();
      });
    }
  }));

test('of cells that look alike axe sees one, and the one that looks otherwise', () =>
  withPage(async (page) => {
    await page.getByRole('grid', { name: 'Scores' }).waitFor();
    const { alike } = await inspect(page, 'as it is');
    assert.ok(alike > 10, `${alike} cells look like another`);
    await page
      .getByRole('grid', { name: 'Scores' })
      .locator('td', { hasText: '11' }) // of one letter, and of no contrast at all, axe says nothing
      .evaluate((cell) => {
        cell.style.color = 'rgb(60 76 136)';
      });
    await assert.rejects(inspectColours(page, 'one cell is dark on dark'), /color-contrast/);
  }));

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
