// Does memory grow with edits? 2,000 of them, at random: npm run figures -- memory.
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { launchOptions } from '../lib/browser.mjs';
import { root } from '../lib/run.mjs';

const EDITS = 2000;
const SETTLED = 500; // until then caches fill and code is compiled
const EVERY = 250;
const ALLOWED = 0.005; // of the heap, for what the browser itself keeps
const READ = 2000; // milliseconds until all has been read that is read at leisure, and lost focus is given up
/** Compiled code counts as heap, and more of it is compiled for ever longer: it would hide what the page keeps. */
const INTERPRETED = '--js-flags=--no-sparkplug --no-maglev --no-turbofan --no-opt';

const server = await preview({ root, logLevel: 'warn', preview: { port: 0, host: '127.0.0.1' } });
const { args, ...options } = launchOptions();
const browser = await chromium.launch({ ...options, args: [...args, INTERPRETED] });
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

/** In the page, since a test tool that presses each key leaves something of its own in the heap. */
await page.evaluate((seed) => {
  let state = seed;
  const below = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const find = (selector, from = document) => {
    const found = from.querySelector(selector);
    if (found) return found;
    for (const { shadowRoot } of from.querySelectorAll('*')) {
      const inner = shadowRoot && find(selector, shadowRoot);
      if (inner) return inner;
    }
    return null;
  };
  const { workbench } = document.querySelector('attention-playground');
  const settled = async () => {
    do await new Promise((again) => setTimeout(again, 1));
    while (
      workbench.results.good?.state !== workbench.store.state &&
      workbench.results.error === null
    );
    await new Promise(requestAnimationFrame);
  };
  const type = (name, column, text) => {
    const field = find(`input[aria-label="${name}, row 1, column ${column}"]`);
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  };
  const press = (key, options) =>
    window.dispatchEvent(new KeyboardEvent('keydown', { key, ...options }));

  /** Mostly a number in a cell; now and then what else a person does. */
  window.edit = async (edits) => {
    for (let edit = 0; edit < edits; edit += 1) {
      const kind = below(20);
      if (kind === 0) press('z', { ctrlKey: true });
      else if (kind === 1) press('y', { ctrlKey: true });
      else if (kind === 2) find(`input[name="scale"]:not(:checked)`).click();
      else if (kind === 3) find('value-table[grid]').shadowRoot.querySelector('td').click();
      else if (kind === 4) press('PageDown', { altKey: true });
      else if (kind === 5) type('qkv'[below(3)], 1, 'x');
      else type('qkv'[below(3)], 1 + below(3), String(below(199) - 99));
      await settled();
    }
  };
  /** The same on the screen at every look: nothing held, no walk, no error, no scale, ones in the first rows. */
  window.tidy = async (read) => {
    for (let time = 0; time < 3; time += 1) press('Escape');
    find('input[name="scale"]').click();
    for (const name of 'qkv') for (const column of [1, 2, 3]) type(name, column, '1');
    await settled();
    await new Promise((done) => setTimeout(done, read));
  };
}, 7);

const rows = [];
async function look(edits) {
  await page.evaluate((read) => window.tidy(read), READ);
  // What is left of a document's nodes goes in more than one round.
  for (let round = 0; round < 3; round += 1) await devtools.send('HeapProfiler.collectGarbage');
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

for (let edits = 0; edits <= EDITS; edits += EVERY) {
  await look(edits);
  if (edits < EDITS) await page.evaluate((count) => window.edit(count), EVERY);
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
