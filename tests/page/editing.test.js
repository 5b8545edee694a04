// What a student does with the inputs: type, break, repair, undo, resize, mask, choose, reload.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listVariants } from './core.js';
import { heldTimers } from './held.js';
import {
  arithmetic,
  blank,
  eventually,
  holds,
  homework,
  lit,
  shows,
  still,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

const width = listVariants()
  .find(({ id }) => id === 'argmax')
  .axes.find(({ letter }) => letter === 'd');

test('one number changed, and every table follows at once', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'k', 3, 1).fill('15');
    await shows(page, 'Scores', [['3', '11', '15', '2']]);
    await shows(page, 'Weights', [['0', '0', '1', '0']]);
    await shows(page, 'Output', [['0', '−1', '4']]);
    await page.getByText('Edited from Homework 2 (a)').waitFor();
  }));

test('the blank stays where it is while the first number is changed', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 1).scrollIntoViewIfNeeded();
    await still(page);
    const before = await blank(page, 'q', 1, 1).boundingBox();
    await blank(page, 'q', 1, 1).fill('7');
    await page.getByText('Edited from Homework 2 (a)').waitFor();
    await eventually(async () =>
      assert.deepEqual(await blank(page, 'q', 1, 1).boundingBox(), before),
    );
  }));

test('a fraction and a root are numbers', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 1).fill('1/2');
    await shows(page, 'Scores', [['2.5', '11', '2.5', '2']]);
    await blank(page, 'q', 1, 1).fill('sqrt(4)');
    await shows(page, 'Scores', [['4', '11', '10', '2']]);
  }));

test('a wrong entry shows its error at the field and keeps the text and the last good result', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    const wrong = blank(page, 'k', 2, 3);
    await wrong.fill('4x');
    const error = page.locator('matrix-field[data-name="k"] .error');
    await error.waitFor();
    await eventually(async () =>
      assert.match(await error.textContent(), /k, row 2, column 3:.*“4x” is not a number/s),
    );
    await eventually(async () => assert.equal(await wrong.inputValue(), '4x'));
    await eventually(async () => assert.equal(await wrong.getAttribute('aria-invalid'), 'true'));
    await eventually(async () => {
      const described = await wrong.evaluate(
        (input) =>
          input.getRootNode().getElementById(input.getAttribute('aria-describedby'))?.textContent,
      );
      assert.match(described ?? '', /“4x” is not a number/);
    });
    await shows(page, 'Scores', homework.scores);
    await shows(page, 'Output', homework.output);
    // Three steps, and the cost that was counted from them.
    await eventually(async () =>
      assert.equal(
        await page.locator('step-card').getByText('not updated: fix the error first').count(),
        3,
      ),
    );
    await eventually(async () => assert.equal(await page.getByText('not updated').count(), 4));
    await eventually(async () =>
      assert.match(await page.locator('[role="status"]').textContent(), /k, row 2, column 3/),
    );

    await error.getByRole('button', { name: 'Put 4 back' }).click();
    await error.waitFor({ state: 'detached' });
    await holds(page, 'k', homework.k);
    await eventually(async () => assert.equal(await page.getByText('not updated').count(), 0));
  }));

/** Where the last digit before the point ends. */
const pointOf = (blank) =>
  blank.evaluate((input) => {
    const { right } = input.getBoundingClientRect();
    const { paddingRight, fontSize, fontFamily } = getComputedStyle(input);
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = `${fontSize} ${fontFamily}`;
    const [, tail = ''] = input.value.match(/^[^.]*(\..*)?$/);
    return right - Number.parseFloat(paddingRight) - pen.measureText(tail).width;
  });

test('numbers stand with their points under each other, and what is none moves no other', () =>
  withPage(async (page) => {
    const points = (column) =>
      Promise.all([2, 3, 4].map((row) => pointOf(blank(page, 'k', row, column))));
    await still(page);
    const [before] = await points(2);
    await blank(page, 'k', 1, 2).fill('abc');
    await page.locator('matrix-field[data-name="k"] .error').waitFor();
    await eventually(async () => assert.equal((await points(2))[0], before));
    await blank(page, 'k', 1, 2).fill('0.25');
    await page.locator('matrix-field[data-name="k"] .error').waitFor({ state: 'detached' });
    await eventually(async () => {
      const all = [await pointOf(blank(page, 'k', 1, 2)), ...(await points(2))];
      assert.ok(Math.max(...all) - Math.min(...all) < 1, all.join());
    });
  }));

