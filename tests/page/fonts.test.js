// The fonts: what nearly every page shows comes first, and the other characters where one is shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, homework, shows, useBrowser, withPage } from './support.js';

useBrowser();

const LATER = /pagella-\w+-later-.*\.woff2/;

for (const hash of ['', '#argmax', 'labs.html'])
  test(`${hash || 'the first page'} loads no font for characters that it does not show`, () => {
    const loaded = [];
    return withPage(
      async (page) => {
        if (hash === '#argmax') await shows(page, 'Scores', homework.scores);
        await page.waitForLoadState('networkidle');
        await eventually(() => assert.ok(loaded.some((url) => /pagella-math-/.test(url))));
        assert.deepEqual(
          loaded.filter((url) => LATER.test(url)),
          [],
        );
      },
      { hash, prepare: (page) => page.on('request', (request) => loaded.push(request.url())) },
    );
  });

test('each character comes with the one file that has it', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    const files = (font, text) =>
      page.evaluate(
        async ([font, text]) =>
          (await document.fonts.load(font, text)).map(({ unicodeRange }) =>
            unicodeRange.split(',')[0].trim(),
          ),
        [font, text],
      );
    const serif = '16px "Playground Serif"';
    const maths = '16px "Playground Maths"';
    await eventually(async () => assert.deepEqual(await files(serif, 'e'), ['U+20-7E']));
    await eventually(async () => assert.deepEqual(await files(serif, 'é'), ['U+A1-B0']));
    await eventually(async () =>
      assert.deepEqual(await files(`italic ${serif}`, 'é'), ['U+A1-B0']),
    );
    await eventually(async () => assert.deepEqual(await files(`bold ${serif}`, 'é'), ['U+A1-B0']));
    await eventually(async () => assert.deepEqual(await files(maths, '∑'), ['U+20-7E']));
    await eventually(async () => assert.deepEqual(await files(maths, '⊕'), ['U+AC']));
    await eventually(async () =>
      assert.deepEqual(await files(serif, 'é and e'), ['U+20-7E', 'U+A1-B0']),
    );
  }));
