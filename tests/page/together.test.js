// A character and its result come in one frame, and whatever else a person does meanwhile, no character is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOMENT } from '../../www/inputs/together.ts';
import { blank, cell, holds, homework, retimed, shows, useBrowser, withPage } from './support.js';

useBrowser();

/** A character is held as long as it takes: on a busy machine an answer may take longer than the moment. */
const patiently = retimed(MOMENT, 5000);

/** Nothing is ever answered. */
const neverAnswered = (page) =>
  page.addInitScript(() => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (question, ...of) {
      if (!window.deaf) postMessage.call(this, question, ...of);
    };
  });

/** At the first number of q, once the core is there: the first question of all waits for it. */
async function begun(page) {
  await shows(page, 'Scores', homework.scores);
  await blank(page, 'q', 1, 1).fill('2');
  await shows(page, 'Scores', [['4', '11', '10', '2']]);
  await blank(page, 'q', 1, 1).fill('1');
  await shows(page, 'Scores', homework.scores);
  await blank(page, 'q', 1, 1).focus();
}

/** Type over all of a blank. */
async function overtype(page, text) {
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

test('no frame shows a character without its result', () =>
  withPage(
    async (page) => {
      await begun(page);
      const score = await cell(page, 'Scores', 1, 1).elementHandle();
      await blank(page, 'q', 1, 1).evaluate((input, score) => {
        window.frames = [];
        const look = () => {
          window.frames.push(`${input.value} ${score.textContent.trim()}`);
          requestAnimationFrame(look);
        };
        look();
      }, score);
      for (const digit of ['7', '4', '9']) {
        await overtype(page, digit);
        await holds(page, 'q', [[digit, '1', '2']]);
      }
      const seen = await page.evaluate(async () => {
        // The blank may be read before the frame that shows it has been looked at.
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
        return [...new Set(window.frames)];
      });
      // The first score is q₁ · 1 + 1 · 2 + 2 · 0.
      assert.deepEqual(seen, ['1 3', '7 9', '4 6', '9 11']);
    },
    { prepare: patiently },
  ));

test('what is typed fast, in the middle, over a selection or removed arrives in order', () =>
  withPage(async (page) => {
    await begun(page);
    const field = blank(page, 'q', 1, 1);
    await overtype(page, '1.25');
    assert.equal((await field.inputValue()).startsWith('1.2'), true, 'all but the last at least');
    await holds(page, 'q', [['1.25', '1', '2']]);
    await page.keyboard.press('Home');
    await page.keyboard.type('-');
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('5');
    await holds(page, 'q', [['-1.5', '1', '2']]);
    await shows(page, 'Scores', [['0.5', '11.0', '−7.5', '2.0']]);
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('1');
    await holds(page, 'q', [['1', '1', '2']]);
    await shows(page, 'Scores', homework.scores);
  }));

test('a digit and Tab at once: the digit stays where it was typed', () =>
  withPage(async (page) => {
    await begun(page);
    await overtype(page, '7');
    await page.keyboard.press('Tab');
    await overtype(page, '8');
    await page.keyboard.press('ControlOrMeta+Z');
    await holds(page, 'q', [['7', '1', '2']]);
  }));

test('a character whose result does not come is there all the same', () =>
  withPage(
    async (page) => {
      await begun(page);
      await page.evaluate(() => {
        window.deaf = true;
      });
      await overtype(page, '7');
      await holds(page, 'q', [['7', '1', '2']]);
      await shows(page, 'Scores', homework.scores);
    },
    { prepare: neverAnswered },
  ));
