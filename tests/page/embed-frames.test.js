// Frames on the page of a course, in a sandbox that gives them no origin: versioned messages, the script for
// authors, work that is handed in, and what no message and no text can do.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/run.mjs';
import { filesOf, serve } from '../../scripts/lib/static-host.mjs';
import { ONE, onCourse, one, useCourse } from './course.js';
import { blank, eventually, holds, homework, shows, site } from './support.js';

useCourse();

const frameOf = (address, sandbox = 'allow-scripts') =>
  `<iframe id="frame" data-attention title="Attention" sandbox="${sandbox}" width="690" height="300" src="${site}${address}"></iframe>`;
const author = () => `<script src="${site}attention-frame.js"></script>`;

/** What the frame tells from now on, in the page's `heard`. */
const listen = (page) =>
  page.evaluate(() => {
    window.heard = [];
    addEventListener('message', ({ data }) => window.heard.push(data));
  });
const say = (page, message) =>
  page.evaluate(
    (message) =>
      document
        .getElementById('frame')
        .contentWindow.postMessage({ from: 'attention-frame', v: 1, ...message }, '*'),
    message,
  );
const heard = (page, type) =>
  page.evaluate((type) => window.heard.filter((message) => message.type === type), type);
const hears = (page, type, test = () => true) =>
  eventually(async () => assert.ok((await heard(page, type)).some(test), `hears ${type}`));

test('the script for authors is small', () => {
  assert.ok(readFileSync(join(root, 'dist', 'attention-frame.js')).length <= 1024);
});

test('a frame tells nothing before a hello, and then all that its page may ask', () =>
  onCourse(frameOf('?compact&lock=v#argmax'), async (page) => {
    const frame = page.frameLocator('#frame');
    await listen(page);
    await shows(frame, 'Scores', homework.scores);
    await blank(frame, 'q', 1, 1).fill('3');
    await shows(frame, 'Scores', [['5', '11', '15', '2']]);
    await eventually(async () => assert.deepEqual(await page.evaluate(() => window.heard), []));
    await say(page, { type: 'set', state: 'linear' });
    await say(page, { type: 'hello' });
    await hears(page, 'ready', ({ variant }) => variant === 'argmax');
    await hears(page, 'size', ({ height }) => height > 300 && height <= 900);
    await say(page, { type: 'get' });
    await hears(page, 'change', ({ state }) => state.startsWith('argmax?q=3,1,2'));
    await hears(page, 'input', ({ inputs }) => inputs.q[0][0] === 3);
    await hears(page, 'result', ({ result }) =>
      result.steps.some(({ id, tensor }) => id === 'scores' && tensor.data[2] === 15),
    );
    await say(page, { type: 'set', inputs: { q: [[1, 0, 0]] }, theme: 'dark' });
    await shows(frame, 'Scores', [['1', '0', '5', '0']]);
    await eventually(async () =>
      assert.equal(await frame.locator('html').getAttribute('data-theme'), 'dark'),
    );
    await say(page, { type: 'set', inputs: { q: [[1], [2, 3]] } });
    await hears(page, 'error', ({ error }) => /equally long/.test(error.message));
    await say(page, {
      type: 'set',
      state: 'argmax?q=2,0,0&k=1,0,0;0,0,0;0,0,0;0,0,0&v=9,9,9;9,9,9;9,9,9;9,9,9',
    });
    await shows(frame, 'Scores', [['2', '0', '0', '0']]);
    await holds(frame, 'v', [
      ['2', '0', '1'],
      ['1', '4', '3'],
      ['0', '-1', '4'],
      ['1', '0', '-1'],
    ]);
    await say(page, { type: 'reset' });
    await shows(frame, 'Scores', homework.scores);
    for (const message of await page.evaluate(() => window.heard))
      assert.deepEqual([message.from, message.v], ['attention-playground', 1]);
  }));

