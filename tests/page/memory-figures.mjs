// Does memory grow with edits? 2,000 of them, by chance: node tests/page/memory-figures.mjs, after a build.
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { launchOptions } from '../../scripts/lib/browser.mjs';
import { root } from '../../scripts/lib/run.mjs';

const EDITS = 2000;
const SETTLED = 500; // until then caches fill and code is compiled
const EVERY = 250;
const ALLOWED = 0.02; // of the heap, for what the browser itself keeps

/** Numbers from 0 to below `n`, the same at every run. */
let state = 7;
const below = (n) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};

const server = await preview({ root, logLevel: 'warn', preview: { port: 0, host: '127.0.0.1' } });
const browser = await chromium.launch(launchOptions());
const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });

// The worker shows its linear memory, which is a secret of its module otherwise.
await page.route(/assets\/worker-.*\.js$/, async (route) => {
  const response = await route.fetch();
  const body = `for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const made = await real.apply(WebAssembly, args);
      self.linear = (made.instance ?? made).exports.memory;
      return made;
    };
  }\n${await response.text()}`;
  await route.fulfill({ response, body });
});
await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/#scaled-dot-product`);
await page.getByRole('grid', { name: 'Weights' }).waitFor();
const devtools = await page.context().newCDPSession(page);
await devtools.send('Performance.enable');

/** Wait until the state on the screen is computed. */
const settled = () =>
  page.waitForFunction(() => {
    const { session, store } = document.querySelector('attention-playground').desk;
    return session.good?.state === store.state || session.error !== null;
  });

/** Mostly a number in a cell; now and then what else a person does. */
async function edit() {
  const kind = below(20);
  if (kind === 0) await page.keyboard.press('ControlOrMeta+Z');
  else if (kind === 1) await page.keyboard.press('ControlOrMeta+Y');
  else if (kind === 2) await page.getByRole('radio', { name: ['none', '1/√d'][below(2)] }).check();
  else if (kind === 3) {
    await page.getByRole('grid', { name: 'Weights' }).locator('td').nth(below(2)).click();
    await page.keyboard.press('Escape');
  } else if (kind === 4) await page.keyboard.press('Alt+PageDown');
  else {
    const field = page.getByLabel(`${'qkv'[below(3)]}, row 1, column ${1 + below(3)}`, {
      exact: true,
    });
    await field.fill(below(15) === 0 ? 'x' : String(below(199) - 99));
  }
  await settled();
}

/** The same on the screen at every look: nothing held, no walk, no error, three numbers in a row. */
async function tidy() {
  for (let time = 0; time < 2; time += 1) await page.keyboard.press('Escape');
  for (const name of 'qkv')
    for (const column of [1, 2, 3])
      await page.getByLabel(`${name}, row 1, column ${column}`, { exact: true }).fill('1');
  await page.getByRole('radio', { name: 'none' }).check();
  await settled();
}

const rows = [];
async function look(edits) {
  await tidy();
  await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  const [worker] = page.workers();
  const row = {
    edits,
    heap: of('JSHeapUsedSize'),
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    wasm: await worker.evaluate(() => self.linear.buffer.byteLength),
  };
  rows.push(row);
  console.log(
    `after ${String(edits).padStart(4)} edits: heap ${(row.heap / 1024).toFixed(0)} KiB, ` +
      `${row.nodes} nodes, ${row.listeners} listeners, wasm ${row.wasm / 1024} KiB`,
  );
}

for (let edits = 0; edits <= EDITS; edits += 1) {
  if (edits % EVERY === 0) await look(edits);
  if (edits < EDITS) await edit();
}
await browser.close();
await server.close();

const start = rows.find(({ edits }) => edits === SETTLED);
const end = rows.at(-1);
const grown = ['heap', 'nodes', 'listeners', 'wasm'].filter(
  (name) => end[name] > start[name] * (1 + ALLOWED),
);
console.log(
  grown.length > 0 ? `grown since edit ${SETTLED}: ${grown.join(', ')}` : 'nothing has grown',
);
if (grown.length > 0) process.exitCode = 1;
