// Pointing at a cell, holding it, reading its arithmetic, and following it back to what was typed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  arithmetic,
  blank,
  cell,
  eventually,
  homework,
  lit,
  screens,
  shows,
  still,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

const clean = (text) => text.replaceAll(/\s+/g, ' ').trim();

/** Wait until the arithmetic's lines read so. */
const reads = (page, expected) =>
  eventually(async () => {
    const lines = await arithmetic(page).locator('.line').allTextContents();
    assert.deepEqual(lines.map(clean), expected);
  });

test('pointing at a score lights up the query and the key that it came from', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await cell(page, 'Scores', 1, 2).hover();
    await eventually(async () =>
      assert.deepEqual(await lit(page, 'k', 'source'), ['2,1', '2,2', '2,3']),
    );
    await eventually(async () =>
      assert.deepEqual(await lit(page, 'q', 'source'), ['1,1', '1,2', '1,3']),
    );
    await eventually(async () => assert.deepEqual(await lit(page, 'v', 'source'), []));
    await page.getByRole('heading', { level: 1 }).hover();
    await eventually(async () => assert.deepEqual(await lit(page, 'k', 'source'), []));
  }));

test('the arithmetic stands beside the table, and moves nothing below', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    for (const name of ['Scores', 'Output']) {
      const card = page.locator(`step-card[data-step="${name.toLowerCase()}"]`);
      await still(page);
      const before = await card.evaluate(({ offsetHeight }) => offsetHeight);
      await cell(page, name, 1, 1).click();
      await card.locator('arithmetic-lines .line').first().waitFor();
      await eventually(async () =>
        assert.equal(await card.evaluate(({ offsetHeight }) => offsetHeight), before, name),
      );
    }
  }));

test('a click writes out the arithmetic and marks what depends on the cell', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await cell(page, 'Scores', 1, 2).click();
    await reads(page, ['= 1 · 0 + 1 · 3 + 2 · 4', '= 0 + 3 + 8', '= 11']);
    await eventually(async () =>
      assert.equal(clean(await arithmetic(page).locator('.name').first().textContent()), 's₁₂'),
    );
    await eventually(async () => assert.deepEqual(await lit(page, 'scores', 'pinned'), ['1,2']));
    await eventually(async () => assert.equal((await lit(page, 'output', 'dependent')).length, 3));
    await eventually(async () =>
      assert.match(
        await page.locator('[role="status"]').textContent(),
        /s₁₂ = 1 · 0 \+ 1 · 3 \+ 2 · 4 = 0 \+ 3 \+ 8 = 11/,
      ),
    );
    await page.getByRole('heading', { level: 1 }).hover();
    await page.keyboard.press('Escape');
    await arithmetic(page).waitFor({ state: 'detached' });
    await eventually(async () => assert.deepEqual(await lit(page, 'k', 'source'), []));
  }));

test('the arithmetic leads from the output back to the number that was typed', () =>
  withPage(async (page) => {
    await shows(page, 'Output', homework.output);
    await cell(page, 'Output', 1, 2).click();
    await reads(page, ['= 0 · 0 + 1 · 4 + 0 · (−1) + 0 · 0', '= 0 + 4 + 0 + 0', '= 4']);
    await eventually(async () =>
      assert.deepEqual(await lit(page, 'v', 'source'), ['1,2', '2,2', '3,2', '4,2']),
    );
    await eventually(async () =>
      assert.ok(
        (await lit(page, 'k', 'origin')).length > 0,
        'the typed keys that it goes back to are lit',
      ),
    );
    await arithmetic(page).getByRole('button', { name: '1, from weights, 1, 2' }).click();
    await eventually(async () => assert.deepEqual(await lit(page, 'weights', 'pinned'), ['1,2']));
    await arithmetic(page).getByRole('button', { name: '11, from scores, 1, 2' }).first().click();
    await reads(page, ['= 1 · 0 + 1 · 3 + 2 · 4', '= 0 + 3 + 8', '= 11']);
    await arithmetic(page).getByRole('button', { name: '4, from k, 2, 3' }).click();
    await eventually(async () => assert.deepEqual(await lit(page, 'k', 'pinned'), ['2,3']));
    await eventually(async () => {
      const typing = await blank(page, 'k', 2, 3).evaluate(
        (input) => input.getRootNode().activeElement === input,
      );
      assert.ok(typing, 'the blank where 4 was typed has the keyboard');
    });
    await eventually(async () => assert.deepEqual(await lit(page, 'scores', 'dependent'), ['1,2']));
    await page.keyboard.type('0');
    await shows(page, 'Scores', [['3', '3', '5', '2']]);
  }));

test('the held cell follows an edit', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await cell(page, 'Scores', 1, 2).click();
    await reads(page, ['= 1 · 0 + 1 · 3 + 2 · 4', '= 0 + 3 + 8', '= 11']);
    await blank(page, 'q', 1, 3).fill('3');
    await reads(page, ['= 1 · 0 + 1 · 3 + 3 · 4', '= 0 + 3 + 12', '= 15']);
  }));

test('on a phone a touch holds, and the arithmetic stands in the dock', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await cell(page, 'Scores', 1, 2).tap();
      const dock = page.locator('.dock');
      await eventually(async () =>
        assert.match(
          clean(await dock.locator('.line').textContent()),
          /s₁₂ = 1 · 0 \+ 1 · 3 \+ 2 · 4 = 11/,
        ),
      );
      await eventually(async () =>
        assert.equal(await page.locator('step-card arithmetic-lines').count(), 0),
      );
      await dock.getByRole('button', { name: 'Unpin' }).tap();
      await dock.waitFor({ state: 'hidden' });
    },
    { screen: screens.phone, hasTouch: true, isMobile: true },
  ));

test('a step that shares its letter with others has its number above it, and its place in brackets', () =>
  withPage(
    async (page) => {
      await page.getByRole('button', { name: /^Layer norm 1/ }).click();
      const card = page.locator('step-card[data-step="centred-1"]');
      await card.locator('td').first().click();
      await arithmetic(page).locator('sup').waitFor();
      await eventually(async () => {
        const name = await arithmetic(page).locator('.name').first().textContent();
        assert.equal(clean(name), 'z(1)[1, 1]');
      });
    },
    { hash: '#transformer-layer' },
  ));
