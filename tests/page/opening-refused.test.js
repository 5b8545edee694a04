// Where the page or the element cannot start as usual: in a sandbox, from a file, offline, at another address.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../../scripts/lib/run.mjs';
import { filesOf, serve } from '../../scripts/lib/static-host.mjs';
import { blank, eventually, homework, shows, site, useBrowser, withPage } from './support.js';

useBrowser();

const dist = () => filesOf(join(root, 'dist'), { compressed: false });
const html = (body) => ({ body, headers: { 'content-type': 'text/html' } });
const page = (body) =>
  html(
    `<!doctype html><html lang="en"><title>Week 3</title><link rel="icon" href="data:,">${body}`,
  );

/** A host of these files, whose page of this name is opened and handed to `use`. */
async function on(files, path, use, expected = []) {
  const server = await serve(new Map(files));
  try {
    const own = new RegExp(`^request: ${server.site}`);
    await withPage(use, { host: server.site + path, expected: [own, ...expected] });
  } finally {
    server.close();
  }
}

/** It computes: what is small, and what only a worker does. */
async function computes(frame) {
  await shows(frame, 'Scores', homework.scores);
  await blank(frame, 'q', 1, 1).fill('1/2');
  await shows(frame, 'Scores', [['2.5', '11', '2.5', '2']]);
  await frame.getByRole('button', { name: 'Paste q' }).click();
  await frame.locator('textarea').fill('q = torch.tensor([[3., 1., 2.]])');
  await frame.getByRole('button', { name: 'Replace q' }).click();
  await shows(frame, 'Scores', [['5', '11', '15', '2']]);
}

const sandboxed = (inner) =>
  `<iframe sandbox="allow-scripts" title="Lab" width="1200" height="900" ${inner}></iframe>`;

test('the page computes in a frame whose sandbox allows scripts and nothing else', () =>
  on([['/index.html', page(sandboxed(`src="${site}#argmax"`))]], '', (host) =>
    computes(host.frameLocator('iframe')),
  ));

test('so does an element on a page of a sandbox', () => {
  const inner = `<!doctype html><html lang='en'><script type='module' src='${site}attention-playground.js'></script>
    <attention-playground variant='argmax'></attention-playground>`;
  return on([['/index.html', page(sandboxed(`srcdoc="${inner}"`))]], '', (host) =>
    computes(host.frameLocator('iframe')),
  );
});

test('in a sandbox, where the server lets no others read its files, the page says so and leads out', () => {
  const silent = [...dist()].map(([path, { body, headers }]) => {
    const { 'access-control-allow-origin': _, ...rest } = headers;
    return [path, { body, headers: rest }];
  });
  return on(
    [...silent, ['/week.html', page(sandboxed('src="/index.html#argmax"'))]],
    'week.html',
    async (host) => {
      const frame = host.frameLocator('iframe');
      await frame.getByText('Add allow-same-origin to the sandbox').waitFor();
      const link = frame.getByRole('link', { name: 'Open it in a new tab' });
      await eventually(async () =>
        assert.match(await link.getAttribute('href'), /index\.html#argmax$/),
      );
    },
    [/CORS|ERR_FAILED|preload/],
  );
});

test('a page that is opened as a file says that it needs a server', () =>
  withPage(
    async (file) => {
      await file.getByRole('alert').filter({ hasText: 'The page needs a web server' }).waitFor();
      await eventually(async () =>
        assert.match(await file.getByRole('alert').textContent(), /python3 -m http\.server/),
      );
    },
    {
      host: pathToFileURL(join(root, 'dist', 'index.html')).href,
      expected: [/CORS|ERR_FAILED|preload|^request: file:/],
    },
  ));

test('at an address without its last stroke the page leads to the one with it', () => {
  const files = [...dist()].map(([path, file]) => [`/course/playground${path}`, file]);
  const { body, headers } = dist().get('/index.html');
  const whole = [...files, ['/course/playground', { body, headers }]];
  return on(
    whole,
    'course/playground?week=3#argmax',
    async (host) => {
      const link = host.getByRole('link', { name: 'Open /course/playground/' });
      await link.waitFor();
      await eventually(async () =>
        assert.equal(await link.getAttribute('href'), '/course/playground/?week=3#argmax'),
      );
      await link.click();
      await shows(host, 'Scores', homework.scores);
    },
    [/404|MIME|ERR_/],
  );
});

test('a file that is not there is named', () => {
  const files = [...dist()].filter(([path]) => !/workbench-.*\.js$/.test(path));
  return on(
    files,
    '#argmax',
    async (host) => {
      await host.getByText(/A file of this page could not be loaded: .*\.js/).waitFor();
    },
    [/404/],
  );
});

test('offline between the first table and the first key: it says so, and goes on by itself', () =>
  withPage(
    async (opened) => {
      await shows(opened, 'Scores', homework.scores);
      await opened.locator('compare-view, program-drawing svg').first().waitFor();
      await opened.context().setOffline(true);
      await blank(opened, 'q', 1, 1).fill('3');
      await opened.getByText('You are offline: it starts again by itself').waitFor();
      await eventually(async () =>
        assert.equal(await opened.getByText('Computing the steps').count(), 0),
      );
      await opened.context().setOffline(false);
      await shows(opened, 'Scores', [['5', '11', '15', '2']]);
      await eventually(async () =>
        assert.equal(await opened.getByText('You are offline').count(), 0),
      );
    },
    { expected: [/ERR_INTERNET_DISCONNECTED/] },
  ));

test('a server that is away and comes back: it goes on by itself', () => {
  let isAway = false;
  return withPage(
    async (opened) => {
      await shows(opened, 'Scores', homework.scores);
      isAway = true;
      await blank(opened, 'q', 1, 1).fill('3');
      await opened.getByText('The page tries again by itself.').waitFor();
      isAway = false;
      await shows(opened, 'Scores', [['5', '11', '15', '2']]);
      await eventually(async () =>
        assert.equal(await opened.getByText('The page tries again').count(), 0),
      );
    },
    {
      prepare: (opened) =>
        opened.route(/\.wasm$/, (route) => (isAway ? route.abort() : route.continue())),
      expected: [/ERR_FAILED/],
    },
  );
});
