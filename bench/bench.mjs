// npm run bench: the kernels against what else a browser offers, in one process, by turns.
//
// npm run bench -- --quick   fewer tasks, one browser: to see whether it works
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { main, root, run, say } from '../scripts/lib/run.mjs';
import { setUp } from '../scripts/setup.mjs';
import { doubt, table, verdict } from './judge.js';

const folder = fileURLToPath(new URL('.', import.meta.url));
const peers = join(folder, 'node_modules');
const everybody = ['relaxed', 'simd', 'onnxruntime-web', 'tfjs', 'jax-js'];
const BROWSERS = 3;
const TRIES = 3;

const task = (kind, n, h = 1, d = 64) => ({ kind, n, h, d });
const quick = [
  ...[64, 256, 1024].map((n) => task('softmax', n)),
  ...['softmax-causal', 'linear', 'linear-causal'].map((kind) => task(kind, 1024)),
  task('decode', 4096),
];
const full = [
  ...[64, 256, 512, 1024, 2048, 4096].map((n) => task('softmax', n)),
  ...[256, 1024, 4096].map((n) => task('softmax', n, 8)),
  ...[32, 80, 128].map((d) => task('softmax', 1024, 1, d)),
  ...[1021, 1023].map((n) => task('softmax', n)),
  ...['softmax-causal', 'linear', 'linear-causal'].flatMap((kind) =>
    [256, 1024, 4096].map((n) => task(kind, n)),
  ),
  ...[1, 8].map((h) => task('decode', 4096, h)),
];
/** Too large to be run by turns: all heads at once would not fit in 64 MiB. */
const large = task('softmax', 16_384, 8);

/** The site, and the peers' files as they are. */
export async function serve() {
  const { createServer } = await import('vite');
  const types = {
    '.wasm': 'application/wasm',
    '.js': 'text/javascript',
    '.mjs': 'text/javascript',
  };
  const plugin = {
    name: 'peers',
    configureServer({ middlewares }) {
      middlewares.use('/peers', (request, response, next) => {
        const file = join(peers, normalize(decodeURIComponent(request.url.split('?')[0])));
        const type = types[file.slice(file.lastIndexOf('.'))];
        if (!type || !file.startsWith(peers) || !existsSync(file)) return next();
        response.setHeader('content-type', type);
        response.end(readFileSync(file));
      });
    },
  };
  const server = await createServer({
    root,
    logLevel: 'error',
    plugins: [plugin],
    server: { port: 0, host: '127.0.0.1' },
  });
  await server.listen();
  return { server, site: `http://127.0.0.1:${server.httpServer.address().port}/` };
}

/** Runs a function in a page of a browser that has done nothing else; `listen` may say what to wait for. */
async function inFreshBrowser(site, use, argument, listen = () => {}) {
  const { chromium } = await import('playwright-core');
  const { launchOptions } = await import('../scripts/lib/browser.mjs');
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    const settled = listen(page);
    await page.goto(`${site}README.md`);
    const result = await page.evaluate(use, argument);
    await settled?.();
    return result;
  } finally {
    await browser.close();
  }
}

const contestInPage = async (settings) => (await import('/bench/contest.js')).contest(settings);
const onceInPage = async (task) => (await import('/bench/contest.js')).once(task);
const firstInPage = async (name) => (await import('/bench/contest.js')).firstResult(name);

/** One task in three browsers; a browser whose rounds are in doubt is asked again. */
export async function judged(site, { names, tasks, browsers, rounds = 9, patience = 8000 }) {
  const found = tasks.map(() => []);
  for (let browser = 0; browser < browsers; browser++) {
    let open = tasks.map((_, at) => at);
    for (let attempt = 1; open.length > 0 && attempt <= TRIES; attempt++) {
      const settings = { names, tasks: open.map((at) => tasks[at]), rounds, patience };
      const results = await inFreshBrowser(site, contestInPage, settings);
      for (const [index, result] of results.entries()) found[open[index]][browser] = result;
      open = open.filter((_, index) => browsers > 1 && doubt(results[index]));
    }
  }
  return found.map(verdict);
}

/** Bytes that a page loads before the first answer, as a server would send them. */
async function loaded(site, name) {
  const files = new Map();
  const milliseconds = await inFreshBrowser(site, firstInPage, name, (page) => {
    // A body is gone with its browser.
    const bodies = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      const isOwn = pathname.startsWith('/pkg/') && !pathname.endsWith('.js');
      if (pathname.startsWith('/peers/') || isOwn) {
        bodies.push(response.body().then((body) => files.set(pathname, body)));
      }
    });
    return () => Promise.all(bodies);
  });
  const sizes = [...files.values()].map(
    (body) =>
      brotliCompressSync(body, {
        params: { [constants.BROTLI_PARAM_QUALITY]: body.length > 1e6 ? 9 : 11 },
      }).length,
  );
  return { name, milliseconds, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

async function bench() {
  await setUp();
  const isQuick = process.argv.includes('--quick');
  if (!existsSync(join(peers, '.package-lock.json'))) {
    say('npm ci in bench/, for the peers that the kernels are compared with');
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
  }
  const { server, site } = await serve();
  try {
    const tasks = isQuick ? quick : full;
    const browsers = isQuick ? 1 : BROWSERS;
    const verdicts = await judged(site, { names: everybody, tasks, browsers });
    const first = [];
    for (const name of everybody) first.push(await loaded(site, name));
    console.log(`\n${table(verdicts)}\n`);
    for (const { name, milliseconds, bytes } of first) {
      const size = (bytes / 1024).toFixed(0).padStart(6);
      console.log(`${name.padEnd(16)} first result ${milliseconds.toFixed(0)} ms, ${size} KiB`);
    }
    const { n, h } = large;
    const found = isQuick ? undefined : await inFreshBrowser(site, onceInPage, large);
    if (found) {
      console.log(
        `softmax, N = ${n}, h = ${h}, head after head: ${(found.milliseconds / 1000).toFixed(1)} s, ` +
          `${(found.bytes / 2 ** 20).toFixed(0)} MiB of the module's memory, error ${found.error.toExponential(1)}`,
      );
    }
    for (const { kind, n, h, failed, doubts } of verdicts) {
      const notes = [...Object.entries(failed).map(([who, why]) => `${who}: ${why}`), ...doubts];
      for (const note of notes) console.log(`${kind}, N = ${n}, h = ${h}: ${note}`);
    }
    writeFileSync(
      join(folder, 'results.json'),
      `${JSON.stringify({ verdicts, first, large: found }, null, 1)}\n`,
    );
  } finally {
    await server.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(bench);