test('10,000 hostile messages change nothing', () =>
  onCourse(frameOf('?compact#argmax?q=3,1,2&k=1,2,0;0,3,4&v=1,0;0,1'), async (page) => {
    const frame = page.frameLocator('#frame');
    await shows(frame, 'Scores', [['5', '11']]);
    await listen(page);
    await say(page, { type: 'hello' });
    await hears(page, 'ready');
    const before = await frame.locator('html').evaluate(() => location.hash);
    await page.evaluate(async () => {
      let seed = 7;
      const pick = (list) => {
        seed = (seed * 48271) % 2147483647;
        return list[seed % list.length];
      };
      const cyclic = {};
      cyclic.self = cyclic;
      const values = [
        ...[
          undefined,
          null,
          true,
          -1,
          Number.NaN,
          1e308,
          '',
          'x'.repeat(1e4),
          [],
          [[]],
          {},
          cyclic,
        ],
        ...[new Date(), /x/, new Map([['q', [[1]]]]), new Error('x'), new Uint8Array(9), 10n],
        ...['<img src=x onerror=alert(1)>', 'javascript:alert(1)', '__proto__', '#linear'],
      ];
      const names = ['from', 'v', 'type', 'state', 'inputs', 'theme', 'q', '__proto__', 'data'];
      const { contentWindow } = document.getElementById('frame');
      const messages = () => {
        const message = Object.fromEntries(names.map((name) => [name, pick(values)]));
        // Nearly right, but in one place.
        return pick([
          pick(values),
          message,
          { from: 'attention-frame', v: 2, type: 'set', state: 'linear' },
          { from: 'attention-frame', v: '1', type: 'reset' },
          { from: 'attention-playground', v: 1, type: 'set', state: 'linear' },
          {
            from: 'attention-frame',
            v: 1,
            type: pick(['SET', 'eval', '__proto__', 'constructor']),
            state: 'linear',
          },
          {
            from: 'attention-frame',
            v: 1,
            type: 'set',
            inputs: pick([null, [], 1, 'x', new Map()]),
          },
          {
            from: 'attention-frame',
            v: 1,
            type: 'set',
            inputs: { q: pick([{}, [], [[]], null, [[{}]], [[null]], 'x(']) },
          },
          {
            from: 'attention-frame',
            v: 1,
            type: 'set',
            inputs: { [pick(['zz', '__proto__', 'constructor', 'toString'])]: [[1]] },
          },
          { from: 'attention-frame', v: 1, type: 'set', theme: pick(['x', {}, 7, 'darkk']) },
          { from: 'attention-frame', v: 1, type: 'set', state: pick([7, {}, ['linear'], null]) },
        ]);
      };
      // A frame beside it speaks as if it were the page.
      const other = document.createElement('iframe');
      document.body.append(other);
      const speak = new other.contentWindow.Function(
        'target',
        'message',
        'target.postMessage(message, "*")',
      );
      for (let at = 0; at < 10_000; at += 1) {
        if (at % 10 === 0)
          speak(contentWindow, { from: 'attention-frame', v: 1, type: 'set', state: 'linear' });
        else contentWindow.postMessage(messages(), '*');
        if (at % 500 === 0) await new Promise((later) => setTimeout(later));
      }
    });
    await say(page, { type: 'get' });
    await hears(page, 'change', ({ state }) => state === 'argmax?q=3,1,2&k=1,2,0;0,3,4&v=1,0;0,1');
    await shows(frame, 'Scores', [['5', '11']]);
    await eventually(async () =>
      assert.equal(await frame.locator('html').evaluate(() => location.hash), before),
    );
    await eventually(async () =>
      assert.deepEqual(
        await frame.locator('html').evaluate(() => Object.keys(Object.prototype)),
        [],
      ),
    );
  }));

test('the script for authors keeps the height, hands on what is told, and says where nobody answers', () =>
  onCourse(
    `${frameOf('?step=scores#argmax')}<iframe id="dead" data-attention title="Nothing" src="data:text/html,nothing"></iframe>${author()}`,
    async (page) => {
      await page.evaluate(() => {
        window.told = [];
        for (const type of ['ready', 'size', 'result'])
          document.addEventListener(`attention-${type}`, ({ target, detail }) =>
            window.told.push([target.id, type, Object.keys(detail)[0]]),
          );
      });
      await shows(page.frameLocator('#frame'), 'Scores', homework.scores);
      await eventually(async () => {
        const height = Number(await page.locator('#frame').getAttribute('height'));
        const inside = await page
          .frameLocator('#frame')
          .locator('attention-playground')
          .evaluate((element) => Math.ceil(element.getBoundingClientRect().height));
        assert.ok(height === inside && height <= 400, `${height} for ${inside}`);
      });
      await page.getByRole('alert').getByText('does not answer').waitFor();
      await eventually(async () => assert.equal(await page.getByRole('alert').count(), 1));
      await eventually(async () =>
        assert.ok((await page.evaluate(() => window.told)).every(([id]) => id === 'frame')),
      );
    },
  ));

