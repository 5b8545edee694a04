// What can be measured: for each kernel its tables, the work it stands for, and how it is called.
import type { Exports } from './module.ts';

/**
 * Sizes of a task: `n` is the number of tokens (the length of the cache for a step of decoding).
 */
export interface Sizes {
  n: number;
  heads: number;
  width: number;
  values: number;
  map: FeatureMap;
}

export type FeatureMap = 'quadratic' | 'elu+1' | 'relu' | 'exp';

interface Kernel {
  title: string;
  /** whose values it computes; empty for a limit */
  variant: string;
  /** how many numbers each table has that is filled */
  inputs: (sizes: Sizes) => number[];
  /** numbers for the output and what is written on the way */
  rest: (sizes: Sizes) => number;
  /** multiplications and additions; what a causal mask hides is not counted, and neither is what a kernel does beside its products */
  operations: (sizes: Sizes) => number;
  /** numbers that are read once at least */
  reads: (sizes: Sizes) => number;
  run: (exports: Exports, sizes: Sizes, times: number) => void;
}

/** In the order in which the module numbers them. */
export const maps: FeatureMap[] = ['quadratic', 'elu+1', 'relu', 'exp'];

/** Steps of the limit of computing that one run takes. */
const STEPS = 100_000;
/** Numbers that the limit of reading reads in one run, 64 MiB: more than most processors keep near. */
const READ = 16 << 20;

const sequence = ({ n, heads, width, values }: Sizes) => [
  heads * n * width,
  heads * n * width,
  heads * n * values,
];

/** What the tables of all heads of a sequence may take at once. */
const TOGETHER = 64 * 2 ** 20;

/** The sizes of what is in memory at once. Heads share nothing: where all of them would take too much, one follows another in the room of one. */
export function held(sizes: Sizes): Sizes {
  const numbers = sum(sequence(sizes)) + sizes.heads * sizes.n * sizes.values;
  return 4 * numbers <= TOGETHER ? sizes : { ...sizes, heads: 1 };
}

/** What every kernel of a whole sequence has and reads. */
const wholeSequence = {
  inputs: (sizes: Sizes) => sequence(held(sizes)),
  reads: (sizes: Sizes) => sum(sequence(sizes)),
};

const output = (sizes: Sizes) => held(sizes).heads * sizes.n * sizes.values;

/** Calls a kernel as often as all heads of all runs take. */
function eachHead(sizes: Sizes, times: number, call: (now: Sizes) => void) {
  const now = held(sizes);
  const calls = (times * sizes.heads) / now.heads;
  for (let done = 0; done < calls; done++) call(now);
}

/** @returns the pairs of a query and a key that a mask leaves */
const pairs = ({ n, heads }: Sizes, causal = false) => heads * (causal ? (n * (n + 1)) / 2 : n * n);

/** Features of a key; the quadratic map's are counted as (x, 1) ⊗ (x, 1). */
const features = ({ width, map }: Sizes) => (map === 'quadratic' ? (width + 1) ** 2 : width);

const attention = (causal: boolean, name: 'softmax_attention' | 'plain_attention') => ({
  ...wholeSequence,
  rest: (sizes: Sizes) => output(sizes) + (name === 'plain_attention' ? sizes.n ** 2 : 0),
  operations: (sizes: Sizes) => 2 * pairs(sizes, causal) * (sizes.width + sizes.values),
  run: (exports: Exports, sizes: Sizes, times: number) =>
    eachHead(sizes, times, ({ n, heads, width, values }) =>
      exports[name](heads, n, n, width, values, 1 / Math.sqrt(width), Number(causal), 0),
    ),
});

const linear = (causal: boolean) => ({
  ...wholeSequence,
  rest: output,
  operations: (sizes: Sizes) => 4 * sizes.heads * sizes.n * features(sizes) * (sizes.values + 1),
  run: (exports: Exports, sizes: Sizes, times: number) =>
    eachHead(sizes, times, ({ n, heads, width, values, map }) =>
      exports.linear_attention(heads, n, n, width, values, maps.indexOf(map), 1, Number(causal)),
    ),
});

/** A step of decoding with that many sets of keys and values. */
const decoding = (kind: string, setsOf: (heads: number) => number) => {
  const cache = ({ n, heads, width, values }: Sizes) =>
    [n * width, n * values].map((table) => setsOf(heads) * table);
  return {
    variant: `${kind}-decode`,
    inputs: (sizes: Sizes) => [sizes.heads * sizes.width, ...cache(sizes)],
    rest: ({ heads, values }: Sizes) => heads * values,
    operations: ({ n, heads, width, values }: Sizes) => 2 * heads * n * (width + values),
    reads: (sizes: Sizes) => sum(cache(sizes)),
    run: (exports: Exports, { n, heads, width, values }: Sizes, times: number) => {
      const sets = setsOf(heads);
      for (let run = 0; run < times; run++)
        exports.decode_step(heads, sets, n, width, values, 1 / Math.sqrt(width));
    },
  };
};

export const kernels: Record<string, Kernel> = {
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

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** The bytes of a task's tables. What a kernel packs on the way is less than that again. */
export const bytesOf = (kernel: Kernel, sizes: Sizes) =>
  4 * (sum(kernel.inputs(sizes)) + kernel.rest(sizes));
