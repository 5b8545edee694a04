// Figures to report, by hand after a build: node tests/page/figures.mjs
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { launchOptions } from '../../scripts/lib/browser.mjs';
import { root } from '../../scripts/lib/run.mjs';

const VISITS = 15;
const KEYS = 200;

const server = await preview({ root, logLevel: 'warn', preview: { port: 0, host: '127.0.0.1' } });
const site = `http://127.0.0.1:${server.httpServer.address().port}/`;
const browser = await chromium.launch(launchOptions());

/** In the page: find what is shown, through all shadow roots, and the time when it is painted. */
function helpers() {
  window.deep = (selector, from = document) => {
    const found = from.querySelector(selector);
    if (found) return found;
    for (const { shadowRoot } of from.querySelectorAll('*')) {
      const inner = shadowRoot && window.deep(selector, shadowRoot);
      if (inner) return inner;
    }
    return null;
  };
  window.cell = () => window.deep('value-table[grid]')?.shadowRoot.querySelector('td');
  // The task after a frame's callbacks comes when that frame has been handed to the screen.
  window.painted = () =>
    new Promise((done) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now());
        port2.postMessage(null);
      });
    });
  const look = async () => {
    if (!window.cell()) return requestAnimationFrame(look);
    window.first = await window.painted();
  };
  requestAnimationFrame(look);
}

async function open() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  const page = await context.newPage();
  await page.addInitScript(helpers);
  await page.goto(site);
  await page.waitForFunction(() => window.first !== undefined);
  return page;
}

const firsts = [];
for (let visit = 0; visit < VISITS; visit += 1) {
  const page = await open();
  firsts.push(await page.evaluate(() => window.first));
  await page.context().close();
}

const page = await open();
await page.getByLabel('q, row 1, column 1', { exact: true }).focus();
await page.evaluate(() => {
  window.times = [];
  addEventListener('input', async ({ timeStamp }) => {
    const before = window.cell().textContent;
    while (window.cell().textContent === before) await new Promise((again) => setTimeout(again));
    window.times.push((await window.painted()) - timeStamp);
  });
});
const times = [];
for (let key = 0; key < KEYS; key += 1) {
  await page.keyboard.press('Control+A');
  await page.keyboard.press(String(2 + (key % 7)));
  await page.waitForFunction((count) => window.times.length === count, key + 1);
}
times.push(...(await page.evaluate(() => window.times)));

report('navigation to the first table, new visitor', firsts);
report('keystroke to repaint', times);
await browser.close();
await server.close();

function report(name, values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => `${sorted[Math.floor(share * (sorted.length - 1))].toFixed(1)} ms`;
  console.log(`${name}: median ${at(0.5)}, p95 ${at(0.95)} (${values.length} times)`);
}
