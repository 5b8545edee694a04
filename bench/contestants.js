// Everybody who takes part: each makes of a task a function that computes it once.
//
// A task is {kind, n, h, d, q, k, v} with tables of h heads, n rows and d columns, and in a step of
// decoding one row of q; what it answers is read back to JavaScript as one Float32Array, as a page
// would have to.
import { held } from '/www/measure/catalogue.ts';
import { instantiate } from './kernels.js';
import { model } from './onnx.js';

/** A module of a peer, as it was published: an address that the server of this page does not rewrite. */
const peer = (path) => import(/* @vite-ignore */ new URL(`/peers/${path}`, location.origin).href);

const scaleOf = ({ d }) => 1 / Math.sqrt(d);

/** 0 where a query may read a key, and a number that no softmax survives where it may not. */
function triangle(n, hidden, seen) {
  const cells = new Float32Array(n * n).fill(hidden);
  for (let row = 0; row < n; row++) cells.fill(seen, row * n, row * n + row + 1);
  return cells;
}

/** This package, with one of its two modules. */
const kernels = (name) => async () => {
  const exports = await instantiate(name);
  return (task) => (task.kind === 'decode' ? decoding(exports, task) : whole(exports, task));
};

/** A whole sequence, with as many heads at once as the page measures at once. */
function whole(exports, task) {
  const { kind, n, h, d, q, k, v } = task;
  const { heads } = held({ n, heads: h, width: d, values: d });
  const [size, total] = [heads * n * d, 4 * heads * n * d];
  const address = exports.reserve(total);
  const causal = Number(kind.endsWith('causal'));
  const cells = () => new Float32Array(exports.memory.buffer, address, total);
  const some = (from) => {
    // The copies are part of the work: every other contestant makes them too.
    const memory = cells();
    for (const [at, table] of [q, k, v].entries()) {
      memory.set(table.subarray(from, from + size), at * size);
    }
    if (kind.startsWith('softmax'))
      exports.softmax_attention(heads, n, n, d, d, scaleOf(task), causal, 0);
    else exports.linear_attention(heads, n, n, d, d, 1, 0, causal);
    return cells().subarray(3 * size);
  };
  const run = () => {
    if (heads === h) return some(0);
    const out = new Float32Array(h * n * d);
    for (let from = 0; from < out.length; from += size) out.set(some(from), from);
    return out;
  };
  run.bytes = () => exports.memory.buffer.byteLength;
  return run;
}

/** A step of decoding. The cache lies there already; only the query is new. */
function decoding(exports, task) {
  const { n, h, d, q, k, v } = task;
  const inputs = q.length + k.length + v.length;
  const address = exports.reserve(inputs + h * d);
  const cells = () => new Float32Array(exports.memory.buffer, address, inputs + h * d);
  cells().set(k, q.length);
  cells().set(v, q.length + k.length);
  return () => {
    cells().set(q, 0);
    exports.decode_step(h, h, n, d, d, scaleOf(task));
    return cells().subarray(inputs);
  };
}

/** onnxruntime-web's graphs, the plain ones: its fused operators are no faster. */
const graphs = {
  softmax: (task) => [
    [
      ['Transpose', ['k'], ['kt'], { perm: [0, 2, 1] }],
      ['Mul', ['q', 'scale'], ['qs']],
      ['MatMul', ['qs', 'kt'], ['scores']],
      ['Softmax', ['scores'], ['weights'], { axis: 2 }],
      ['MatMul', ['weights', 'v'], ['out']],
    ],
    { floats: { scale: [scaleOf(task)] } },
  ],
  'softmax-causal': (task) => [
    [
      ['Transpose', ['k'], ['kt'], { perm: [0, 2, 1] }],
      ['Mul', ['q', 'scale'], ['qs']],
      ['MatMul', ['qs', 'kt'], ['scores']],
      ['Add', ['scores', 'mask'], ['masked']],
      ['Softmax', ['masked'], ['weights'], { axis: 2 }],
      ['MatMul', ['weights', 'v'], ['out']],
    ],
    { floats: { scale: [scaleOf(task)] } },
  ],
  linear: () => [
    [
      ['Elu', ['q'], ['qe']],
      ['Add', ['qe', 'one'], ['fq']],
      ['Elu', ['k'], ['ke']],
      ['Add', ['ke', 'one'], ['fk']],
      ['Transpose', ['fk'], ['fkt'], { perm: [0, 2, 1] }],
      ['MatMul', ['fkt', 'v'], ['state']],
      ['ReduceSum', ['fkt', 'last'], ['norm'], { keepdims: 1 }],
      ['MatMul', ['fq', 'state'], ['sums']],
      ['MatMul', ['fq', 'norm'], ['totals']],
      ['Div', ['sums', 'totals'], ['out']],
    ],
    { floats: { one: [1] }, integers: { last: [2] } },
  ],
  // The operator has no sum of the weights: it is that of a column of ones.
  'linear-causal': () => [
    [
      ['Elu', ['q'], ['qe']],
      ['Add', ['qe', 'one'], ['fq']],
      ['Elu', ['k'], ['ke']],
      ['Add', ['ke', 'one'], ['fk']],
      ['Pad', ['v', 'pads', 'one'], ['v1']],
      [
        'LinearAttention',
        ['fq', 'fk', 'v1'],
        ['sums1', 'state'],
        { update_rule: 'linear', q_num_heads: 1, kv_num_heads: 1, scale: { float: 1 } },
        'com.microsoft',
      ],
      ['Slice', ['sums1', 'from', 'to', 'last'], ['sums']],
      ['Slice', ['sums1', 'to', 'end', 'last'], ['totals']],
      ['Div', ['sums', 'totals'], ['out']],
    ],
    { floats: { one: [1] } },
  ],
};

