// The worker of the elements of a page: shared, mended for all of them, and gone with the last one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ONE, onCourse, one, TWO, two, useCourse } from './course.js';
import { blank, eventually, holds, homework, shows } from './support.js';

useCourse();

test('two of them share one worker, and neither disturbs the other', () =>
  onCourse(TWO, async (page) => {
    await shows(one(page), 'Scores', homework.scores);
    await shows(two(page), 'Dot products q·k', homework.scores);
    await eventually(() => assert.equal(page.workers().length, 1));
    // Both ask at the same moment.
    await page.evaluate(() => {
      for (const id of ['one', 'two']) {
        const { workbench } = document.getElementById(id);
        const text = id === 'one' ? '3' : '7';
        for (const last of ['9', text])
          workbench.actions['cell-edit']({ name: 'q', place: 0, text: last });
      }
    });
    await shows(one(page), 'Scores', [['5', '11', '15', '2']]);
    await shows(two(page), 'Dot products q·k', [['9', '11', '35', '2']]);
    await holds(one(page), 'q', [['3', '1', '2']]);
    const fonts = await page.evaluate(() =>
      [...document.fonts].map((face) =>
        [face.family, face.style, face.weight, face.unicodeRange].join(' '),
      ),
    );
    assert.equal(fonts.filter((font) => font.includes('Playground Serif')).length, 6);
    assert.equal(new Set(fonts).size, fonts.length);
  }));

test('the death of the shared worker is mended for both', () =>
  onCourse(TWO, async (page) => {
    await shows(one(page), 'Scores', homework.scores);
    await shows(two(page), 'Dot products q·k', homework.scores);
    const next = page.waitForEvent('worker');
    const [worker] = await eventually(() => {
      assert.equal(page.workers().length, 1);
      return page.workers();
    });
    await worker.evaluate(() => self.close()).catch(() => {});
    await next;
    await blank(one(page), 'q', 1, 1).fill('3');
    await blank(two(page), 'q', 1, 1).fill('7');
    await shows(one(page), 'Scores', [['5', '11', '15', '2']]);
    await shows(two(page), 'Dot products q·k', [['9', '11', '35', '2']]);
    await eventually(() => assert.equal(page.workers().length, 1));
  }));

test('an element that is taken away and put back goes on; with the last one goes the worker', () =>
  onCourse(ONE, async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 1).fill('3');
    await page.evaluate(() => {
      window.kept = document.getElementById('one');
      window.kept.remove();
    });
    await eventually(() => assert.equal(page.workers().length, 0));
    await page.evaluate(() => document.body.append(window.kept));
    await shows(page, 'Scores', [['5', '11', '15', '2']]);
    await blank(page, 'q', 1, 1).fill('4');
    await shows(page, 'Scores', [['6', '11', '20', '2']]);
  }));
