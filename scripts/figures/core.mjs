// How long the core takes in the browser, beside bare loops: npm run figures -- core.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { launchOptions } from '../lib/browser.mjs';
import { root } from '../lib/run.mjs';

const pkg = join(root, 'pkg');
const binary = join(pkg, 'attention_playground_bg.wasm');
const site = 'http://figures.localhost/';
const types = { js: 'text/javascript', wasm: 'application/wasm' };

const browser = await chromium.launch(launchOptions());
const page = await browser.newPage();
await page.route(`${site}**`, (route) => {
  const name = new URL(route.request().url()).pathname.slice(1);
  if (name === '') return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
  const contentType = types[name.split('.').at(-1)];
  return route.fulfill({ contentType, body: readFileSync(join(pkg, name)) });
});
await page.goto(site);

const rows = await page.evaluate(measure);
await browser.close();

console.log('multi-head attention, float64, medians of rounds in turn');
for (const { name, first, whole, loops, ratio } of rows) {
  console.log(
    `${name.padEnd(44)} runVariant ${whole.toFixed(2).padStart(8)} ms (first ${first.toFixed(1)})   output alone, as loops ` +
      `${loops.toFixed(4).padStart(9)} ms   ratio ${ratio.toFixed(1).padStart(6)}`,
  );
}
const bytes = readFileSync(binary);
const kib = (count) => `${(count / 1024).toFixed(0)} KiB`;
console.log(
  `wasm: ${kib(statSync(binary).size)}, gzip ${kib(gzipSync(bytes, { level: 9 }).length)}, ` +
    `brotli ${kib(brotliCompressSync(bytes).length)}`,
);

/** In the page. The trace carries every step with its formula; the loops keep the output alone. */
async function measure() {
  const core = await import('/attention_playground.js');
  await core.default();
  const rounds = 21;

  const dot = (a, b, from, to, width) => {
    let sum = 0;
    for (let at = 0; at < width; at += 1) sum += a[from + at] * b[to + at];
    return sum;
  };
  const rowsTimes = (x, weight, tokens, width) => {
    const y = new Float64Array(tokens * width);
    for (let row = 0; row < tokens; row += 1)
      for (let column = 0; column < width; column += 1)
        y[row * width + column] = dot(x, weight, row * width, column * width, width);
    return y;
  };
  const bare = ({ x, w_q, w_k, w_v, w_o }, tokens, width, heads) => {
    const [q, k, v] = [w_q, w_k, w_v].map((weight) => rowsTimes(x, weight, tokens, width));
    const each = width / heads;
    const joined = new Float64Array(tokens * width);
    const shares = new Float64Array(tokens);
    for (let from = 0; from < width; from += each) {
      for (let query = 0; query < tokens; query += 1) {
        const start = query * width + from;
        for (let key = 0; key < tokens; key += 1)
          shares[key] = dot(q, k, start, key * width + from, each) / Math.sqrt(each);
        const most = Math.max(...shares);
        let sum = 0;
        for (let key = 0; key < tokens; key += 1) {
          shares[key] = Math.exp(shares[key] - most);
          sum += shares[key];
        }
        for (let key = 0; key < tokens; key += 1)
          for (let at = 0; at < each; at += 1)
            joined[start + at] += (shares[key] / sum) * v[key * width + from + at];
      }
    }
    return rowsTimes(joined, w_o, tokens, width);
  };

  const time = (call) => {
    const start = performance.now();
    let calls = 0;
    while (performance.now() - start < 10) {
      call();
      calls += 1;
    }
    return (performance.now() - start) / calls;
  };
  const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

  const cases = [
    ['homework size (3 tokens, width 4, 2 heads)', 3, 4, 2, false],
    ['  with gradients', 3, 4, 2, true],
    ['64 tokens, width 64, 8 heads', 64, 64, 8, false],
    ['  with gradients', 64, 64, 8, true],
  ];
  return cases.map(([name, tokens, width, heads, gradients]) => {
    const sizes = { i: tokens, d: width, e: width, u: width };
    const request = { sizes, params: { heads }, gradients };
    const run = () => core.runVariant('multi-head', request);
    const start = performance.now();
    const trace = run();
    const first = performance.now() - start;
    // A browser compiles a function quickly at first, and well once it has been called often.
    for (let call = 0; call < 200; call += 1) run();
    const step = (id) => trace.steps.find((step) => step.id === id).tensor.data;
    const inputs = Object.fromEntries(
      ['x', 'w_q', 'w_k', 'w_v', 'w_o'].map((id) => [id, step(id)]),
    );
    const loops = () => bare(inputs, tokens, width, heads);
    const output = step(trace.output);
    if (loops().some((cell, at) => Math.abs(cell - output[at]) > 1e-9)) throw new Error(name);
    const pairs = Array.from({ length: rounds }, () => [time(run), time(loops)]);
    return {
      name,
      first,
      whole: median(pairs.map(([one]) => one)),
      loops: median(pairs.map(([, two]) => two)),
      ratio: median(pairs.map(([one, two]) => one / two)),
    };
  });
}
