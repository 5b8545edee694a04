// Random values: from a seed that is shown, drawn by the core, readable, and undone like an edit.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomInputs } from './core.js';
import {
  blank,
  eventually,
  holds,
  homework,
  inspect,
  shows,
  typed,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

const shape = (rows, columns) => Array.from({ length: rows }, () => Array(columns).fill('0'));
const inputs = { q: shape(1, 3), k: shape(4, 3), v: shape(4, 3) };
const drawn = (draw) => randomInputs('argmax', { inputs }, draw);

const open = (page) => page.getByRole('button', { name: 'Random', exact: true }).click();
const seed = (page) => page.getByLabel('seed');

test('a seed fills every input with the numbers that the core draws from it, and undo brings them back', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await open(page);
    await inspect(page, 'with the random fill open');
    await seed(page).fill('7');
    await page.getByRole('button', { name: 'Fill all' }).click();
    const seven = drawn({ seed: 7 });
    for (const name of ['q', 'k', 'v']) await holds(page, name, seven[name]);
    for (const cell of seven.k.flat()) assert.match(cell, /^-?\d+(\.\d\d?)?$/);
    await eventually(async () => assert.equal(await seed(page).inputValue(), '7'));
    await page.waitForFunction(() => location.hash.includes('q='));

    await page.getByRole('button', { name: 'New numbers (seed 8)' }).click();
    await holds(page, 'k', drawn({ seed: 8 }).k);
    await eventually(async () => assert.equal(await seed(page).inputValue(), '8'));

    await page.getByRole('button', { name: 'Undo' }).click();
    await holds(page, 'k', seven.k);
    await page.getByRole('button', { name: 'Undo' }).click();
    await holds(page, 'k', homework.k);
    await page.getByRole('button', { name: 'Redo' }).click();
    await holds(page, 'v', seven.v);
  }));

test('one input is filled alone, from whole numbers, and again with the next seed', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await open(page);
    await page.getByRole('radio', { name: 'integers −3…3' }).check();
    await page.getByRole('button', { name: 'Random k' }).click();
    const whole = (seed) => drawn({ seed, spread: 'whole', inputs: ['k'] }).k;
    await holds(page, 'k', whole(1));
    await eventually(async () => assert.deepEqual(await typed(page, 'q'), [['1', '1', '2']]));
    await page.getByRole('button', { name: 'Random k' }).click();
    await holds(page, 'k', whole(2));
    await eventually(async () => assert.equal(await seed(page).inputValue(), '2'));
    for (const cell of whole(2).flat()) assert.match(cell, /^-?[0-3]$/);
  }));

test('what is no seed is put back, and an entry that cannot be read is no obstacle', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await open(page);
    await seed(page).fill('−4.5');
    await seed(page).press('Tab');
    await eventually(async () => assert.equal(await seed(page).inputValue(), '1'));
    await blank(page, 'k', 2, 2).fill('nonsense');
    await page.locator('matrix-field[data-name="k"] .error').waitFor();
    await page.getByRole('button', { name: 'Fill all' }).click();
    await holds(page, 'k', drawn({ seed: 1 }).k);
    await page.locator('.error').waitFor({ state: 'detached' });
  }));

test('a mask is drawn by itself, of 1s and 0s', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.getByRole('button', { name: 'Add mask' }).click();
    await open(page);
    await page.getByRole('button', { name: 'Fill all' }).click();
    await holds(page, 'q', drawn({ seed: 1 }).q);
    await eventually(async () =>
      assert.deepEqual(await typed(page, 'mask'), [['1', '1', '1', '1']]),
    );
    await page.getByRole('button', { name: 'Random mask' }).click();
    await eventually(async () => {
      const cells = (await typed(page, 'mask')).flat();
      assert.ok(cells.every((cell) => cell === '0' || cell === '1'));
      assert.ok(cells.includes('0'));
    });
  }));