test('where the clipboard is refused, the link stands selected in a field', () =>
  onCourse(
    frameOf('#argmax'),
    async (page) => {
      const frame = page.frameLocator('#frame');
      await shows(frame, 'Scores', homework.scores);
      await frame.getByRole('button', { name: 'Copy link' }).click();
      const field = frame.getByLabel('Copy it from here');
      await field.waitFor();
      await eventually(async () => assert.equal(await field.inputValue(), `${site}#argmax`));
      await eventually(async () => {
        const selected = await field.evaluate(({ selectionStart, selectionEnd, value }) => [
          selectionStart,
          selectionEnd - value.length,
        ]);
        assert.deepEqual(selected, [0, 0]);
      });
      await frame.getByRole('button', { name: 'Close' }).click();
      await eventually(async () => assert.equal(await field.count(), 0));
    },
    { expected: [/permissions policy|Clipboard/i] },
  ));

test('a frame leaves the history of its page alone', () =>
  onCourse(frameOf('#argmax'), async (page) => {
    const frame = page.frameLocator('#frame');
    await shows(frame, 'Scores', homework.scores);
    const before = await page.evaluate(() => history.length);
    for (const id of ['linear', 'scaled-dot-product']) {
      await frame
        .locator('attention-playground')
        .evaluate((element, id) => element.workbench.pickVariant(id), id);
      const hash = () => frame.locator('html').evaluate(() => location.hash);
      await eventually(async () => assert.ok((await hash()).startsWith(`#${id}`)));
    }
    await eventually(async () => assert.equal(await page.evaluate(() => history.length), before));
  }));