test('an entry that is only unfinished is no error until there is a pause', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    const entry = blank(page, 'q', 1, 1);
    await entry.fill('-');
    await page.locator('matrix-field[data-name="q"] .error').waitFor();
    await entry.fill('1');
    await page.locator('.error').waitFor({ state: 'detached' });
  }));

test('an entry that is only unfinished is no error until it is left', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      const entry = blank(page, 'q', 1, 1);
      await entry.focus();
      await entry.fill('');
      for (const text of ['-', '-1', '-1.', '-1.5', '-1.5e', '-1.5e0']) {
        await entry.fill(text);
        await eventually(async () => assert.equal(await page.locator('.error').count(), 0, text));
      }
      await shows(page, 'Scores', [['0.5', '11', '−7.5', '2']]);
      await entry.fill('-');
      await blank(page, 'q', 1, 2).focus();
      await page.locator('matrix-field[data-name="q"] .error').waitFor();
    },
    { prepare: heldTimers(600).hold }, // however slow the machine is, the pause never comes
  ));

test('how many keys there are can be typed, and what is no size is put back', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    const size = page.getByLabel('how many: keys', { exact: true });
    await size.fill('6');
    await size.press('Enter');
    await shows(page, 'Scores', [['3', '11', '5', '2', '0', '0']]);
    await size.fill('many');
    await size.press('Enter');
    await eventually(async () => assert.equal(await size.inputValue(), '6'));
    await size.fill('9999');
    await size.press('Tab');
    await eventually(async () => assert.equal(await size.inputValue(), '512'));
    await page.getByText('The maximum here is 512').waitFor();
    await size.focus();
    await size.press('ArrowDown');
    await eventually(async () => assert.equal(await size.inputValue(), '511'));
    await size.pressSequentially('0');
    await size.press('Escape');
    await eventually(async () => assert.equal(await size.inputValue(), '511'));
    for (let time = 0; time < 3; time += 1) await page.keyboard.press('ControlOrMeta+Z');
    await shows(page, 'Scores', homework.scores);
  }));

test('keys that were pasted as columns are turned round with one click', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.getByRole('button', { name: 'Paste k' }).click();
    const box = page.locator('matrix-field[data-name="k"] textarea');
    await box.fill('1 0 5 0\n2 3 0 0\n0 4 0 1');
    await page.getByRole('button', { name: 'Replace k' }).click();
    await page.getByRole('button', { name: 'Transpose k to 4 × 3' }).click();
    await holds(page, 'k', homework.k);
    await shows(page, 'Scores', homework.scores);
    await eventually(async () => assert.equal(await page.locator('.error').count(), 0));
  }));

test('undo and redo go through everything that changed, one cell at a time', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    const entry = blank(page, 'q', 1, 1);
    await entry.focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('25');
    await shows(page, 'Scores', [['27', '11', '125', '2']]);
    await blank(page, 'q', 1, 2).fill('0');
    await shows(page, 'Scores', [['25', '8', '125', '2']]);
    await page.getByRole('button', { name: 'one more: keys' }).click();
    await shows(page, 'Scores', [['25', '8', '125', '2', '0']]);
    await page.keyboard.press('ControlOrMeta+Z');
    await shows(page, 'Scores', [['25', '8', '125', '2']]);
    await page.keyboard.press('ControlOrMeta+Z');
    await page.getByRole('button', { name: 'Undo' }).click();
    await shows(page, 'Scores', homework.scores);
    await eventually(async () =>
      assert.ok(await page.getByRole('button', { name: 'Undo' }).isDisabled()),
    );
    await page.keyboard.press('ControlOrMeta+Shift+Z');
    await shows(page, 'Scores', [['27', '11', '125', '2']]);
    await page.keyboard.press('ControlOrMeta+Y');
    await page.getByRole('button', { name: 'Redo' }).click();
    await shows(page, 'Scores', [['25', '8', '125', '2', '0']]);
    await eventually(async () =>
      assert.ok(await page.getByRole('button', { name: 'Redo' }).isDisabled()),
    );
  }));

test('a longer axis adds a row to every input that has it, a shorter one takes it away', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.getByRole('button', { name: 'one more: keys' }).click();
    await holds(page, 'k', [...homework.k, ['0', '0', '0']]);
    await shows(page, 'Scores', [['3', '11', '5', '2', '0']]);
    await eventually(async () =>
      assert.equal(await page.locator('matrix-field[data-name="v"] tbody tr').count(), 5),
    );
    await page.getByRole('button', { name: `one fewer: ${width.meaning}` }).click();
    await holds(page, 'q', [['1', '1']]);
    await shows(page, 'Scores', [['3', '3', '5', '0', '0']]);
  }));

