// How fast one's own program is read and drawn, and what its editor weighs: npm run figures -- program.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { initSync, programOf, readProgram } from '../../pkg/attention_playground.js';
import { launchOptions } from '../lib/browser.mjs';
import { root } from '../lib/run.mjs';
import { filesOf, serve } from '../lib/static-host.mjs';
import { KEYS, matrixKeystrokes, programKeystrokes } from './keystrokes.mjs';
import { helpers, SLOWLY } from './painted.mjs';
import { FRAME, goal, milliseconds, report } from './report.mjs';

const READINGS = 200;
const WARMING = 50; // keys
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
// As for matrices: how long that is, the same page says at the same moment. Its first keys warm it up.
const typed = (await matrixKeystrokes(page, WARMING + KEYS)).slice(WARMING);
const copied = await programKeystrokes(page, 'copy');
const computed = await programKeystrokes(page, 'cell');

const files = readdirSync(join(dist, 'assets')).filter((name) =>
  /^program-(bench|actions|core)-.*\.js$/.test(name),
);
const bytes = files.reduce(
  (sum, name) => sum + brotliCompressSync(readFileSync(join(dist, 'assets', name))).length,
  0,
);
await browser.close();
close();

/** Of thirty lines, one of which has another number with each key. */
const thirty = (key) => {
  const step = (_, at) => `s${at}[i,j] = sum[d] q[i,d] k[j,d] / ${at === 9 ? key : 'sqrt(|d|)'}`;
  const steps = Array.from({ length: 27 }, step);
  return ['# Thirty', 'in q[i,d], k[j,d]', ...steps, 's[i,j] = s1[i,j]'].join('\n');
};
/** @param {string} [before] a text that is read first */
const readings = (before) =>
  Array.from({ length: READINGS }, (_, key) => {
    if (before !== undefined) readProgram(before);
    const start = performance.now();
    readProgram(thirty(key));
    return performance.now() - start;
  });

const matrices = report('keystroke to repaint of a matrix beside the program', typed);
const copies = report('keystroke to repaint of the text', copied);
const results = report('keystroke to repaint of a result', computed);
const parse = report('thirty lines read', readings(''));
const key = report('thirty lines read after a key in one of them', readings());

console.log('\nGoals');
goal('Keystroke to repaint of the text, p95', copies.p95, FRAME, milliseconds);
goal('Keystroke to repaint of a result, p95', results.p95, FRAME, milliseconds);
const times = (ratio) => `${ratio.toFixed(2)} times`;
goal('Text beside a matrix, median', copies.median / matrices.median, 1, times);
goal('Result beside a matrix, median', results.median / matrices.median, 1, times);
goal('Thirty lines read, median', parse.median, PARSE, milliseconds);
goal('Thirty lines read after a key, median', key.median, PARSE, milliseconds);
goal('Bytes of the editor with brotli', bytes, BYTES, (bytes) => `${bytes} bytes`);