test('one part of a lab is shown, and its answer is told as a statement of xAPI', () =>
  onCourse(
    '<attention-lab id="lab" lab="argmax" part="b" caption="Homework 2"></attention-lab>',
    async (page) => {
      const lab = page.locator('#lab');
      await lab.getByRole('heading', { name: /^\(b\)/ }).waitFor();
      await eventually(async () =>
        assert.equal(await lab.getByRole('heading', { name: /^\(a\)/ }).count(), 0),
      );
      await eventually(async () => assert.equal(await lab.getByRole('navigation').count(), 0));
      await lab.evaluate((element) => {
        window.told = new Promise((hear) =>
          element.addEventListener('attention-answer', ({ detail }) =>
            hear(structuredClone(detail)),
          ),
        );
      });
      await lab.getByText(/^No: queries and keys/).click();
      await lab.getByRole('button', { name: 'Check' }).click();
      const { statement, ...answer } = await page.evaluate(() => window.told);
      assert.deepEqual(answer, {
        ...{ lab: 'argmax', part: '(b)', answer: 'claim', right: true, tries: 1 },
        ...{ value: { claim: 'zero' }, score: { right: 1, of: 1 } },
      });
      assert.equal(statement.result.success, true);
      assert.equal(statement.result.score.scaled, 1);
      for (const id of [
        statement.verb.id,
        statement.object.id,
        statement.object.definition.type,
        statement.actor.account.homePage,
      ])
        assert.ok(URL.canParse(id), id);
      assert.ok(!Number.isNaN(Date.parse(statement.timestamp)));
      const link = await lab.evaluate((element) => element.link());
      assert.match(link, /labs\.html#argmax\?.*claim=zero/);
      await lab.evaluate((element, link) => {
        element.reset();
        element.state = link;
      }, link);
      await eventually(async () =>
        assert.equal(await lab.locator('choice-answer input').nth(2).isChecked(), true),
      );
    },
  ));

test('answers that a frame hides are shown by no button and no #', () =>
  onCourse(frameOf('labs.html?answers=hide#argmax'), async (page) => {
    const frame = page.frameLocator('#frame');
    await frame.locator('own-output').waitFor();
    await frame.locator('html').evaluate(() => {
      location.hash = '#argmax?answers=show';
    });
    const hash = () => frame.locator('html').evaluate(() => location.hash);
    await eventually(async () => assert.match(await hash(), /answers=hide/));
    await frame.locator('own-output').waitFor();
    await eventually(async () =>
      assert.equal(
        await frame.getByRole('button', { name: /Show anyway|(Show|Hide) answers/ }).count(),
        0,
      ),
    );
  }));

test('twenty elements share one worker', () =>
  onCourse(
    ONE +
      Array.from(
        { length: 19 },
        () => '<attention-playground variant="argmax" step="scores"></attention-playground>',
      ).join(''),
    async (page) => {
      await eventually(async () =>
        assert.equal(
          await page.evaluate(
            () =>
              [...document.querySelectorAll('attention-playground')].filter(({ result }) => result)
                .length,
          ),
          20,
        ),
      );
      await blank({ getByLabel: (...of) => one(page).getByLabel(...of) }, 'q', 1, 1).fill('3');
      await shows({ getByRole: (...of) => one(page).getByRole(...of) }, 'Scores', [
        ['5', '11', '15', '2'],
      ]);
      assert.ok(page.workers().length <= 1, `${page.workers().length} workers`);
    },
  ));

test('a widget of a notebook goes both ways, and several stand in one notebook', () =>
  onCourse('<div id="first"></div><div id="second"></div>', async (page) => {
    const told = await page.evaluate(async (site) => {
      const { default: widget } = await import(`${site}anywidget.js`);
      const modelOf = (traits) => {
        const listeners = new Map();
        const change = (name, value) => {
          traits[name] = value;
          for (const listener of listeners.get(`change:${name}`) ?? []) listener();
        };
        return {
          traits,
          change,
          get: (name) => traits[name],
          set: change,
          on: (event, listener) =>
            listeners.set(event, [...(listeners.get(event) ?? []), listener]),
          off: (event, listener) =>
            listeners.set(
              event,
              listeners.get(event).filter((other) => other !== listener),
            ),
        };
      };
      const first = modelOf({
        variant: 'argmax',
        compact: true,
        result: {},
        inputs: { q: [[3, 1, 2]] },
      });
      const second = modelOf({ variant: 'linear', result: {}, inputs: {} });
      const el = (id) => document.getElementById(id);
      const end = await widget.render({ model: first, el: el('first') });
      await widget.render({ model: second, el: el('second') });
      const until = async (test) => {
        while (!test()) await new Promise(requestAnimationFrame);
      };
      await until(
        () => first.traits.result?.scores?.data[1] === 11 && first.traits.inputs.q[0][0] === 3,
      );
      first.change('inputs', { q: [[1, 0, 0]] });
      await until(
        () => first.traits.result.scores.data[2] === 5 && first.traits.result.scores.data[1] === 0,
      );
      await until(() => second.traits.result?.output);
      first.change('inputs', { q: [[1], [2, 3]] });
      await until(() => first.traits.error);
      const { error, result } = first.traits;
      end();
      return { error, shape: result.scores.shape, left: el('first').childElementCount };
    }, site);
    assert.match(told.error, /equally long/);
    assert.deepEqual([told.shape, told.left], [[1, 4], 0]);
  }));

test('a widget that nobody reads results of loads 12 KB, shows its inputs, and the rest when it is opened', () =>
  onCourse(
    '<div id="cell"></div>',
    async (page) => {
      const loaded = [];
      page.on('response', (response) => loaded.push(response));
      await page.evaluate(async (site) => {
        const { default: widget } = await import(`${site}anywidget.js`);
        const traits = { variant: 'argmax', compact: true, inputs: { q: [[3, 1, 2]] } };
        const model = { get: (name) => traits[name], set() {}, on() {} };
        await widget.render({ model, el: document.getElementById('cell') });
      }, site);
      const cell = page.locator('#cell');
      await cell.getByText('Attention Playground: argmax').waitFor();
      await cell.getByText('q = 3 1 2').waitFor();
      await page.waitForLoadState('networkidle');
      const sizes = await Promise.all(
        loaded.map(async (response) => (await response.body()).length),
      );
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      assert.ok(bytes > 1000 && bytes <= 12 * 1024, `${bytes} bytes`);
      await cell.getByRole('button', { name: 'Open the playground' }).click();
      await shows(page, 'Scores', [['5', '11', '15', '2']]);
      await eventually(async () =>
        assert.equal(await cell.getByRole('button', { name: 'Open the playground' }).count(), 0),
      );
    },
    { from: 'data:text/javascript,//' },
  ));

test('the script works without its type too, and twice on one page', () =>
  onCourse(
    `${ONE}<script src="${site}attention-playground.js"></script><script src="${site}attention-playground.js?again"></script>`,
    async (page) => {
      await shows(one(page), 'Scores', homework.scores);
      await eventually(async () => assert.equal(await one(page).getByRole('alert').count(), 0));
    },
    { from: 'data:text/javascript,//' },
  ));

test('two copies from two hosts are one: the first has the elements, and both scripts are at peace', async () => {
  const other = await serve(filesOf(join(root, 'dist'), { compressed: false }));
  try {
    await onCourse(
      `${ONE}<attention-lab lab="argmax" part="a"></attention-lab><script type="module" src="${other.site}attention-playground.js"></script>`,
      async (page) => {
        await shows(one(page), 'Scores', homework.scores);
        await page.getByLabel('my output, row 1, column 1', { exact: true }).waitFor();
        await eventually(async () => assert.equal(await page.getByRole('alert').count(), 0));
        const hosts = await page.evaluate(() =>
          performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin),
        );
        const own = hosts.filter((origin) => other.site.startsWith(origin));
        assert.deepEqual(own.length, 1, 'of the second, the script alone is fetched');
      },
      { expected: [new RegExp(`^request: ${other.site}`)] },
    );
  } finally {
    other.close();
  }
});
