// What can be measured: for each kernel its tables, the work it stands for, and how it is called.

/**
 * Sizes of a task: `n` is the number of tokens (the length of the cache for a step of decoding).
 * @typedef {{n: number, heads: number, width: number, values: number, map: Map}} Sizes
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

/** In the order in which the module numbers them. @type {Map[]} */
export const maps = ['quadratic', 'elu+1', 'relu', 'exp'];

/** Steps of the limit of computing that one run takes. */
const STEPS = 100_000;
/** Numbers that the limit of reading reads in one run, 64 MiB: more than most processors keep near. */
const READ = 16 << 20;

/** @param {Sizes} sizes */
const sequence = ({ n, heads, width, values }) => [
  heads * n * width,
  heads * n * width,
  heads * n * values,
];

/** What the tables of all heads of a sequence may take at once. */
const TOGETHER = 64 * 2 ** 20;

/** The sizes of what is in memory at once. Heads share nothing: where all of them would take too much, one follows another in the room of one. @param {Sizes} sizes @returns {Sizes} */
export function held(sizes) {
  const numbers = sum(sequence(sizes)) + sizes.heads * sizes.n * sizes.values;
  return 4 * numbers <= TOGETHER ? sizes : { ...sizes, heads: 1 };
}

/** What every kernel of a whole sequence has and reads. */
const wholeSequence = {
  inputs: (/** @type {Sizes} */ sizes) => sequence(held(sizes)),
  reads: (/** @type {Sizes} */ sizes) => sum(sequence(sizes)),
};

/** @param {Sizes} sizes */
const output = (sizes) => held(sizes).heads * sizes.n * sizes.values;

/** Calls a kernel as often as all heads of all runs take. @param {Sizes} sizes @param {number} times @param {(now: Sizes) => void} call */
function eachHead(sizes, times, call) {
  const now = held(sizes);
  const calls = (times * sizes.heads) / now.heads;
  for (let done = 0; done < calls; done++) call(now);
}

/** @param {Sizes} sizes @returns the pairs of a query and a key that a mask leaves */
const pairs = ({ n, heads }, causal = false) => heads * (causal ? (n * (n + 1)) / 2 : n * n);

/** Features of a key; the quadratic map's are counted as (x, 1) ⊗ (x, 1). @param {Sizes} sizes */
const features = ({ width, map }) => (map === 'quadratic' ? (width + 1) ** 2 : width);

/** @param {boolean} causal @param {'softmax_attention' | 'plain_attention'} name */
const attention = (causal, name) => ({
  ...wholeSequence,
  rest: (/** @type {Sizes} */ sizes) =>
    output(sizes) + (name === 'plain_attention' ? sizes.n ** 2 : 0),
  operations: (/** @type {Sizes} */ sizes) =>
    2 * pairs(sizes, causal) * (sizes.width + sizes.values),
  run: (/** @type {Exports} */ exports, /** @type {Sizes} */ sizes, /** @type {number} */ times) =>
    eachHead(sizes, times, ({ n, heads, width, values }) =>
      exports[name](heads, n, n, width, values, 1 / Math.sqrt(width), Number(causal), 0),
    ),
});

/** @param {boolean} causal */
const linear = (causal) => ({
  ...wholeSequence,
  rest: output,
  operations: (/** @type {Sizes} */ sizes) =>
    4 * sizes.heads * sizes.n * features(sizes) * (sizes.values + 1),
  run: (/** @type {Exports} */ exports, /** @type {Sizes} */ sizes, /** @type {number} */ times) =>
    eachHead(sizes, times, ({ n, heads, width, values, map }) =>
      exports.linear_attention(heads, n, n, width, values, maps.indexOf(map), 1, Number(causal)),
    ),
});

/** A step of decoding with that many sets of keys and values. @param {string} kind @param {(heads: number) => number} setsOf */
const decoding = (kind, setsOf) => {
  /** @param {Sizes} sizes */
  const cache = ({ n, heads, width, values }) =>
    [n * width, n * values].map((table) => setsOf(heads) * table);
  return {
    variant: `${kind}-decode`,
    inputs: (/** @type {Sizes} */ sizes) => [sizes.heads * sizes.width, ...cache(sizes)],
    rest: (/** @type {Sizes} */ { heads, values }) => heads * values,
    operations: (/** @type {Sizes} */ { n, heads, width, values }) =>
      2 * heads * n * (width + values),
    reads: (/** @type {Sizes} */ sizes) => sum(cache(sizes)),
    run: (
      /** @type {Exports} */ exports,
      /** @type {Sizes} */ { n, heads, width, values },
      /** @type {number} */ times,
    ) => {
      const sets = setsOf(heads);
      for (let run = 0; run < times; run++)
        exports.decode_step(heads, sets, n, width, values, 1 / Math.sqrt(width));
    },
  };
};

/** @type {Record<string, Kernel>} */
export const kernels = {
  softmax: {
    title: 'Softmax in one pass',
    variant: 'scaled-dot-product',
    ...attention(false, 'softmax_attention'),
  },
  'softmax-causal': {
    title: 'Causal softmax in one pass',
    variant: 'scaled-dot-product',
    ...attention(true, 'softmax_attention'),
  },
  plain: {
    title: 'Softmax in three passes',
    variant: 'scaled-dot-product',
    ...attention(false, 'plain_attention'),
  },
  linear: { title: 'Linear attention', variant: 'linear', ...linear(false) },
  'linear-causal': {
    title: 'Causal linear attention',
    variant: 'linear-recurrent',
    ...linear(true),
  },
  'decode-multi-head': { title: 'Multi-head', ...decoding('multi-head', (heads) => heads) },
  'decode-grouped-query': {
    title: 'Grouped-query, four heads a set',
    ...decoding('grouped-query', (heads) => Math.max(1, heads / 4)),
  },
  'decode-multi-query': { title: 'Multi-query', ...decoding('multi-query', () => 1) },
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
