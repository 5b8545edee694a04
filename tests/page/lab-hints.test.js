// Hints that were opened stay open, and a link says how many on which answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labs } from '../../www/labs/registry.ts';
import { labCodec } from '../../www/state/url/lab-codec.ts';
import { eventually, useBrowser, withPage } from './support.js';

useBrowser();

/** Question 3 (b) waits for (a), or for who asks for it. */
const OPEN = { shown: 'wider' };

const hintsIn = async (page) =>
  labCodec.read((await page.evaluate(() => location.hash)).slice(1)).settings.hints ?? '';

for (const { id, parts } of labs)
  test(`${id}: a first hint on every answer, and a second on one`, () =>
    withPage(
      async (page) => {
        const names = parts.flatMap(({ answers }) => Object.keys(answers));
        const firsts = names.map((name) => `${name}.1`).sort();
        const first = page.getByRole('button', { name: /^Hint 1 of/ });
        await first.first().waitFor();
        const open = page.locator('hint-rungs li.rung');
        let opened = 0;
        await eventually(async () => {
          // What stands further down may come later.
          while ((await first.count()) > 0) {
            await first.first().click();
            opened += 1;
            await eventually(async () => assert.equal(await open.count(), opened));
          }
          assert.deepEqual((await hintsIn(page)).split(',').sort(), firsts);
        });
        await page
          .getByRole('button', { name: /^Hint 2 of/ })
          .first()
          .click();
        await eventually(async () => assert.match(await hintsIn(page), /\.2(,|$)/));
        // What is hidden again was opened once.
        await page
          .locator('hint-rungs')
          .getByRole('button', { name: 'Hide', exact: true })
          .first()
          .click();
        await eventually(async () => assert.equal(await first.count(), 1));
        await eventually(async () => assert.match(await hintsIn(page), /\.2(,|$)/));
      },
      { hash: `labs.html${labCodec.write({ id, settings: OPEN, answers: 'show' })}` },
    ));
