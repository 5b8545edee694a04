// What can be measured: for each kernel its tables, the work it stands for, and how it is called.

/**
 * Sizes of a task: `n` is the number of tokens (the length of the cache for a step of decoding).
 * @typedef {{n: number, heads: number, sets: number, width: number, values: number, map: Map}} Sizes
 */
/** @typedef {'quadratic' | 'elu+1' | 'relu' | 'exp'} Map */
/** @typedef {import('./module.js').Exports} Exports */

/**
 * @typedef {object} Kernel
 * @property {string} title
 * @property {string} variant whose values it computes; empty for a limit
 * @property {(sizes: Sizes) => number[]} inputs how many numbers each table has that is filled
 * @property {(sizes: Sizes) => number} rest numbers for the output and what is written on the way
 * @property {(sizes: Sizes) => number} operations multiplications and additions; what a causal mask
 *   hides is not counted, and neither is what a kernel does beside its products
 * @property {(sizes: Sizes) => number} reads numbers that are read once at least
 * @property {(exports: Exports, sizes: Sizes, times: number) => void} run
 */

/** @type {Map[]} */
const maps = ['quadratic', 'elu+1', 'relu', 'exp'];

/** Steps of the limit of computing that one run takes. */
const STEPS = 100_000;
/** Numbers that the limit of reading reads in one run: more than the caches next to a core hold. */
const READ = 4 << 20;

/** @param {Sizes} sizes */
const sequence = ({ n, heads, width, values }) => [
  heads * n * width,
  heads * n * width,
  heads * n * values,
];

/** @param {Sizes} sizes @returns the pairs of a query and a key that a mask leaves */
const pairs = ({ n, heads }, causal = false) => heads * (causal ? (n * (n + 1)) / 2 : n * n);

/** Features of a key; the quadratic map's are counted as (x, 1) ⊗ (x, 1). @param {Sizes} sizes */
const features = ({ width, map }) => (map === 'quadratic' ? (width + 1) ** 2 : width);

/** @param {boolean} causal @param {'softmax_attention' | 'plain_attention'} name */
const attention = (causal, name) => ({
  inputs: sequence,
  rest: (/** @type {Sizes} */ { n, heads, values }) =>
    heads * n * values + (name === 'plain_attention' ? n * n : 0),
  operations: (/** @type {Sizes} */ sizes) =>
    2 * pairs(sizes, causal) * (sizes.width + sizes.values),
  reads: (/** @type {Sizes} */ sizes) => sum(sequence(sizes)),
  run: (
    /** @type {Exports} */ exports,
    /** @type {Sizes} */ { n, heads, width, values },
    /** @type {number} */ times,
  ) => {
    for (let run = 0; run < times; run++)
      exports[name](heads, n, n, width, values, 1 / Math.sqrt(width), Number(causal), 0);
  },
});

/** @param {boolean} causal */
const linear = (causal) => ({
  inputs: sequence,
  rest: (/** @type {Sizes} */ { n, heads, values }) => heads * n * values,
  operations: (/** @type {Sizes} */ sizes) =>
    4 * sizes.heads * sizes.n * features(sizes) * (sizes.values + 1),
  reads: (/** @type {Sizes} */ sizes) => sum(sequence(sizes)),
  run: (
    /** @type {Exports} */ exports,
    /** @type {Sizes} */ { n, heads, width, values, map },
    /** @type {number} */ times,
  ) => {
    const code = maps.indexOf(map);
    for (let run = 0; run < times; run++)
      exports.linear_attention(heads, n, n, width, values, code, 1, Number(causal));
  },
});

/** @type {Record<string, Kernel>} */
export const kernels = {
  softmax: {
    title: 'softmax attention in one pass',
    variant: 'scaled-dot-product',
    ...attention(false, 'softmax_attention'),
  },
  'softmax-causal': {
    title: 'softmax attention in one pass, causal',
    variant: 'scaled-dot-product',
    ...attention(true, 'softmax_attention'),
  },
  plain: {
    title: 'softmax attention in three passes',
    variant: 'scaled-dot-product',
    ...attention(false, 'plain_attention'),
  },
  linear: { title: 'linear attention', variant: 'linear', ...linear(false) },
  'linear-causal': {
    title: 'linear attention, causal',
    variant: 'linear-recurrent',
    ...linear(true),
  },
  decode: {
    title: 'a step of decoding',
    variant: 'grouped-query-decode',
    inputs: ({ n, heads, sets, width, values }) => [
      heads * width,
      sets * n * width,
      sets * n * values,
    ],
    rest: ({ heads, values }) => heads * values,
    operations: ({ n, heads, width, values }) => 2 * heads * n * (width + values),
    reads: ({ n, sets, width, values }) => sets * n * (width + values),
    run: (exports, { n, heads, sets, width, values }, times) => {
      for (let run = 0; run < times; run++)
        exports.decode_step(heads, sets, n, width, values, 1 / Math.sqrt(width));
    },
  },
  'limit-multiply-add': {
    title: 'the limit of computing',
    variant: '',
    inputs: () => [],
    rest: () => 0,
    operations: () => 96 * STEPS,
    reads: () => 0,
    run: (exports, _, times) => {
      for (let run = 0; run < times; run++) exports.limit_multiply_add(STEPS);
    },
  },
  'limit-read': {
    title: 'the limit of reading',
    variant: '',
    inputs: () => [READ],
    rest: () => 0,
    operations: () => 0,
    reads: () => READ,
    run: (exports, _, times) => {
      for (let run = 0; run < times; run++) exports.limit_read(READ);
    },
  },
};

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** The bytes of a task's tables. What a kernel packs on the way is less than that again. @param {Kernel} kernel @param {Sizes} sizes */
export const bytesOf = (kernel, sizes) => 4 * (sum(kernel.inputs(sizes)) + kernel.rest(sizes));
