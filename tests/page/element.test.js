// One element on the pages of others: with one script tag, from another origin, and it leaves them alone.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../../scripts/lib/run.mjs';
import {
  blank,
  cell,
  eventually,
  holds,
  homework,
  inspect,
  screens,
  shows,
  site,
  useBrowser,
  withPage,
} from './support.js';

useBrowser();

/** The built site from a server that lets other sites read all of it but `silent`. */
async function reluctant(silent) {
  const types = { js: 'text/javascript', wasm: 'application/wasm' };
  const server = createServer(async ({ url }, response) => {
    response.setHeader('content-type', types[url.split('.').at(-1)] ?? 'font/woff2');
    if (!silent.test(url)) response.setHeader('access-control-allow-origin', '*');
    response.end(await readFile(join(root, 'dist', url)));
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { site: `http://127.0.0.1:${server.address().port}/`, server };
}

/** A course site on a port of its own, which is another origin; a path names one of its pages. */
const pages = new Map();
let server;
let course;
before(async () => {
  server = createServer((request, response) => {
    const { html = '', headers = {} } = pages.get(request.url) ?? {};
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(html);
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  course = `http://127.0.0.1:${server.address().port}`;
});
after(() => server?.close());

const ONE = '<attention-playground id="one" variant="argmax"></attention-playground>';
const TWO = `${ONE}<attention-playground id="two" variant="scaled-dot-product"></attention-playground>`;

/** Open a page of the course that holds this; its style is one that nobody would want for us. */
function onCourse(body, use, { from = site, headers, html = '<html lang="en">', ...options } = {}) {
  const path = `/${pages.size}`;
  const text = `<!doctype html>${html}<head><meta charset="utf-8"><title>Lecture 7</title>
    <link rel="icon" href="data:,">
    <style>body { font: 20px/3 monospace; color: maroon; text-align: center; letter-spacing: 3px; }
      p, td, button { text-transform: uppercase; margin: 30px } .column { width: 600px }</style>
    <script type="module" src="${from}attention-playground.js"></script></head>
    <body><main><h1>Lecture 7</h1><p>On attention.</p>${body}</main></body></html>`;
  pages.set(path, { html: text, headers });
  return withPage(use, { host: course + path, ...options });
}

const one = (page) => page.locator('#one');
const two = (page) => page.locator('#two');
const noted = (page, text) => one(page).getByText(text).first().waitFor({ timeout: 20_000 });

test('one script tag on a page of another origin shows the example', () =>
  onCourse(ONE, async (page) => {
    await shows(page, 'Scores', homework.scores);
    await holds(page, 'k', homework.k);
    await blank(page, 'q', 1, 1).fill('3');
    await shows(page, 'Scores', [['5', '11', '15', '2']]);
    await cell(page, 'Scores', 1, 2).click();
    await page.locator('arithmetic-lines').waitFor();
    assert.notEqual(new URL(page.url()).origin, new URL(site).origin);
  }));

test('nothing of the page around is changed, and nothing of it is taken over', () =>
  onCourse(
    ONE,
    async (page) => {
      const around = () =>
        page.evaluate(() => {
          const { font, color, letterSpacing } = getComputedStyle(document.querySelector('p'));
          return [document.title, location.href, history.length, localStorage.length]
            .concat(Object.keys(document.documentElement.dataset), document.styleSheets.length)
            .concat(font, color, letterSpacing, document.head.children.length);
        });
      const start = await around();
      await shows(page, 'Scores', homework.scores);
      await blank(page, 'q', 1, 1).fill('3');
      await shows(page, 'Scores', [['5', '11', '15', '2']]);
      await one(page).getByRole('button', { name: 'Dark' }).click();
      await one(page).evaluate(({ desk }) => desk.pickVariant('scaled-dot-product'));
      await shows(page, 'Products', [['5', '11', '15', '2']]);
      assert.deepEqual(await around(), start);
      const inside = await one(page)
        .locator('input-list')
        .evaluate((list) => {
          const { fontFamily, letterSpacing, textAlign, lineHeight, fontSize } =
            getComputedStyle(list);
          return { fontFamily, letterSpacing, textAlign, lineHeight, fontSize };
        });
      assert.ok(inside.fontFamily.includes('Playground Serif'));
      assert.deepEqual(
        { ...inside, fontFamily: '' },
        {
          fontFamily: '',
          letterSpacing: 'normal',
          textAlign: 'start',
          lineHeight: '24px',
          fontSize: '16px',
        },
      );
    },
    { colorScheme: 'light' },
  ));

test('keys are heard inside of the element only', () =>
  onCourse(`<p><button id="before">Next slide</button></p>${ONE}`, async (page) => {
    await shows(page, 'Scores', homework.scores);
    await blank(page, 'q', 1, 1).fill('3');
    await shows(page, 'Scores', [['5', '11', '15', '2']]);
    await page.locator('#before').focus();
    await page.keyboard.press('?');
    assert.equal(await page.locator('key-list').count(), 0);
    await cell(page, 'Scores', 1, 1).focus();
    await page.keyboard.press('?');
    await page.locator('key-list').waitFor();
    await page.keyboard.press('Control+Z');
    await shows(page, 'Scores', homework.scores);
  }));

test('two of them share one worker, and neither disturbs the other', () =>
  onCourse(TWO, async (page) => {
    await shows(one(page), 'Scores', homework.scores);
    await shows(two(page), 'Products', homework.scores);
    assert.equal(page.workers().length, 1);
    // Both ask at the same moment, in lanes of the same names.
    await page.evaluate(() => {
      for (const id of ['one', 'two']) {
        const { desk } = document.getElementById(id);
        const text = id === 'one' ? '3' : '7';
        for (const last of ['9', text]) desk.editCell({ name: 'q', place: 0, text: last });
      }
    });
    await shows(one(page), 'Scores', [['5', '11', '15', '2']]);
    await shows(two(page), 'Products', [['9', '11', '35', '2']]);
    await holds(one(page), 'q', [['3', '1', '2']]);
    const fonts = await page.evaluate(() => [...document.fonts].map(({ family }) => family));
    assert.equal(fonts.filter((family) => family.includes('Playground Serif')).length, 3);
  }));

test('the death of the shared worker is mended for both', () =>
  onCourse(TWO, async (page) => {
    await shows(one(page), 'Scores', homework.scores);
    await shows(two(page), 'Products', homework.scores);
    const next = page.waitForEvent('worker');
    const [worker] = page.workers();
    await worker.evaluate(() => self.close()).catch(() => {});
    await next;
    await blank(one(page), 'q', 1, 1).fill('3');
    await blank(two(page), 'q', 1, 1).fill('7');
    await shows(one(page), 'Scores', [['5', '11', '15', '2']]);
    await shows(two(page), 'Products', [['9', '11', '35', '2']]);
    assert.equal(page.workers().length, 1);
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

test('a state is given as an attribute, told by an event, and copied as a link to the site', () =>
  onCourse(ONE.replace('>', ' state="argmax?q=3,1,2&k=1,2,0;0,3,4&v=1,0;0,1">'), async (page) => {
    await shows(page, 'Scores', [['5', '11']]);
    await page.evaluate(() => {
      const element = document.getElementById('one');
      element.addEventListener('attention-change', ({ detail }) => {
        window.told = detail.state;
      });
    });
    await blank(page, 'q', 1, 1).fill('1/2');
    await shows(page, 'Scores', [['2.5', '11.0']]);
    await page.waitForFunction(() => window.told);
    const state = await page.evaluate(() => window.told);
    assert.equal(state, 'argmax?q=1/2,1,2&k=1,2,0;0,3,4&v=1,0;0,1');
    await page.evaluate(() => document.getElementById('one').setAttribute('state', 'linear'));
    await one(page).getByRole('heading', { level: 1, name: 'Linear attention' }).waitFor();
    await page.evaluate((was) => document.getElementById('one').setAttribute('state', was), state);
    await shows(page, 'Scores', [['2.5', '11.0']]);
    await one(page).getByRole('button', { name: 'Copy link' }).click();
    await one(page).getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${site}#${state}`);
  }));

test('a state that cannot be read says so in the element', () =>
  onCourse(ONE.replace('>', ' state="argmax?q=1,2;3">'), async (page) => {
    await shows(page, 'Scores', homework.scores);
    await noted(page, 'the rows of q are not equally long');
  }));

for (const [name, html, attribute, paper] of [
  ['a light page', '<html lang="en">', '', 'rgb(252, 251, 248)'],
  ['a dark page', '<html lang="en" style="color-scheme: dark">', '', 'rgb(21, 22, 24)'],
  [
    'a page that follows the system',
    '<html lang="en" style="color-scheme: light dark">',
    '',
    'rgb(21, 22, 24)',
  ],
  ['a page that asks for dark', '<html lang="en">', ' theme="dark"', 'rgb(21, 22, 24)'],
  [
    'a dark page that asks for light',
    '<html lang="en" style="color-scheme: dark">',
    ' theme="light"',
    'rgb(252, 251, 248)',
  ],
]) {
  test(`light or dark is what the page says: ${name}`, () =>
    onCourse(
      ONE.replace('>', `${attribute}>`),
      async (page) => {
        await shows(page, 'Scores', homework.scores);
        const ground = () =>
          one(page).evaluate((element) => getComputedStyle(element).backgroundColor);
        assert.equal(await ground(), paper);
        const other = paper === 'rgb(21, 22, 24)' ? 'Light' : 'Dark';
        await one(page).getByRole('button', { name: other }).click();
        assert.notEqual(await ground(), paper);
      },
      { html, colorScheme: 'dark' },
    ));
}

test('in a column of 600 pixels on a wide screen it folds as on a narrow one', () =>
  onCourse(`<div class="column">${ONE}</div>`, async (page) => {
    await shows(page, 'Output', homework.output);
    const box = (selector) => one(page).locator(selector).first().boundingBox();
    const [inputs, steps, whole] = [
      await box('.left'),
      await box('.right'),
      await one(page).boundingBox(),
    ];
    assert.equal(whole.width, 600);
    assert.ok(steps.y >= inputs.y + inputs.height, 'the steps stand below the inputs');
    assert.ok(inputs.x >= whole.x && inputs.x + inputs.width <= whole.x + whole.width);
    const scroll = await one(page).evaluate((element) => element.scrollWidth);
    assert.equal(scroll, 600);
    await cell(page, 'Output', 1, 3).click();
    const dock = one(page).locator('.dock');
    await dock.waitFor();
    const { x, width, y, height } = await dock.boundingBox();
    assert.deepEqual([x, width], [whole.x, 600], 'the dock is as wide as the element');
    assert.ok(y + height <= screens.wide.height + 1, 'the dock is in sight');
  }));

test('a page whose policy forbids the worker is told so in words', () =>
  onCourse(
    ONE,
    async (page) => {
      await noted(page, 'The calculator cannot start.');
      await noted(page, /The security policy of this page forbids it \(worker-src\)/);
    },
    { headers: policy(`worker-src 'none'`), expected: [/worker-src|Content Security Policy/] },
  ));

test('a page whose policy forbids WebAssembly is told so in words', () =>
  onCourse(
    ONE,
    async (page) => {
      await noted(page, 'The calculator cannot start.');
      await noted(page, /The security policy of this page forbids it|WebAssembly/);
    },
    {
      headers: policy('worker-src blob:', ''),
      expected: [/script-src|Content Security Policy/],
    },
  ));

test('a strict policy that names the site, blob: and WebAssembly is enough', () =>
  onCourse(
    ONE,
    async (page) => {
      await shows(page, 'Scores', homework.scores);
    },
    { headers: policy(`worker-src blob: ${site}`) },
  ));

test('a page whose policy forbids our Trusted Types is told so in words', () =>
  onCourse(
    ONE,
    async (page) => {
      await noted(page, 'The Attention Playground could not be loaded.');
    },
    {
      headers: policy(
        `worker-src blob:; require-trusted-types-for 'script'; trusted-types none-of-ours`,
      ),
      expected: [/trusted-types|TrustedTypePolicy|Content Security Policy/],
    },
  ));

for (const [what, file] of [
  ['core', /\.wasm$/],
  ['worker', /assets\/worker-.*\.js$/],
]) {
  test(`where the server does not let other sites read the ${what}, the element says so`, async () => {
    const { site: from, server } = await reluctant(file);
    const use = async (page) => {
      await noted(page, 'The calculator cannot start.');
      await noted(page, 'does not let other sites read it (CORS)');
    };
    try {
      await onCourse(ONE, use, {
        from,
        expected: [/CORS|ERR_FAILED/, new RegExp(`request: ${from}`)],
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
}

test('where the script itself cannot be read, what stands in the element stays', () =>
  onCourse(
    ONE.replace('><', '>See the playground on its own page.<'),
    async (page) => {
      await page.getByText('See the playground on its own page.').waitFor();
    },
    {
      prepare: (page) => page.route(/attention-playground\.js$/, (route) => route.abort()),
      expected: [/ERR_FAILED/],
    },
  ));

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing on a course page with the element, ${colorScheme}`, () =>
    onCourse(
      ONE,
      async (page) => {
        await shows(page, 'Scores', homework.scores);
        await inspect(page, `a course page, ${colorScheme}`);
      },
      { colorScheme, html: '<html lang="en" style="color-scheme: light dark">' },
    ));
}

/** The policy of a careful page; `wasm` is what it says of WebAssembly. */
function policy(rest, wasm = "'wasm-unsafe-eval'") {
  const own = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src ${site}`;
  const ours = `script-src ${site} ${wasm}; connect-src ${site}`;
  return { 'content-security-policy': `${own}; ${ours}; ${rest}` };
}

test('what measures works on a page of another origin', () =>
  onCourse(ONE, async (page) => {
    await one(page).getByRole('button', { name: 'Show growth' }).click();
    await one(page).getByRole('button', { name: 'Measure it in this browser' }).click();
    await one(page).getByRole('slider', { name: /^N to/ }).fill('8');
    await one(page).getByRole('button', { name: 'Measure', exact: true }).click();
    await one(page).getByText('6 points.').waitFor({ timeout: 60_000 });
  }));