async function onnxruntime() {
  const ort = await peer('onnxruntime-web/dist/ort.wasm.bundle.min.mjs');
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = '/peers/onnxruntime-web/dist/';
  return async (task) => {
    const { kind, n, h, d } = task;
    if (!graphs[kind]) return undefined; // a cache would be copied for every step
    const [steps, constants] = graphs[kind](task);
    const shape = [h, n, d];
    const inputs = { q: shape, k: shape, v: shape };
    if (kind === 'softmax-causal') inputs.mask = [n, n];
    if (kind === 'linear-causal') {
      constants.integers = {
        pads: [0, 0, 0, 0, 0, 1],
        from: [0],
        to: [d],
        end: [d + 1],
        last: [2],
      };
    }
    const session = await ort.InferenceSession.create(model(inputs, steps, constants, shape), {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'all',
    });
    const feeds = {};
    for (const name of ['q', 'k', 'v']) feeds[name] = new ort.Tensor('float32', task[name], shape);
    if (inputs.mask) feeds.mask = new ort.Tensor('float32', triangle(n, -1e9, 0), [n, n]);
    const run = async () => (await session.run(feeds)).out.data;
    run.end = () => session.release();
    return run;
  };
}

/** Loads a script that sets a global. */
const script = (src) =>
  new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement('script'), { src });
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${src} could not be loaded`));
    document.head.append(element);
  });

async function tfjs() {
  await script('/peers/@tensorflow/tfjs-core/dist/tf-core.min.js');
  await script('/peers/@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js');
  const { tf } = globalThis;
  tf.wasm.setWasmPaths('/peers/@tensorflow/tfjs-backend-wasm/dist/');
  tf.wasm.setThreadsCount(1);
  await tf.setBackend('wasm');
  await tf.ready();
  return (task) => {
    const { kind, n, h, d } = task;
    // No operator for the causal form, and no way without N² or a loop.
    if (kind === 'linear-causal' || kind === 'decode') return undefined;
    const [q, k, v] = ['q', 'k', 'v'].map((name) => tf.tensor3d(task[name], [h, n, d]));
    const mask = kind === 'softmax-causal' ? tf.tensor2d(triangle(n, -1e9, 0), [n, n]) : undefined;
    const softmax = () => {
      const scores = tf.mul(tf.matMul(q, k, false, true), scaleOf(task));
      return tf.matMul(tf.softmax(mask ? tf.add(scores, mask) : scores), v);
    };
    const linear = () => {
      const [fq, fk] = [q, k].map((x) => tf.add(tf.elu(x), 1));
      const totals = tf.matMul(fq, tf.sum(fk, 1, true), false, true);
      return tf.div(tf.matMul(fq, tf.matMul(fk, v, true, false)), totals);
    };
    const run = () => tf.tidy(() => (kind.startsWith('softmax') ? softmax() : linear()).dataSync());
    run.end = () => tf.dispose([q, k, v, mask].filter(Boolean));
    return run;
  };
}

async function jax() {
  const { init, defaultDevice, jit, nn, numpy: np } = await peer('@jax-js/jax/dist/index.js');
  await init('wasm');
  defaultDevice('wasm');
  return (task) => {
    const { kind, n, h, d } = task;
    if (kind !== 'softmax') return undefined;
    const [q, k, v] = ['q', 'k', 'v'].map((name) => np.array(task[name]).reshape([h, n, d]));
    const attention = jit((q, k, v) => {
      const scores = np.matmul(q, np.swapaxes(k, 1, 2)).mul(scaleOf(task));
      return np.matmul(nn.softmax(scores, -1), v);
    });
    return async () => attention(q.ref, k.ref, v.ref).data();
  };
}

/** By name, in the order of the table. */
export const contestants = {
  relaxed: kernels('relaxed'),
  simd: kernels('simd'),
  'onnxruntime-web': onnxruntime,
  tfjs,
  'jax-js': jax,
};
