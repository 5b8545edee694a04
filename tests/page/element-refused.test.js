// An element where a page's policy, or the server of our files, refuses something: it says what.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/run.mjs';
import { noted, ONE, onCourse, one, useCourse } from './course.js';
import { homework, shows, site } from './support.js';

useCourse();

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

/** The policy of a careful page; `wasm` is what it says of WebAssembly. */
function policy(rest, wasm = "'wasm-unsafe-eval'") {
  const own = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src ${site}`;
  const ours = `script-src ${site} ${wasm}; connect-src ${site}`;
  return { 'content-security-policy': `${own}; ${ours}; ${rest}` };
}

test('a page whose policy forbids the worker is told so in words', () =>
  onCourse(
    ONE,
    async (page) => {
      await one(page).hover(); // the calculator is started for somebody who is there
      await noted(page, 'The calculator cannot start.');
      await noted(page, /The security policy of this page forbids it \(worker-src\)/);
    },
    { headers: policy(`worker-src 'none'`), expected: [/worker-src|Content Security Policy/] },
  ));

test('a page whose policy forbids WebAssembly is told so in words', () =>
  onCourse(
    ONE,
    async (page) => {
      await one(page).hover(); // the calculator is started for somebody who is there
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
      await one(page).hover(); // the calculator is started for somebody who is there
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
