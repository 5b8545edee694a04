// What a person does on the page, the same in every browser: scripts/browsers.mjs says which one.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { policyFor } from '../../scripts/lib/policy.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { filesOf, serve } from '../../scripts/lib/static-host.mjs';
import { eventually } from '../eventually.js';
import { Browser } from './webdriver.js';

let server;
let course;
let site;
/** The same, built for its address. */
let sited;
let browser;

/** What the pages of a course have, by their paths. */
const COURSE = {
  '/element': () =>
    `<attention-playground variant="argmax"></attention-playground>
     <script>window.heard = []; document.addEventListener('keydown', ({ key }) => heard.push(key));</script>`,
  '/lab': () => '<attention-lab lab="argmax" part="a"></attention-lab>',
  '/frame': (sandbox) =>
    `<iframe data-attention ${sandbox} title="Attention" width="690" height="200" src="${sandbox ? sited.site : site}?compact&amp;lock=v#argmax?q=3,1,2"></iframe>
     <script>addEventListener('attention-change', ({ detail }) => { window.told = detail.state; });</script>
     <script src="${site}attention-frame.js"></script>`,
};

before(async () => {
  server = await serve(filesOf(join(root, 'dist'), { compressed: false }));
  ({ site } = server);
  sited = await serveForItsAddress();
  course = createServer(({ url }, response) => {
    const [path, sandbox = ''] = decodeURIComponent(url).split('?');
    response.writeHead(200, { 'content-type': 'text/html' }).end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Lecture 7</title>
       <script type="module" src="${site}attention-playground.js"></script><h1>Lecture 7</h1>${COURSE[path]?.(sandbox) ?? ''}`,
    );
  });
  await new Promise((ready) => course.listen(0, '127.0.0.1', ready));
  browser = await Browser.start(JSON.parse(process.env.BROWSER));
});

after(async () => {
  await browser?.quit();
  course?.close();
  server?.close();
  sited?.close();
});

/** As `npm run build -- --site` makes it. */
async function serveForItsAddress() {
  const files = filesOf(join(root, 'dist'), { compressed: false });
  const host = await serve(files);
  const shell = files.get('/index.html');
  shell.body = policyFor(String(shell.body), host.site);
  return host;
}

const KEY = { right: '\uE014', escape: '\uE00C' };

/** The numbers of a table of results, row by row. */
const numbers = (name) =>
  browser.run((name) => {
    const grid = all('table[role="grid"]').find(
      (table) => table.getAttribute('aria-label') === name,
    );
    return grid
      ? [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll('td')].map(words))
      : null;
  }, name);
const shows = (name, expected) =>
  eventually(async () => assert.deepEqual(await numbers(name), expected));

const cell = (name, row, column) => [
  (name, row, column) =>
    all('table[role="grid"]')
      .find((table) => table.getAttribute('aria-label') === name)
      ?.querySelector(`td[data-row="${row - 1}"][data-column="${column - 1}"]`),
  name,
  row,
  column,
];
const blank = (label) => [
  (label) => all('input.blank').find((input) => input.getAttribute('aria-label') === label),
  label,
];
const button = (name) => [
  (name) => all('button').find((button) => words(button) === name && !button.disabled),
  name,
];
const part = (selector) => [(selector) => all(selector)[0], selector];

/** Wait until this stands somewhere in the first element of that kind. */
const reads = (selector, text) =>
  eventually(async () => {
    const found = await browser.run((selector) => all(selector).map(words).join(' '), selector);
    assert.ok(found.includes(text), `“${text}” is not in ${selector}: ${found.slice(0, 400)}`);
  });

const scores = [['3', '11', '5', '2']];
/** Homework 2 (a). */
const open = async (hash = '#argmax') => {
  await browser.open(site + hash);
  if (hash === '#argmax') await shows('Scores', scores);
};
const onCourse = (path) => browser.open(`http://127.0.0.1:${course.address().port}${path}`);

test('it opens with the example, computed, in our own letters', async () => {
  await open();
  await shows('Weights', [['0', '1', '0', '0']]);
  await shows('Output', [['1', '4', '3']]);
  await reads('h1', 'Argmax attention');
  await eventually(async () =>
    assert.ok(
      await browser.run(() => [...document.fonts].some(({ status }) => status === 'loaded')),
    ),
  );
});

test('what can be pressed is underlined', async () => {
  await browser.open(site);
  await browser.element(...button('Examples'));
  const plain = await browser.run(() =>
    all('button.act')
      .filter((button) => !button.disabled)
      .filter((button) => getComputedStyle(button).textDecorationLine !== 'underline')
      .map(words),
  );
  assert.deepEqual(plain, []);
});

test('a cell is edited, undone, and a bad entry says so and clears nothing', async () => {
  await open();
  await browser.type('3', ...blank('q, row 1, column 1'));
  await shows('Scores', [['5', '11', '15', '2']]);
  await browser.type('x', ...blank('k, row 2, column 1'));
  await reads('.error', 'x');
  await shows('Scores', [['5', '11', '15', '2']]);
  await browser.click(...button('Put 0 back'));
  await browser.click(...button('Undo'));
  await eventually(async () => {
    if (JSON.stringify(await numbers('Scores')) === JSON.stringify(scores)) return;
    await browser.click(...button('Undo'));
    throw new Error('not yet undone');
  });
});

test('a cell that is held writes out its arithmetic, and so does the one beside it', async () => {
  await open();
  await browser.click(...cell('Scores', 1, 2));
  await reads('arithmetic-lines', '11');
  const lit = () => browser.run(() => all('td.source').length);
  await eventually(async () => assert.ok((await lit()) >= 6));
  await browser.keys(KEY.right);
  await browser.keys('\uE007');
  await reads('arithmetic-lines', '5');
  await browser.keys(KEY.escape);
  await eventually(async () =>
    assert.equal(await browser.run(() => all('arithmetic-lines').length), 0),
  );
});

test('another variant is picked, and Back leads to the first', async () => {
  await open();
  await browser.click(...part('[role="treeitem"][data-key="scaled-dot-product"]'));
  await reads('h1', 'Scaled dot-product attention');
  await eventually(async () => {
    const [row] = await numbers('Weights');
    const sum = row.reduce((total, text) => total + Number(text), 0);
    assert.ok(Math.abs(sum - 1) < 0.001 && Number(row[1]) > 0.8, row.join());
  });
  await browser.back();
  await reads('h1', 'Argmax attention');
  await shows('Output', [['1', '4', '3']]);
});

test('gradients, cost, growth and the program open', async () => {
  await open('#scaled-dot-product');
  await browser.click(...button('Show gradients'));
  await eventually(async () => assert.equal((await numbers('∂L/∂k'))?.length, 4));
  await browser.click(...button('Show cost'));
  await eventually(async () =>
    assert.ok(await browser.run(() => all('cost-panel >>> tbody tr').length > 4)),
  );
  await browser.click(...button('Show growth'));
  await eventually(async () =>
    assert.ok(await browser.run(() => all('growth-panel')[0].open), 'the panel is open'),
  );
  await eventually(async () => {
    const [lengths, said] = await browser.run(() => [
      all('growth-panel >>> log-plot >>> polyline').map((line) => line.getTotalLength()),
      all('[data-panel="growth"], growth-panel, .error').map(words).join(' ').slice(0, 400),
    ]);
    assert.ok(Math.max(0, ...lengths) > 100, `lines of ${lengths.join()}: ${said}`);
  });
  await browser.open(`${site}#argmax?code=numpy`);
  await reads('code-panel >>> pre', 'argmax');
});

test('variants stand side by side, with their difference', async () => {
  await open();
  await browser.click(...button('Compare'));
  await shows('Weights, Argmax attention', [['0', '1', '0', '0']]);
  await eventually(async () =>
    assert.equal((await numbers('Weights, Scaled dot-product attention'))?.[0].length, 4),
  );
  await reads('compare-view', 'Largest difference: output, row 1, column 2');
});

test('a map of 100 × 100 is drawn, and read by its cursor', async () => {
  const rows = (seed) =>
    Array.from(
      { length: 100 },
      (_, r) => `${(((r * 31 + seed) % 41) - 20) / 10},${(((r * 17 + seed) % 23) - 9) / 10}`,
    );
  const hash = `#scaled-dot-product?q=${rows(1).join(';')}&k=${rows(2).join(';')}&v=${rows(3).join(';')}`;
  await browser.open(site + hash);
  await eventually(async () => {
    const [width, height, levels] = await browser.run(() => {
      const [canvas] = all('step-card[data-step="weights"] >>> value-map >>> canvas');
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
      return [width, height, new Set(data).size];
    });
    assert.deepEqual([width, height], [100, 100]);
    assert.ok(levels > 8, `${levels} levels of colour`);
  });
  await browser.click(() => all('step-card[data-step="weights"] >>> td[data-row="0"]')[1]);
  await reads('arithmetic-lines', 'exp');
});

test('the address is the state: opened again, it shows the same', async () => {
  await open();
  await browser.type('1/2', ...blank('q, row 1, column 1'));
  await shows('Scores', [['2.5', '11', '2.5', '2']]);
  await browser.click(...cell('Output', 1, 3));
  const address = () => browser.run(() => location.href);
  await eventually(async () => assert.match(await address(), /q=1\/2.*hold=output:0,2/));
  const link = await address();
  await browser.open(link);
  await shows('Scores', [['2.5', '11', '2.5', '2']]);
  await reads('arithmetic-lines', '3');
  // A long one is packed.
  const wide = Array.from({ length: 40 }, (_, r) =>
    Array.from({ length: 30 }, (_, c) => Math.sin(r * 30 + c)).join(','),
  );
  await browser.open(
    `${site}#scaled-dot-product?q=${wide.join(';')}&k=${wide.join(';')}&v=${wide.join(';')}`,
  );
  await browser.click(() => all('param-settings >>> input[name="digits"]').at(-1));
  await eventually(async () => assert.match(await address(), /#1~/));
  const packed = await address();
  await browser.open(packed);
  await eventually(async () => {
    const shape = await browser.run(
      () =>
        document.querySelector('attention-playground').workbench.store.state.inputs.q.cells.length,
    );
    assert.equal(shape, 1200);
  });
});

test('a broken link says so, and loses nothing', async () => {
  await open();
  await browser.type('3', ...blank('q, row 1, column 1'));
  await shows('Scores', [['5', '11', '15', '2']]);
  await browser.run(() => {
    location.hash = '#argmax?colour=red';
  });
  await reads('.notice', 'colour');
  await shows('Scores', [['5', '11', '15', '2']]);
});

test('one script tag on a page of another origin shows the example', async () => {
  await onCourse('/element');
  await shows('Scores', scores);
  await browser.type('3', ...blank('q, row 1, column 1'));
  await shows('Scores', [['5', '11', '15', '2']]);
  assert.equal(await browser.run(() => document.title), 'Lecture 7');
  // What is typed in the element, and walks through its tables, is no shortcut of the page.
  await browser.keys('/.');
  await browser.click(...cell('Scores', 1, 2));
  await browser.keys(`${KEY.right}n`);
  assert.deepEqual(await browser.run(() => window.heard), []);
  await browser.click(() => document.querySelector('h1'));
  await browser.keys('n');
  assert.deepEqual(await browser.run(() => window.heard), ['n']);
});

test('one part of a lab on a page of another origin is answered', async () => {
  await onCourse('/lab');
  const told = () => browser.run(() => document.querySelector('attention-lab').told);
  await browser.element(...blank('my output, row 1, column 1'));
  await browser.run(() => {
    const lab = document.querySelector('attention-lab');
    lab.addEventListener('attention-answer', ({ detail }) => {
      lab.told = detail.right;
    });
  });
  const answer = async (texts) => {
    for (const [at, text] of texts.entries())
      await browser.type(text, ...blank(`my output, row 1, column ${at + 1}`));
    await browser.click(...button('Check my output'));
  };
  await answer(['3', '4', '1']);
  await reads('attention-lab >>> .verdict', 'Not yet.');
  assert.equal(await told(), false);
  await answer(['1', '4', '3']);
  await reads('attention-lab >>> .verdict', 'Correct.');
  assert.equal(await told(), true);
});

/** The driver of WebKit neither clicks nor types in a frame of another origin: as an input method does it. */
const typeInFrame = (text, label) =>
  browser.run(
    (text, label) => {
      const field = all('input.blank').find((input) => input.getAttribute('aria-label') === label);
      field.focus();
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    },
    text,
    label,
  );

for (const sandbox of ['', 'sandbox="allow-scripts"'])
  test(`a frame of another origin computes, and tells its page: ${sandbox || 'no sandbox'}`, async () => {
    await onCourse(`/frame?${sandbox}`);
    await browser.intoFrame(() => document.querySelector('iframe'));
    await shows('Scores', [['5', '11', '15', '2']]);
    await typeInFrame('1/2', 'q, row 1, column 1');
    await shows('Scores', [['2.5', '11', '2.5', '2']]);
    await browser.outOfFrame();
    await eventually(async () =>
      assert.match(await browser.run(() => window.told ?? ''), /q=1\/2,1,2/),
    );
    const height = () => browser.run(() => Number(document.querySelector('iframe').height));
    await eventually(async () => assert.ok((await height()) > 400, `${await height()} px`));
    assert.equal(await browser.run(() => all('[role="alert"]').length), 0);
  });

test('a lab checks a wrong answer and a right one', async () => {
  await browser.open(`${site}labs.html#why-root-d?samples=1000`);
  const field = [() => all('typed-answer[data-part="c"] >>> input')[0]];
  const check = [
    () => all('typed-answer[data-part="c"] >>> button').find((each) => words(each) === 'Check'),
  ];
  await browser.type('d', ...field);
  await browser.click(...check);
  await reads('typed-answer[data-part="c"] >>> .verdict', 'Not yet.');
  await browser.type('sqrt(d)', ...field);
  await browser.click(...check);
  await reads('typed-answer[data-part="c"] >>> .verdict', 'Correct.');
  await eventually(async () =>
    assert.ok(await browser.run(() => all('histogram-plot >>> svg').length > 0)),
  );
});
