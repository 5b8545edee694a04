// How fast the built page is, as a visitor has it: npm run figures.
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { launchOptions } from '../lib/browser.mjs';
import { root } from '../lib/run.mjs';
import { filesOf, serve } from '../lib/static-host.mjs';
import { matrixKeystrokes } from './keystrokes.mjs';
import { helpers, SLOWLY } from './painted.mjs';
import { FRAME, goal, milliseconds, report } from './report.mjs';
import { unwatched } from './unwatched.mjs';

const VISITS = 25;
const UNTIL_FIRST = 'loaded until the first table';
const QUIET = 'loaded when it is quiet';
/** Bytes at commit de073c0, which the page is to stay below. */
const BEFORE = { [UNTIL_FIRST]: 151_141, [QUIET]: 186_087 };

const dist = join(root, 'dist');
const { site, bytesOf, close } = await serve(filesOf(dist));
const browser = await chromium.launch(launchOptions());

/** @param {string} hash what is opened; with none, what a new visitor sees */
async function open(hash = '') {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  const page = await context.newPage();
  await page.addInitScript(helpers);
  await page.goto(site + hash);
  await page.waitForFunction(() => window.first !== undefined, undefined, SLOWLY);
  return page;
}

// It tells so a little later, and not while the page is still busy.
const tell = () => window.opened.then((time) => setTimeout(() => fetch(`/told?${time}`), 500));
const firsts = await unwatched(dist, VISITS, `(${helpers})(); (${tell})()`);

const loaded = await bytesLoaded();

const homework = await open('#argmax');
const times = await matrixKeystrokes(homework);
await homework.context().close();

const middling = await open('#argmax');
await paste(middling, 64);
const middlingTimes = await matrixKeystrokes(middling);
await middling.context().close();

// Large maps: 512 queries and keys.
const SIDE = 512;
const MOVES = 200;
const page = await open();
await paste(page, SIDE);
const weights = page.locator('step-card[data-step="weights"] map-reader');
const drawn = await weights.locator('value-map').evaluate(async (map, visits) => {
  const times = [];
  for (let visit = 0; visit < visits; visit += 1) {
    await window.painted();
    const start = performance.now();
    map.data = map.data.slice(); // new numbers: all of it is drawn again
    await map.updateComplete;
    times.push((await window.painted()) - start);
  }
  return times;
}, VISITS);
await weights.locator('td[tabindex="0"]').focus();
await page.evaluate(() => {
  window.times = [];
  addEventListener('keydown', async ({ timeStamp }) => {
    window.times.push((await window.painted()) - timeStamp);
  });
});
for (let move = 0; move < MOVES; move += 1) {
  await page.keyboard.press(move % 2 ? 'ArrowDown' : 'ArrowRight');
  await page.waitForFunction((count) => window.times.length === count, move + 1, SLOWLY);
}
const moves = await page.evaluate(() => window.times);

const first = report('navigation to the first table, new visitor', firsts);
for (const [when, bytes] of Object.entries(loaded))
  console.log(`${when}: ${kilobytes(bytes)} with brotli`);
const homeworkKeys = report('keystroke to repaint, homework', times);
const middlingKeys = report('keystroke to repaint, N = 64, d = 64', middlingTimes);
report('512 × 512 weights drawn, from new numbers to the screen', drawn);
report('cursor move in the map to repaint', moves);

console.log('\nGoals');
// It depends on the machine: measure it by turns with a build from before.
console.log(`First table: median ${milliseconds(first.median)}, at most that of the build before`);
goal('Keystroke to repaint, homework, p95', homeworkKeys.p95, FRAME, milliseconds);
goal('Keystroke to repaint, N = 64, d = 64, p95', middlingKeys.p95, 50, milliseconds);
for (const [when, most] of Object.entries(BEFORE))
  goal(`Bytes ${when}`, loaded[when], most, (bytes) => `${bytes} bytes`);
await browser.close();
close();

/** Scaled dot-product attention of so many queries and keys of width 64, until its weights are drawn. */
async function paste(page, side) {
  const typed = (seed) =>
    Array.from({ length: side }, (_, r) =>
      Array.from({ length: 64 }, (_, c) => (((r * 31 + c * 17 + seed * 7) % 41) - 20) / 10).join(
        ' ',
      ),
    ).join('\n');
  await page.goto(`${site}#scaled-dot-product`);
  await page.getByRole('grid', { name: 'Weights' }).waitFor();
  for (const [seed, name] of ['k', 'v', 'q'].entries()) {
    await page.getByRole('button', { name: `Paste ${name}` }).click();
    await page.locator(`matrix-field[data-name="${name}"] textarea`).fill(typed(seed));
    await page.getByRole('button', { name: `Replace ${name}` }).click();
    await page.locator(`matrix-field[data-name="${name}"] paste-report`).waitFor();
  }
  await page.waitForFunction((columns) => {
    const card = window.deep('step-card[data-step="weights"]')?.shadowRoot;
    const map = card && window.deep('value-map', card);
    return map?.shadowRoot.querySelector('canvas')?.width >= columns;
  }, side);
}

/** What a new visitor has loaded when the first table stands there, in the quiet after, and when the pointer has moved. */
async function bytesLoaded() {
  const page = await open();
  const first = await page.evaluate(() => window.first);
  const sum = async (before = Infinity) => {
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(2000);
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name, responseEnd }) => [name, responseEnd]),
    );
    const names = loaded.filter(([, end]) => end < before).map(([name]) => name);
    return names.reduce((all, name) => all + bytesOf(name), bytesOf(site));
  };
  const loaded = {
    [UNTIL_FIRST]: await sum(first),
    [QUIET]: await sum(),
  };
  await page.mouse.move(700, 20);
  loaded['loaded when somebody is there'] = await sum();
  await page.context().close();
  return loaded;
}

function kilobytes(value) {
  return `${(value / 1000).toFixed(0)} kB`;
}
