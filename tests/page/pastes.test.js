// Every paste of tests/pastes.json, good and bad, into the real page: by Ctrl+V and through the box.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { holdsMatrix } from '../../www/lib/clipboard.ts';
import { isPacked, unpack } from '../../www/state/url/compress.ts';
import { parseMatrix } from './core.js';
import {
  blank,
  eventually,
  holds,
  homework,
  shows,
  typed,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

/** A long text: one that is repeated, with texts around it. */
const long = ({ before = '', repeat, times, after = '' }) => before + repeat.repeat(times) + after;
const table = new URL('../pastes.json', import.meta.url);
const cases = JSON.parse(readFileSync(table, 'utf8')).map(({ paste, ...rest }) => ({
  ...rest,
  text: typeof paste === 'string' ? paste : long(paste),
}));
const DRAWN = 16; // rows and columns of a table whose blanks are all drawn
const LARGEST = 32; // rows and columns of a table whose numbers are compared
const field = (page) => page.locator('matrix-field[data-name="k"]');

/** The cells of k as the address has them: a larger table is drawn as a map. */
async function linked(page) {
  const text = (await page.evaluate(() => location.hash)).slice(1);
  const link = isPacked(text) ? await unpack(text) : text;
  const cells = link.match(/[?&]k=([^&]*)/)?.[1] ?? '';
  return cells.split(';').map((row) => row.split(',').map(decodeURIComponent));
}

/** What one case must show; `before` is what stood in k. */
async function check(page, { name, ok, error }, before) {
  if (ok) {
    await field(page).locator('paste-report').waitFor();
    await eventually(async () => {
      const size = await field(page).locator('.name > .label').textContent();
      assert.match(size, new RegExp(`${ok.rows} × ${ok.columns}$`), name);
    });
    if (ok.rows > LARGEST || ok.columns > LARGEST) return;
    const drawn = ok.rows <= DRAWN && ok.columns <= DRAWN;
    await eventually(async () => {
      const texts = drawn ? await typed(page, 'k') : await linked(page);
      const values = parseMatrix(texts.map((row) => row.join('\t')).join('\n')).data;
      assert.deepEqual([...values], ok.values, `${name}: ${JSON.stringify(texts)}`);
    });
  } else {
    const note = field(page).locator('paste-box .error');
    await note.waitFor();
    await eventually(async () =>
      assert.equal(await note.getAttribute('data-code'), error.code, name),
    );
    const text = await note.textContent();
    for (const part of [error.cause_contains, error.hint_contains]) {
      if (part) assert.ok(text.includes(part), `${name}: ${text}`);
    }
    await eventually(async () =>
      assert.deepEqual(await typed(page, 'k'), before, `${name}: a refused paste changes nothing`),
    );
  }
}

/** Put k back as it was, so that each case starts alike. */
async function putBack(page, { ok }) {
  if (ok) await page.getByRole('button', { name: 'Undo' }).click();
  else await field(page).getByRole('button', { name: 'Cancel pasting k' }).click();
  await holds(page, 'k', homework.k);
}

// Each text once: every second one by the key, where that pastes it, the others through the box.
const isPasted = ({ text }, at) => at % 2 === 1 && holdsMatrix(text) && text.length < 10_000;
const pasted = cases.filter(isPasted);
const typedIn = cases.filter((one, at) => !isPasted(one, at));

// Side by side: each waits for its page most of the time, and only one of them uses the clipboard.
describe('the whole table', { concurrency: 3 }, () => {
  const middle = Math.ceil(typedIn.length / 2);
  for (const half of [typedIn.slice(0, middle), typedIn.slice(middle)])
    test(`the box reads texts of the table: ${half.length} cases from “${half[0].name}” on`, () =>
      withPage(async (page) => {
        await shows(page, 'Scores', homework.scores);
        for (const one of half) {
          await field(page).getByRole('button', { name: 'Paste k' }).click();
          await field(page).locator('textarea').fill(one.text);
          await field(page).getByRole('button', { name: 'Replace k' }).click();
          await check(page, one, homework.k);
          await putBack(page, one);
        }
      }));

  test(`Ctrl+V in a blank reads the others: ${pasted.length} cases`, () =>
    withPage(async (page) => {
      await shows(page, 'Scores', homework.scores);
      for (const one of pasted) {
        await page.evaluate((text) => navigator.clipboard.writeText(text), one.text);
        await blank(page, 'k', 1, 1).focus();
        await page.keyboard.press('ControlOrMeta+V');
        if (one.ok && one.ok.rows * one.ok.columns === 1) {
          await field(page).locator('paste-report').waitFor();
        } else {
          await check(page, one, homework.k);
        }
        if (one.ok) {
          await eventually(async () => {
            await page.keyboard.press('ControlOrMeta+Z');
            assert.deepEqual(await typed(page, 'k'), homework.k);
          });
        } else {
          await putBack(page, one);
        }
      }
    }));
});

test('one number pasted into a blank stays an ordinary paste', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.evaluate(() => navigator.clipboard.writeText('7'));
    await blank(page, 'k', 1, 1).selectText();
    await page.keyboard.press('ControlOrMeta+V');
    await shows(page, 'Scores', [['9', '11', '5', '2']]);
  }));