test('the first of two that tie wins, and the page says so', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'k', 3, 1).fill('11');
    await shows(page, 'Weights', [['0', '1', '0', '0']]);
    await page.locator('step-list').getByText(/tie/).waitFor();
  }));

test('a mask is added, switched cell by cell, and removed', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.getByRole('button', { name: 'Add mask' }).click();
    const second = page.getByRole('switch', { name: 'mask, row 1, column 2: may attend' });
    await eventually(async () =>
      assert.ok(
        await page
          .getByRole('switch', { name: 'mask, row 1, column 1' })
          .evaluate((cell) => cell.getRootNode().activeElement === cell),
      ),
    );
    await second.click();
    await shows(page, 'Masked', [['3', '−∞', '5', '2']]);
    await shows(page, 'Output', [['0', '−1', '4']]);
    await second.press('1');
    await shows(page, 'Output', homework.output);
    await second.press(' ');
    await shows(page, 'Output', [['0', '−1', '4']]);
    await page.getByRole('button', { name: 'Remove mask' }).click();
    await shows(page, 'Output', homework.output);
    await eventually(async () =>
      assert.equal(await page.getByRole('grid', { name: 'Masked' }).count(), 0),
    );
  }));

test('settings change the program and the digits', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.getByRole('radio', { name: '1/√d' }).check();
    await shows(page, 'Scores', [['1.7321', '6.3509', '2.8868', '1.1547']]);
    const digits = page.getByRole('group', { name: 'digits' });
    await digits.getByRole('radio', { name: '2' }).check();
    await shows(page, 'Scores', [['1.73', '6.35', '2.89', '1.15']]);
    await shows(page, 'Weights', [['0', '1.00', '0', '0']]);
    await page.getByRole('radio', { name: 'none' }).check();
    await digits.getByRole('radio', { name: 'auto' }).check();
    await shows(page, 'Scores', homework.scores);
  }));

test('what was typed is there after a reload, right or wrong', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 1).fill('1/3');
    await blank(page, 'v', 2, 2).fill('4,,');
    await page.locator('matrix-field[data-name="v"] .error').waitFor();
    await page.waitForFunction(
      () => location.hash.includes('1/3') && location.hash.includes('4%2C%2C'),
    );
    await page.reload();
    await holds(page, 'q', [['1/3', '1', '2']]);
    await eventually(async () => assert.equal(await blank(page, 'v', 2, 2).inputValue(), '4,,'));
    await page.locator('matrix-field[data-name="v"] .error').waitFor();
    await page.getByText('The steps appear as soon as').waitFor();
    await blank(page, 'v', 2, 2).fill('4');
    await shows(page, 'Output', homework.output);
  }));

test('what was typed just before a reload, or before one went away and came back, is there', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    const typeAndLeave = async (text, leave) => {
      const left = page.waitForEvent('load');
      await blank(page, 'q', 1, 1).evaluate(
        (cell, [text, leave]) => {
          cell.value = text;
          cell.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
          // Once this has been answered: a page that has gone may never answer.
          setTimeout(() => {
            if (leave === 'reload') location.reload();
            else location.href = leave;
          });
        },
        [text, leave],
      );
      await left;
    };
    await typeAndLeave('7', 'reload');
    await holds(page, 'q', [['7', '1', '2']]);
    await page.reload();
    await holds(page, 'q', [['7', '1', '2']]);
    await typeAndLeave('8', 'reload');
    await holds(page, 'q', [['8', '1', '2']]);
    await typeAndLeave('9', new URL('labs.html', page.url()).href);
    await page.waitForURL(/labs/);
    await page.goBack();
    await holds(page, 'q', [['9', '1', '2']]);
    await page.reload();
    await holds(page, 'q', [['9', '1', '2']]);
  }));

test('nothing is lit that the tables no longer show', () =>
  withPage(async (page) => {
    await shows(page, 'Scores', homework.scores);
    await page.getByRole('grid', { name: 'Scores' }).locator('td').nth(3).click();
    await eventually(async () =>
      assert.deepEqual(await lit(page, 'k', 'source'), ['4,1', '4,2', '4,3']),
    );
    await page.getByRole('button', { name: 'one fewer: keys' }).click();
    await shows(page, 'Scores', [['3', '11', '5']]);
    await eventually(async () => assert.deepEqual(await lit(page, 'k', 'source'), []));
    await eventually(async () => assert.equal(await arithmetic(page).count(), 0));
  }));
