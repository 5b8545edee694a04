// What is typed stands where the browser put it, however it came, and is painted in the same frame as its result.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldAnswers, heldFiles, PAGE_CORE, withoutPageCore } from './held.js';
import { own } from './states.js';
import {
  arithmetic,
  blank,
  cell,
  eventually,
  holds,
  homework,
  numbers,
  shows,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

const first = (page) => blank(page, 'q', 1, 1);

/** The scores of a q that begins with this number. */
const scoresOf = (number) => [[number + 2, 11, 5 * number, 2].map(String)];

/** Put a text into the first number of q; what its score says once the event has come to its end. */
const scoreAtOnce = async (page, text) => {
  const score = await cell(page, 'Scores', 1, 1).elementHandle();
  return first(page).evaluate(
    async (input, [text, score]) => {
      input.value = text;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(null);
      });
      return score.textContent.trim();
    },
    [text, score],
  );
};

/** At the first number of q, once the core in the page is there. */
async function begun(page) {
  await shows(page, 'Scores', homework.scores);
  await first(page).focus();
  await eventually(async () => {
    await scoreAtOnce(page, '2');
    assert.equal(await scoreAtOnce(page, '1'), '3');
  });
  await shows(page, 'Scores', homework.scores);
  await first(page).focus();
}

/** Type over all of a blank. */
async function overtype(page, text) {
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

/** From now on, what each frame shows: the text typed and the first score. */
async function watchFrames(page) {
  const score = await cell(page, 'Scores', 1, 1).elementHandle();
  await first(page).evaluate((input, score) => {
    window.frames = [];
    const look = () => {
      window.frames.push(`${input.value} ${score.textContent.trim()}`);
      requestAnimationFrame(look);
    };
    look();
  }, score);
}

const framesSeen = (page) =>
  page.evaluate(async () => {
    // The blank may be read before the frame that shows it has been looked at.
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return [...new Set(window.frames)];
  });

test('no frame shows a character without its result', () =>
  withPage(async (page) => {
    await begun(page);
    await watchFrames(page);
    for (const digit of ['7', '4', '9']) {
      await overtype(page, digit);
      await holds(page, 'q', [[digit, '1', '2']]);
      // A busy machine may draw no frame before the next key.
      const isSeen = (digit) => window.frames.some((frame) => frame.startsWith(digit));
      await page.waitForFunction(isSeen, digit);
    }
    // The first score is q₁ · 1 + 1 · 2 + 2 · 0.
    assert.deepEqual(await framesSeen(page), ['1 3', '7 9', '4 6', '9 11']);
  }));

test('nor does a frame show the arithmetic of a cell that is held without its numbers', () =>
  withPage(async (page) => {
    await begun(page);
    await cell(page, 'Scores', 1, 1).click();
    const lines = arithmetic(page);
    await lines.waitFor();
    const panel = await lines.elementHandle();
    await first(page).focus();
    await first(page).evaluate((input, panel) => {
      window.frames = [];
      const look = () => {
        const [line] = /\d · 1 \+ 1 · 2 \+ 2 · 0/.exec(panel.shadowRoot.textContent) ?? [''];
        window.frames.push(`${input.value}: ${line}`);
        requestAnimationFrame(look);
      };
      look();
    }, panel);
    await overtype(page, '7');
    await holds(page, 'q', [['7', '1', '2']]);
    assert.deepEqual(await framesSeen(page), [
      '1: 1 · 1 + 1 · 2 + 2 · 0',
      '7: 7 · 1 + 1 · 2 + 2 · 0',
    ]);
  }));

test('nor does a frame show a line of a program without its result', () =>
  withPage(
    async (page) => {
      const text = page.getByRole('textbox', { name: 'Program' });
      await text.waitFor();
      await shows(page, 'Scores', [['6']]);
      const typed = async (digit) => {
        await text.evaluate((text) => {
          const at = text.value.indexOf(' + ') + 3;
          text.focus();
          text.setSelectionRange(at, at + 1);
        });
        await page.keyboard.press(digit);
      };
      const score = await cell(page, 'Scores', 1, 1).elementHandle();
      await text.evaluate((text, score) => {
        window.frames = [];
        const look = () => {
          window.frames.push(`${text.value.match(/\+ (\d)/)?.[1]} ${score.textContent.trim()}`);
          requestAnimationFrame(look);
        };
        look();
      }, score);
      // Until the core in the page is there the worker answers, a frame later.
      await eventually(async () => {
        await typed('1');
        await shows(page, 'Scores', [['6']]);
        await page.evaluate(() => {
          window.frames = [];
        });
        await typed('2');
        await shows(page, 'Scores', [['9']]);
        assert.ok(!(await framesSeen(page)).includes('2 6'));
      });
      for (const [digit, score] of [
        ['7', '24'],
        ['4', '15'],
      ]) {
        await typed(digit);
        await shows(page, 'Scores', [[score]]);
        const isSeen = (frame) => window.frames.includes(frame);
        await page.waitForFunction(isSeen, `${digit} ${score}`);
      }
      const seen = await framesSeen(page);
      assert.deepEqual(
        seen.filter((frame) => !['1 6', '2 9', '7 24', '4 15'].includes(frame)),
        [],
      );
    },
    {
      // (q + 1) · k of one number each
      hash: `${own('# Once\nin q[i,d], k[j,d]\nscores[i,j] = sum[d] (q[i,d] + 1) k[j,d]\noutput[i,j] = scores[i,j]')}&q.2=1&k.2=3`,
    },
  ));

test('no key and no character is held: it stands there in the task of its own event', () =>
  withPage(async (page) => {
    await begun(page);
    await first(page).evaluate((input) => {
      window.held = [];
      for (const type of ['keydown', 'keypress', 'beforeinput'])
        addEventListener(type, (event) => {
          if (event.defaultPrevented) window.held.push(`${type} ${event.key ?? event.data}`);
        });
      // As many tasks as can be, so that there is one between any two events that are not one task.
      let task = 0;
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        task += 1;
        port2.postMessage(null);
      };
      port2.postMessage(null);
      let before;
      addEventListener('beforeinput', () => {
        before = { task, text: input.value };
      });
      window.typed = 0;
      addEventListener('input', () => {
        window.typed += 1;
        if (before.task !== task || before.text === input.value) window.held.push(before.text);
      });
    });
    await overtype(page, '-1.5');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('25');
    await holds(page, 'q', [['-1.25', '1', '2']]);
    const { held, typed } = await page.evaluate(() => ({ held: window.held, typed: window.typed }));
    assert.deepEqual({ held, typed }, { held: [], typed: 7 });
  }));