test('a paste of another shape is kept, the disagreement is said, and one click settles it', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.evaluate(() => navigator.clipboard.writeText('1 2 0\n0 3 4\n5 0 0\n0 0 1\n1 1 1'));
    await blank(page, 'k', 1, 1).focus();
    await page.keyboard.press('ControlOrMeta+V');
    const error = page.locator('matrix-field[data-name="v"] .error');
    await error.waitFor();
    await eventually(async () => assert.equal(await error.getAttribute('data-code'), 'axis-size'));
    await shows(page, 'Scores', homework.scores);
    await error.getByRole('button', { name: 'Give v 5 rows' }).click();
    await shows(page, 'Scores', [['3', '11', '5', '2', '4']]);
    await error.waitFor({ state: 'detached' });
  }));

test('an ambiguous text offers the other reading', () =>
  withPage(async (page) => {
    const ambiguous = cases.find(({ ok, text }) => ok && parseMatrix(text).alternatives.length > 0);
    assert.ok(ambiguous, 'the table has such a case');
    const [{ label, cells }] = parseMatrix(ambiguous.text).alternatives;
    await shows(page, 'Scores', homework.scores);
    await field(page).getByRole('button', { name: 'Paste k' }).click();
    await field(page).locator('textarea').fill(ambiguous.text);
    await field(page).getByRole('button', { name: 'Replace k' }).click();
    await field(page).getByRole('button', { name: label }).click();
    await holds(page, 'k', cells);
    const way = label.charAt(0).toLowerCase() + label.slice(1);
    await eventually(async () => {
      const said = await field(page).locator('paste-report p').first().textContent();
      const isSo = said.trim().startsWith(`Read ${way.startsWith('as ') ? '' : 'with '}${way}.`);
      assert.ok(isSo, said);
    });
  }));

test('the box reads the clipboard on request, and says where it may not', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.evaluate(() => navigator.clipboard.writeText('[[1, 2, 3], [4, 5, 6]]'));
    await field(page).getByRole('button', { name: 'Paste k' }).click();
    await field(page).getByRole('button', { name: 'Read the clipboard' }).click();
    const text = field(page).locator('textarea');
    await eventually(async () => assert.equal(await text.inputValue(), '[[1, 2, 3], [4, 5, 6]]'));
    await holds(page, 'k', homework.k);
    await page.context().clearPermissions();
    await field(page).getByRole('button', { name: 'Read the clipboard' }).click();
    await field(page).getByText('The browser did not allow it.').waitFor();
    await eventually(async () => assert.equal(await text.inputValue(), '[[1, 2, 3], [4, 5, 6]]'));
  }));
