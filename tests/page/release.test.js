// What is handed out works from its file: the page from a disk, the hashes of the site, the workflow’s commands.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { archiveSite } from '../../scripts/lib/archive.mjs';
import { importMap, integrityOf } from '../../scripts/lib/integrity.mjs';
import { root } from '../../scripts/lib/run.mjs';
import { singlePage } from '../../scripts/lib/single.mjs';
import { filesOf, serve } from '../../scripts/lib/static-host.mjs';
import { ONE, onCourse, useCourse } from './course.js';
import { blank, browser, eventually, shows } from './support.js';

useCourse();

const folder = mkdtempSync(join(tmpdir(), 'playground-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const dist = join(root, 'dist');

test('single.html opens from a disk, computes, keeps its state in its address and asks for nothing', async () => {
  const text = await singlePage();
  assert.ok(text.length <= 2.5e6, `${text.length} bytes`);
  const file = join(folder, 'single.html');
  writeFileSync(file, text);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const offences = [];
    page.on('request', (request) => offences.push(request.url()));
    page.on('console', (message) => offences.push(message.text()));
    page.on('pageerror', ({ message }) => offences.push(message));
    const address = `${pathToFileURL(file).href}#argmax`;
    await page.goto(address);
    await shows(page, 'Scores', [['3', '11', '5', '2']]);
    await blank(page, 'q', 1, 1).fill('1/2');
    await shows(page, 'Scores', [['2.5', '11', '2.5', '2']]);
    await eventually(() => assert.match(page.url(), /#argmax\?q=1\/2,1,2/));
    await page.reload();
    await shows(page, 'Scores', [['2.5', '11', '2.5', '2']]);
    await page.goto(address.replace('#', '?labs.html#'));
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await page.goto(address.replace('#argmax', '?labs.html#models'));
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await page.goto(address.replace('#', '?models.html#'));
    await page
      .getByText('This file holds the workbench and the labs, and not models.html')
      .waitFor();
    await page.getByRole('link', { name: 'Back to the workbench' }).click();
    await page.getByRole('grid', { name: 'Output', exact: true }).waitFor();
    const own = pathToFileURL(file).href;
    const isOwn = (url) => url.startsWith(own) || /^(blob:null|data):?/.test(url);
    assert.deepEqual(
      offences.filter((one) => !isOwn(one)),
      [],
    );
  } finally {
    await context.close();
  }
});

test('the archive has the site under /v1/ and under its version, and both open', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  execFileSync('tar', ['-xzf', archiveSite(version, folder), '-C', folder]);
  const parts = ['v1', `v${version}`].map((name) => ({
    name,
    files: filesOf(join(folder, name), { compressed: false }),
  }));
  const host = await serve(
    new Map(
      parts.flatMap(({ name, files }) =>
        [...files].map(([path, file]) => [`/${name}${path}`, file]),
      ),
    ),
  );
  const context = await browser.newContext();
  try {
    for (const { name, files } of parts) {
      const known = JSON.parse(String(files.get('/integrity.json').body));
      assert.deepEqual(Object.keys(known), Object.keys(integrityOf(dist)));
      assert.deepEqual(
        JSON.parse(String(files.get('/importmap.json').body)),
        importMap('./', known),
      );
      const page = await context.newPage();
      await page.goto(`${host.site}${name}/index.html#argmax`);
      await shows(page, 'Scores', [['3', '11', '5', '2']]);
      await blank(page, 'q', 1, 1).fill('1/2');
      await shows(page, 'Scores', [['2.5', '11', '2.5', '2']]);
      await onCourse(ONE, (page) => shows(page, 'Scores', [['3', '11', '5', '2']]), {
        from: `${host.site}${name}/`,
        expected: ANY,
      });
    }
  } finally {
    await context.close();
    host.close();
  }
});

/** The site of a host of its own, where a test changes files, and a page of the course that names every module's hash. */
async function changeable() {
  const files = integrityOf(dist);
  const hosted = filesOf(dist, { compressed: false });
  const host = await serve(hosted);
  const map = `<script type="importmap">${JSON.stringify(importMap(host.site, files))}</script>`;
  const change = (pattern) => {
    const names = [...hosted.keys()].filter((path) => pattern.test(path));
    assert.ok(names.length > 0, `${pattern}`);
    for (const name of names) {
      const file = hosted.get(name);
      const body = Buffer.from(file.body);
      body[body.length - 1] ^= 1;
      hosted.set(name, { ...file, body });
    }
  };
  const open = (body, use) => onCourse(body, use, { from: host.site, before: map, expected: ANY });
  return { files, host, change, open };
}

test('every file of the site has a hash, and a page that names them computes', async () => {
  const { files, host, open } = await changeable();
  assert.ok(Object.keys(files).length > 50);
  for (const name of [
    'attention-playground.js',
    'anywidget.js',
    'attention-frame.js',
    'index.html',
  ])
    assert.match(files[name], /^sha384-[\w+/]{64}$/);
  try {
    await open(ONE, async (page) => {
      await shows(page, 'Scores', [['3', '11', '5', '2']]);
      await blank(page, 'q', 1, 1).fill('1/2');
      await shows(page, 'Scores', [['2.5', '11', '2.5', '2']]);
    });
  } finally {
    host.close();
  }
});

for (const [what, pattern, words] of [
  ['a module', /\/workbench-[^/]*\.js$/, /could not be loaded\. .*integrity/],
  ['the worker', /\/worker-[^/]*\.js$/, /cannot start(?:.|\n)*worker-.* was refused: .*integrity/],
  [
    'WebAssembly',
    /_playground_first.*\.wasm$/,
    /cannot start(?:.|\n)*first-.* was refused: .*integrity/,
  ],
])
  test(`${what} with one changed byte is refused in words, and does not run`, async () => {
    const { host, change, open } = await changeable();
    change(pattern);
    try {
      await open(ONE, async (page) => {
        if (what !== 'a module') await shows(page, 'Scores', [['3', '11', '5', '2']]);
        await page.locator('#one').hover(); // the calculator is started for somebody who is there
        const note = page.getByRole('alert').filter({ hasText: words });
        await note.first().waitFor();
        assert.deepEqual(page.workers(), []);
      });
    } finally {
      host.close();
    }
  });

test('the models are refused as well, with a changed byte in their module', async () => {
  const { host, change, open } = await changeable();
  change(/attention_models.*\.wasm$/);
  try {
    await open('<attention-model model="causal"></attention-model>', (page) =>
      page
        .getByText(/attention_models.* was refused: .*integrity/)
        .first()
        .waitFor(),
    );
  } finally {
    host.close();
  }
});

test('whatever names a worker or WebAssembly holds its hash, and nothing else fetches one', () => {
  const files = integrityOf(dist);
  const unchecked = Object.keys(files).filter((file) =>
    /^assets\/(worker-.*\.js|.*\.wasm)$/.test(file),
  );
  assert.equal(unchecked.length, 8);
  const code = Object.keys(files)
    .filter((file) => file.endsWith('.js') && !unchecked.includes(file) && file !== 'grade.js')
    .map((file) => readFileSync(join(dist, file), 'utf8'));
  for (const file of unchecked) {
    const name = file.replace('assets/', '');
    const holders = code.filter((text) => text.includes(name));
    assert.ok(holders.length > 0, name);
    for (const text of holders)
      assert.equal(text.split(name).length, text.split(`${name}#${files[file]}`).length, name);
  }
});

/** The host of this test is another than that of the others, and the browser says what it refuses. */
const ANY = [/^request: http:\/\/127/, /^console: /];

test('the workflow runs commands that there are, and gives a right to no more than a job', () => {
  const text = readFileSync(join(root, '.github', 'workflows', 'release.yml'), 'utf8');
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
  assert.deepEqual(
    named.filter((name) => !(name in scripts)),
    [],
  );
  assert.match(text, /^permissions: \{\}$/m);
  assert.match(text, /npm publish --provenance/);
  assert.doesNotMatch(text, /secrets\./);
});
