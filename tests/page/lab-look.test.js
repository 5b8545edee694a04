// How the labs stand on the screen and on paper, and what their list says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, screens, still, useBrowser, withPage } from './support.js';

useBrowser();

test('the list has every question of the sheet', () =>
  withPage(
    async (page) => {
      const list = page.getByRole('navigation', { name: 'Labs' }).getByRole('listitem');
      await list.first().waitFor();
      await eventually(async () => {
        const numbers = (await list.allInnerTexts()).map((text) => text.trim().charAt(0));
        assert.deepEqual(numbers, ['1', '2', '3', '4', '5', '6']);
      });
      await list
        .nth(4)
        .getByRole('link', { name: /Attention in GPT and BERT/ })
        .click();
      await page.getByRole('heading', { name: '(a) Attention in GPT' }).waitFor();
    },
    { hash: 'labs.html' },
  ));

const LABS = [
  'why-root-d?samples=1000',
  'argmax?gradients=shown',
  'by-hand',
  'decoding',
  'models',
  'kernels',
];

/** Once a lab stands there: it ends with the way to the next. */
const open = async (page) => {
  await page.locator('.onward').waitFor();
  await page.getByRole('button', { name: 'Hint 1 of 3' }).last().waitFor();
  await still(page);
};

for (const lab of ['why-root-d?samples=1000', 'decoding', 'kernels'])
  test(`the answers of ${lab} stand in one grid`, () =>
    withPage(
      async (page) => {
        await open(page);
        const rows = await page.locator('typed-answer:not([question])').evaluateAll((answers) =>
          answers.map(({ renderRoot }) => {
            const left = (of) => Math.round(renderRoot.querySelector(of).getBoundingClientRect().x);
            return [left('input'), left('button')].join();
          }),
        );
        assert.ok(rows.length > 2);
        assert.deepEqual([...new Set(rows)], [rows[0]]);
      },
      { hash: `labs.html#${lab}` },
    ));

for (const lab of LABS)
  test(`the lines of ${lab} end at one edge, and on paper nothing can be pressed`, () =>
    withPage(
      async (page) => {
        await open(page);
        for (const hint of await page.getByRole('button', { name: 'Hint 1 of 3' }).all())
          await hint.click({ trial: true });
        const ends = await page
          .locator(
            'article section:not(.beside > section), article section:not(.beside *) .part + .part, choice-answer label',
          )
          .filter({ visible: true })
          .evaluateAll((parts) =>
            parts
              .filter((part) => part.getRootNode().host.localName !== 'panel-frame')
              .map((part) => Math.round(part.getBoundingClientRect().right)),
          );
        assert.ok(ends.length > 0);
        assert.deepEqual([...new Set(ends)], [ends[0]]);
        await page.emulateMedia({ media: 'print' });
        await eventually(async () =>
          assert.equal(await page.locator('nav, lab-bar').filter({ visible: true }).count(), 0),
        );
        // The numbers at a table stay: they are pressed to add a row or a column.
        const pressed = lab === 'models' ? ', [aria-pressed]' : ''; // heads and tokens are drawn as such
        await eventually(async () =>
          assert.equal(
            await page
              .locator(`button:not(table button${pressed})`)
              .filter({ visible: true })
              .count(),
            0,
          ),
        );
        await eventually(async () => {
          const looks = await page
            .locator('select')
            .evaluateAll((all) => all.map((one) => getComputedStyle(one).appearance));
          assert.ok(looks.every((look) => look === 'none'));
        });
      },
      { hash: `labs.html#${lab}` },
    ));

test('no column of the samples is cut off on a phone', () =>
  withPage(
    async (page) => {
      const box = page.getByRole('region', { name: 'Samples and theory' });
      await box.waitFor();
      await eventually(async () =>
        assert.equal(await box.evaluate((box) => box.scrollWidth - box.clientWidth), 0),
      );
    },
    { hash: `labs.html#${LABS[0]}`, screen: screens.phone },
  ));