test('what is typed fast, in the middle, over a selection or removed arrives in order', () =>
  withPage(async (page) => {
    await begun(page);
    await overtype(page, '1.25');
    assert.equal(await first(page).inputValue(), '1.25');
    await holds(page, 'q', [['1.25', '1', '2']]);
    await page.keyboard.press('Home');
    await page.keyboard.type('-');
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('5');
    await holds(page, 'q', [['-1.5', '1', '2']]);
    await shows(page, 'Scores', [['0.5', '11', '−7.5', '2']]);
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('1');
    await holds(page, 'q', [['1', '1', '2']]);
    await shows(page, 'Scores', homework.scores);
  }));

test('of forty characters typed as fast as can be none is lost', () =>
  withPage(async (page) => {
    await begun(page);
    const text = `4.${'0'.repeat(38)}`;
    await overtype(page, text);
    assert.equal(await first(page).inputValue(), text);
    await shows(page, 'Scores', [['6', '11', '20', '2']]);
  }));

test('a digit and Tab at once: the digit stays where it was typed', () =>
  withPage(async (page) => {
    await begun(page);
    await overtype(page, '7');
    await page.keyboard.press('Tab');
    await blank(page, 'k', 1, 1).focus();
    await overtype(page, '8');
    await holds(page, 'k', [['8', '2', '0'], ...homework.k.slice(1)]);
    await page.keyboard.press('ControlOrMeta+Z');
    await holds(page, 'k', homework.k);
    await holds(page, 'q', [['7', '1', '2']]);
  }));

/** Ways to come by a text without its keys. Each puts a 4 in place of all that there is. */
const ways = {
  'a driver or an extension that sets the value': (page) =>
    first(page).evaluate((input) => {
      input.value = '4';
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    }),
  'what is filled in, with no more than an event of change beside': (page) =>
    first(page).evaluate((input) => {
      input.value = '4';
      for (const type of ['input', 'change'])
        input.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    }),
  setRangeText: (page) =>
    first(page).evaluate((input) => {
      input.setRangeText('4', 0, input.value.length, 'end');
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    }),
  'insertText by a command': (page) =>
    first(page).evaluate((input) => {
      input.select();
      document.execCommand('insertText', false, '4');
    }),
  speech: async (page, client) => {
    await first(page).selectText();
    await client.send('Input.insertText', { text: '4' });
  },
  'a composition': async (page, client) => {
    await first(page).selectText();
    for (const text of ['四', '4'])
      await client.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 });
    await client.send('Input.insertText', { text: '4' });
  },
  'the clipboard': async (page) => {
    await page.evaluate(() => navigator.clipboard.writeText('4'));
    await first(page).selectText();
    await page.keyboard.press('ControlOrMeta+V');
  },
};

