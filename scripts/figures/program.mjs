// How fast one's own program is read and drawn, and what its editor weighs: npm run figures -- program.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { initSync, programOf, readProgram } from '../../pkg/attention_playground.js';
import { launchOptions } from '../lib/browser.mjs';
import { root } from '../lib/run.mjs';
import { filesOf, serve } from '../lib/static-host.mjs';
import { helpers, SLOWLY } from './painted.mjs';
import { goal, milliseconds, report } from './report.mjs';

const KEYS = 200;
const READINGS = 200;
const FRAME = 16.7; // milliseconds of a screen that shows sixty a second
const PARSE = 1; // millisecond for thirty lines
const BYTES = 10_240;

initSync({ module: readFileSync(join(root, 'pkg/attention_playground_bg.wasm')) });

const dist = join(root, 'dist');
const { site, close } = await serve(filesOf(dist));
const browser = await chromium.launch(launchOptions());
const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
const page = await context.newPage();
await page.addInitScript(helpers);
await page.goto(`${site}#argmax`);
await page.waitForFunction(() => window.first !== undefined, undefined, SLOWLY);
await page.getByRole('button', { name: 'Write it yourself' }).first().click();
await page.getByRole('textbox', { name: 'Program' }).waitFor();

// What is added to the queries is typed over, again and again: their sum is the first table shown.
const text = programOf('scaled-dot-product').replace('sum[d] q[i,d]', 'sum[d] (q[i,d] + 2)');
await page.getByRole('textbox', { name: 'Program' }).fill(text);
await page.waitForFunction(
  (text) => window.deep('program-bench')?.read?.text === text,
  text,
  SLOWLY,
);
const copied = await keystrokes('copy');
const computed = await keystrokes('result');

const files = readdirSync(join(dist, 'assets')).filter((name) =>
  /^program-(bench|actions)-.*\.js$/.test(name),
);
const bytes = files.reduce(
  (sum, name) => sum + brotliCompressSync(readFileSync(join(dist, 'assets', name))).length,
  0,
);
await browser.close();
close();

const steps = Array.from(
  { length: 27 },
  (_, at) => `s${at}[i,j] = sum[d] q[i,d] k[j,d] / sqrt(|d|)`,
);
const thirty = ['# Thirty', 'in q[i,d], k[j,d]', ...steps, 's[i,j] = s1[i,j]'].join('\n');
const readings = Array.from({ length: READINGS }, () => {
  const start = performance.now();
  readProgram(thirty);
  return performance.now() - start;
});

const copies = report('keystroke to repaint of the text, homework', copied);
const results = report('keystroke to repaint of a result, homework', computed);
const parse = report('thirty lines read', readings);

console.log('\nGoals');
goal('Keystroke to repaint of the text, p95', copies.p95, FRAME, milliseconds);
goal('Keystroke to repaint of a result, p95', results.p95, FRAME, milliseconds);
goal('Thirty lines read, median', parse.median, PARSE, milliseconds);
goal('Bytes of the editor with brotli', bytes, BYTES, (bytes) => `${bytes} bytes`);

/** From the key until the text, or a result, has changed on the screen. */
async function keystrokes(shown) {
  await page.evaluate((shown) => {
    window.times = [];
    const field = window.deep('program-editor').renderRoot.querySelector('textarea');
    const watched = () =>
      shown === 'copy'
        ? window.deep('program-editor').renderRoot.querySelector('.copy')
        : window.cell();
    window.typed = async ({ timeStamp, key }) => {
      if (!/^\d$/.test(key)) return;
      const change = new MutationObserver(async () => {
        change.disconnect();
        window.times.push((await window.painted()) - timeStamp);
      });
      change.observe(watched(), { characterData: true, childList: true, subtree: true });
    };
    field.addEventListener('keydown', window.typed);
  }, shown);
  for (let key = 0; key < KEYS; key += 1) {
    await page.waitForTimeout(100 + ((key * 37) % 100)); // a quick typist
    await page.evaluate(() => {
      const field = window.deep('program-editor').renderRoot.querySelector('textarea');
      const at = /\(q\[i,d\] \+ /.exec(field.value);
      field.focus();
      field.setSelectionRange(at.index + at[0].length, at.index + at[0].length + 1);
    });
    await page.waitForTimeout(100 + ((key * 53) % 100));
    await page.keyboard.press(String(3 + (key % 6)));
    await page.waitForFunction((count) => window.times.length === count, key + 1, SLOWLY);
  }
  return page.evaluate(() => {
    const field = window.deep('program-editor').renderRoot.querySelector('textarea');
    field.removeEventListener('keydown', window.typed);
    return window.times;
  });
}
