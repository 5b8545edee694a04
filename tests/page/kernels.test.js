// The kernels in a browser: both modules compute what the core computes, and measuring is honest.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { launchOptions } from '../../scripts/lib/browser.mjs';
import { root } from '../../scripts/lib/run.mjs';

let server;
let browser;
let site;

before(async () => {
  // The sources as they are: the modules are called one by one.
  server = await createServer({ root, logLevel: 'warn', server: { port: 0, host: '127.0.0.1' } });
  await server.listen();
  site = `http://127.0.0.1:${server.httpServer.address().port}/`;
  browser = await chromium.launch(launchOptions());
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** In the page: `asked` hears of every batch that a worker is asked for. */
function hearBatches() {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (question, ...rest) {
    postMessage.call(this, question, ...rest);
    if (question.do === 'run') window.asked?.();
  };
}

/** Runs a function in a page of this site. */
async function inPage(use, ...args) {
  const page = await browser.newPage();
  try {
    await page.addInitScript(hearBatches);
    await page.goto(`${site}README.md`);
    return await page.evaluate(use, ...args);
  } finally {
    await page.close();
  }
}

/** Sizes at the edges of tiles, blocks and chunks: [queries, keys, width, values]. */
const shapes = [
  [1, 1, 1, 1],
  [3, 5, 2, 7],
  [8, 4, 4, 8],
  [9, 65, 5, 33],
  [64, 64, 16, 16],
  [31, 129, 17, 12],
  [97, 130, 80, 9],
];

/** In the page: the largest difference between a kernel and its variant, over all shapes. */
async function differences({ name, shapes }) {
  const core = await import('/pkg/attention_playground.js');
  await core.default();
  const { compiledKernels } = await import('/www/measure/module.ts');
  const nested = (cells, width) =>
    Array.from({ length: cells.length / width }, (_, row) =>
      Array.from(cells.slice(row * width, (row + 1) * width)),
    );
  const found = {};
  const check = async (label, shape, variant, params, call, extra = () => []) => {
    const [queries, keys, width, values] = shape;
    const { exports } = await WebAssembly.instantiate(await compiledKernels(name), {});
    const sizes = [queries * width, keys * width, keys * values];
    const inputs = sizes.reduce((sum, size) => sum + size, 0);
    const kept = extra(keys);
    const total = inputs + kept.length + queries * values + queries * keys;
    exports.reserve(total);
    exports.fill(0, inputs, 7);
    const address = exports.reserve(total);
    const cells = new Float32Array(exports.memory.buffer, address, total);
    cells.set(kept, inputs);
    const [q, k, v] = [
      [0, sizes[0], width],
      [sizes[0], sizes[1], width],
      [sizes[0] + sizes[1], sizes[2], values],
    ].map(([from, size, columns]) => nested(cells.slice(from, from + size), columns));
    call(exports, ...shape);
    const out = new Float32Array(exports.memory.buffer, address, total).subarray(
      inputs + kept.length,
      inputs + kept.length + queries * values,
    );
    const request = { inputs: { q, k, v }, params };
    if (kept.length > 0) request.inputs.mask = q.map(() => kept);
    const trace = core.runVariant(variant, request);
    const step = (id) => trace.steps.find((step) => step.id === id).tensor.data;
    const expected = step(trace.output);
    let error = 0;
    for (const [at, cell] of out.entries()) {
      error = Math.max(error, Number.isNaN(cell) ? Infinity : Math.abs(cell - expected[at]));
    }
    found[label] = Math.max(found[label] ?? 0, error);
  };
  const hidden = (keys) => Array.from({ length: keys }, (_, key) => Number(key % 3 !== 1));
  for (const shape of shapes) {
    for (const causal of [false, true]) {
      for (const [label, kept] of [
        ['', () => []],
        [', padding', hidden],
      ]) {
        for (const kernel of ['softmax_attention', 'plain_attention']) {
          await check(
            `${kernel}${causal ? ', causal' : ''}${label}`,
            shape,
            'scaled-dot-product',
            { scale: true, causal },
            (exports, queries, keys, width, values) =>
              exports[kernel](
                1,
                queries,
                keys,
                width,
                values,
                1 / Math.sqrt(width),
                Number(causal),
                Number(kept === hidden),
              ),
            kept,
          );
        }
      }
      for (const [code, map] of [
        [1, 'elu+1'],
        [3, 'exp'],
      ]) {
        const [queries, keys, width, values] = shape;
        await check(
          `linear, ${map}${causal ? ', causal' : ''}`,
          [causal ? keys : queries, keys, width, values],
          causal ? 'linear-recurrent' : 'linear',
          { feature_map: map },
          (exports, queries, keys, width, values) =>
            exports.linear_attention(1, queries, keys, width, values, code, 0, Number(causal)),
        );
      }
    }
  }
  return found;
}

for (const name of ['simd', 'relaxed']) {
  test(`the module "${name}" computes what the core computes, within 10⁻⁶`, async () => {
    const found = await inPage(differences, { name, shapes });
    assert.equal(Object.keys(found).length, 12);
    for (const [kernel, error] of Object.entries(found)) {
      assert.ok(error <= 1e-6, `${kernel}: ${error}`);
    }
  });
}

test('the modules are small, and each is what its name says', async () => {
  const { readFileSync } = await import('node:fs');
  const { brotliCompressSync } = await import('node:zlib');
  const { join } = await import('node:path');
  const glue = ['module', 'catalogue', 'worker', 'statistics', 'measure'].map((file) =>
    readFileSync(join(root, 'www', 'measure', `${file}.ts`)),
  );
  for (const name of ['simd', 'relaxed']) {
    const module = readFileSync(join(root, 'pkg', `kernels_${name}.wasm`));
    const bytes = [module, ...glue].map((file) => brotliCompressSync(file).length);
    const total = bytes.reduce((sum, size) => sum + size, 0);
    assert.ok(total <= 40 * 1024, `${name}: ${total} bytes`);
  }
  const best = await inPage(async () => {
    const { instructions } = await import('/www/measure/module.ts');
    return instructions();
  });
  assert.equal(best, 'relaxed');
});

test('a measurement gives points as they come, refuses what does not fit, and fits a slope', async () => {
  const { told, result } = await inPage(async () => {
    const { measure } = await import('/www/measure/measure.ts');
    const told = [];
    const hear = (what) => (data) => told.push([what, data]);
    const result = await measure(
      { kernels: ['linear', 'plain'], ns: [64, 128, 256, 16384] },
      {
        limit: hear('limit'),
        point: hear('point'),
        refused: hear('refused'),
        progress: hear('progress'),
      },
    );
    return { told, result };
  });
  const of = (what) => told.filter(([kind]) => kind === what).map(([, data]) => data);
  assert.equal(of('limit').length, 1);
  assert.ok(of('limit')[0].gigaflops > 0 && of('limit')[0].gigabytes > 0);
  assert.equal(of('point').length, 7);
  for (const point of of('point')) {
    assert.ok(point.low <= point.median && point.median <= point.high && point.low > 0);
    // Q, K, V and the output of 64 columns each, and what is packed beside them.
    assert.ok(point.bytes >= 4 * 4 * 64 * point.n, `${point.bytes} bytes`);
  }
  const [refusal] = of('refused');
  assert.equal(refusal.n, 16384);
  assert.equal(refusal.bytes, 4 * (4 * 64 * 16384 + 16384 ** 2));
  assert.match(refusal.reason, /1,090,519,040 bytes/);
  assert.deepEqual(of('progress').at(-1), { done: 8, of: 8 });
  assert.ok(Number.isFinite(result.slopes.plain.power)); // how steep, is for a calm machine to say
});

test('a cancelled measurement ends at once, with its reason', async () => {
  const message = await inPage(async () => {
    const { measure } = await import('/www/measure/measure.ts');
    const cancel = new AbortController();
    const batch = new Promise((asked) => {
      window.asked = asked;
    });
    const run = measure({ kernels: ['softmax'], ns: [16384] }, {}, { signal: cancel.signal });
    await batch;
    cancel.abort(new Error('enough'));
    // A message comes with the next task: by then it has ended, whatever the worker is at.
    const { port1, port2 } = new MessageChannel();
    const nextTask = new Promise((come) => {
      port1.onmessage = () => come('still measuring');
    });
    port2.postMessage(null);
    return Promise.race([run.catch((error) => error.message), nextTask]);
  });
  assert.equal(message, 'enough');
});

test('a batch during which the tab was hidden does not count', async () => {
  const { samples, dropped } = await inPage(async () => {
    let state = 'visible';
    Object.defineProperty(document, 'visibilityState', { get: () => state });
    const show = (now) => {
      state = now;
      document.dispatchEvent(new Event('visibilitychange'));
    };
    // During every second batch out of sight for a moment.
    let batches = 0;
    window.asked = () => {
      batches += 1;
      if (batches % 2 === 0) return;
      show('hidden');
      show('visible');
    };
    const { measure } = await import('/www/measure/measure.ts');
    const { points } = await measure({ kernels: ['softmax'], ns: [256] });
    return { samples: points[0].samples.length, dropped: points[0].dropped };
  });
  assert.ok(samples >= 3);
  assert.ok(Math.abs(samples - dropped) <= 1, `${dropped} were dropped beside ${samples}`);
});