for (const [way, put] of Object.entries(ways))
  test(`right after a key, a text that comes by ${way} is what stands there`, () =>
    withPage(async (page) => {
      await begun(page);
      const client = await page.context().newCDPSession(page);
      await overtype(page, '3');
      await put(page, client);
      assert.equal(await first(page).inputValue(), '4');
      await shows(page, 'Scores', scoresOf(4));
      await holds(page, 'q', [['4', '1', '2']]);
    }));

test('a whole number that is spoken, between two that are typed', () =>
  withPage(async (page) => {
    await begun(page);
    const client = await page.context().newCDPSession(page);
    await overtype(page, '1');
    await client.send('Input.insertText', { text: '234' });
    await page.keyboard.type('5');
    assert.equal(await first(page).inputValue(), '12345');
    await shows(page, 'Scores', scoresOf(12345));
  }));

test('a text that is dropped lies where it was dropped', () =>
  withPage(async (page) => {
    await begun(page);
    const client = await page.context().newCDPSession(page);
    const { x, y, width, height } = await first(page).boundingBox();
    const data = {
      items: [{ mimeType: 'text/plain', data: '4' }],
      dragOperationsMask: 1,
    };
    for (const type of ['dragEnter', 'dragOver', 'drop'])
      await client.send('Input.dispatchDragEvent', {
        type,
        x: x + width / 2,
        y: y + height / 2,
        data,
      });
    await eventually(async () => assert.match(await first(page).inputValue(), /4/));
    const text = await first(page).inputValue();
    await shows(page, 'Scores', scoresOf(Number(text)));
  }));

test('what the browser undoes is undone', () =>
  withPage(async (page) => {
    await begun(page);
    await overtype(page, '7');
    await shows(page, 'Scores', scoresOf(7));
    await page.evaluate(() => document.execCommand('undo'));
    assert.equal(await first(page).inputValue(), '1');
    await shows(page, 'Scores', homework.scores);
    await page.evaluate(() => document.execCommand('redo'));
    assert.equal(await first(page).inputValue(), '7');
    await shows(page, 'Scores', scoresOf(7));
  }));

test('a small table is never overtaken by an older one that was long on its way', () => {
  const files = heldFiles(PAGE_CORE);
  const nine = ({ args }) => args[1]?.inputs?.q[0][0] === '9';
  const answers = heldAnswers(nine, { besidePage: true });
  return withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await first(page).focus();
      await overtype(page, '9');
      await answers.asked(page);
      files.release();
      await eventually(async () => assert.equal(await scoreAtOnce(page, '4'), '6'));
      await page.evaluate(() => {
        window.answers = 0;
      });
      await answers.release(page);
      await page.waitForFunction(() => window.answers > 0);
      await page.evaluate(() => new Promise(requestAnimationFrame));
      assert.deepEqual(await numbers(page, 'Scores'), scoresOf(4));
      assert.equal(await page.locator('.error').count(), 0);
    },
    {
      prepare: async (page) => {
        await files.hold(page);
        await answers.hold(page);
        await page.addInitScript(() => {
          const Real = window.Worker;
          window.Worker = class extends Real {
            constructor(...of) {
              super(...of);
              this.addEventListener('message', () => {
                window.answers += 1;
              });
            }
          };
        });
      },
    },
  );
});

test('what is too large for the page is typed at once all the same, and the worker computes it', () =>
  withPage(
    async (page) => {
      await page.getByRole('grid', { name: 'Weights' }).waitFor();
      await first(page).focus();
      await page.evaluate(() => {
        window.runs = 0;
        const { postMessage } = Worker.prototype;
        Worker.prototype.postMessage = function (question, ...of) {
          if (question.fn === 'runVariant') window.runs += 1;
          postMessage.call(this, question, ...of);
        };
      });
      await overtype(page, '7');
      assert.equal(await first(page).inputValue(), '7');
      await eventually(async () => assert.ok((await page.evaluate(() => window.runs)) > 0));
    },
    {
      hash: `#scaled-dot-product?${['q', 'k', 'v'].map((name) => `${name}=${table(48, 48)}`).join('&')}`,
    },
  ));

const table = (rows, columns) =>
  Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => (r + c) % 7).join(','),
  ).join(';');

test('a character whose result does not come is there all the same', () =>
  withPage(
    async (page) => {
      await shows(page, 'Scores', homework.scores);
      await first(page).fill('2');
      await shows(page, 'Scores', scoresOf(2));
      await page.evaluate(() => {
        Worker.prototype.postMessage = () => {};
      });
      await first(page).focus();
      await overtype(page, '7');
      assert.equal(await first(page).inputValue(), '7');
      await holds(page, 'q', [['7', '1', '2']]);
      await shows(page, 'Scores', scoresOf(2));
    },
    { prepare: withoutPageCore },
  ));
